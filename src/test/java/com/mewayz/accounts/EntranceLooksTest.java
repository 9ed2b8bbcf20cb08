package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.crypto.Totp;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.Phone;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.Tab;
import com.mewayz.testing.TestApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every way in, and what opens it, on a phone and a laptop, by day and by night. */
@Browser.Used
class EntranceLooksTest {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final List<Look> LOOKS =
            List.of(Look.PHONE, Look.PHONE.inTheDark(), Look.LAPTOP, Look.LAPTOP.inTheDark());

    @Test
    void theyAreCalmAndCanBeReadByEverybody(Browser browser) {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            var owner = app.owner();
            for (var name : List.of("Backup", "A shop that asks for the newest pages every hour")) {
                owner.post(
                                "/api/v1/workspaces/" + owner.workspace() + "/tokens",
                                Map.of("name", name, "abilities", List.of("bio-sites:read", "media:write")))
                        .is(201);
            }
            app.app.db().run("""
                    insert into provider (id, kind, name, issuer, client_id, client_secret, enabled, created_at)
                    values (1, 'google', 'Google', 'https://accounts.google.com', 'x', '', 1, 0),
                    (2, 'openid', 'Studio', 'https://a-long-name-of-a-host.identity.studio.example', 'x', '', 0, 0)""");
            app.visitor()
                    .submit("/register", Map.of("name", "Nia", "email", "nia@example.com"))
                    .is(200);
            app.app.jobs().run("send-letters");
            var confirmation = PostOffice.path(post.last("nia@example.com"));
            var secret = withApp(app);
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    look(tab, app, confirmation, "confirmation", look);
                    pages(tab, app, look);
                }
                try (var tab = browser.open(look)) {
                    app.clock.forward(Duration.ofSeconds(30)); // each code works once
                    factor(tab, app, secret, look);
                }
            }
        }
    }

    private static void pages(Tab tab, TestApp app, Look look) {
        signIn(tab, app, "owner");
        tab.page().waitForURL("**/today");
        look(tab, app, "/settings/tokens", "tokens", look);
        look(tab, app, "/settings/tokens/new", "token-new", look);
        look(tab, app, "/settings/providers", "providers", look);
        look(tab, app, "/settings/providers?provider=2", "provider", look);
        tab.go(app.address() + "/settings/security");
        tab.page().click("text=Set up an app");
        tab.page().waitForURL("**/settings/totp");
        check(tab, "totp", look);
    }

    private static void factor(Tab tab, TestApp app, String secret, Look look) {
        signIn(tab, app, "careful");
        tab.page().waitForURL("**/sign-in/factor**");
        check(tab, "factor", look);
        tab.page().click("text=Use a recovery code");
        tab.page().waitForSelector("text=One of the ten");
        check(tab, "factor-recovery", look);
        tab.page().click("text=Use the app instead");
        tab.page().fill("#f-code", Totp.code(secret, app.clock.instant()));
        tab.page().click("text=Continue");
        tab.page().waitForURL("**/today");
        tab.go(app.address() + "/settings/security");
        tab.page().click("text=Make new codes");
        tab.page().waitForSelector("h1:has-text('Your recovery codes')");
        check(tab, "recovery-codes", look);
    }

    /** Somebody with an authenticator app, and what it knows. */
    private static String withApp(TestApp app) {
        app.app
                .accounts()
                .users()
                .register(new UserInput("careful", TestApp.email("careful"), TestApp.PASSWORD), () -> {});
        app.app.bus().deliver();
        var browser = app.visitor().browse(TestApp.email("careful"));
        return Phone.setUp(app, browser).secret();
    }

    private static void signIn(Tab tab, TestApp app, String name) {
        tab.go(app.address() + "/sign-in");
        tab.page().fill("#f-email", TestApp.email(name));
        tab.page().fill("#f-password", TestApp.PASSWORD);
        tab.page().click("form[action='/sign-in'] button:not([type=button])");
    }

    private static void look(Tab tab, TestApp app, String path, String name, Look look) {
        tab.go(app.address() + path);
        check(tab, name, look);
    }

    private static void check(Tab tab, String name, Look look) {
        var picture = name + "-" + look.name();
        tab.saveWhole(PICTURES.resolve("entrance-" + picture + ".png"));
        assertThat(tab.axe()).as(picture).isEmpty();
        assertThat(tab.overflow()).as(picture + " is too wide").isLessThanOrEqualTo(0);
    }
}
