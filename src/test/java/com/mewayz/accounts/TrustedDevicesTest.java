package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.crypto.Tokens;
import com.mewayz.testing.Client;
import com.mewayz.testing.Phone;
import com.mewayz.testing.Reply;
import com.mewayz.testing.Rows;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrustedDevicesTest {
    private static final String EMAIL = "owner@example.com";
    private static final Pattern DEVICE = Pattern.compile("/settings/devices/(\\d+)/removal");

    private final TestApp app = new TestApp();
    private Client browser = app.visitor();
    private Phone phone = new Phone(app, "", List.of());

    /** A browser that trusts, and the one beside it in which the app was set up. */
    @BeforeEach
    void setUp() {
        app.owner();
        var first = app.visitor().browse(EMAIL);
        phone = Phone.setUp(app, first);
        password(browser);
        assertThat(browser.get("/sign-in/factor").body()).contains("Trust this device for 30 days");
        browser.submit("/sign-in/factor", Map.of("code", phone.code(), "trust", "true"))
                .is(303);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aTrustedBrowserIsSparedTheCodeForThirtyDays() {
        app.clock.forward(Duration.ofDays(29));
        assertThat(comesBack()).isEqualTo("/today");
        browser.get("/settings/profile").is(200);

        app.clock.forward(Duration.ofDays(1).plusSeconds(1));
        assertThat(comesBack()).startsWith("/sign-in/factor");
    }

    @Test
    void withoutTheBoxNothingIsTrusted() {
        var other = app.visitor();
        password(other);
        other.submit("/sign-in/factor", Map.of("code", phone.next())).is(303);

        assertThat(other.cookies()).doesNotContainKey("mewayz-trust");
    }

    @Test
    void thePasswordIsStillAskedForAndItIsNoFreshProof() {
        browser.submit("/settings/profile", "/sign-out", Map.of()).is(303);
        browser.submit("/sign-in", Map.of("email", EMAIL, "password", "wrong wrong wrong"))
                .is(422);
        assertThat(comesBack()).isEqualTo("/today");

        for (var action : List.of("/settings/totp/removal", "/settings/recovery-codes", "/settings/passkeys/options")) {
            assertThat(browser.submit("/settings/security", action, Map.of())
                            .is(303)
                            .header("Location"))
                    .as(action)
                    .startsWith("/prove");
        }
        assertThat(browser.get("/prove").body()).contains("6-digit code");
        browser.submit("/prove", Map.of("password", TestApp.PASSWORD)).is(422);
        browser.submit("/prove", Map.of("code", phone.next(), "next", "/settings/security"))
                .is(303);
        browser.submit("/settings/security", "/settings/recovery-codes", Map.of())
                .is(200);
    }

    @Test
    void itHelpsNoOtherAccountAndNoOtherWay() {
        app.stranger();
        var stranger = app.visitor().browse(TestApp.email("stranger"));
        Phone.setUp(app, stranger);
        var theirs = app.visitor();
        theirs.cookies().put("mewayz-trust", browser.cookies().get("mewayz-trust"));
        assertThat(theirs.submit("/sign-in", Map.of("email", TestApp.email("stranger"), "password", TestApp.PASSWORD))
                        .header("Location"))
                .startsWith("/sign-in/factor");

        var client = app.visitor();
        client.cookies().put("mewayz-trust", String.valueOf(browser.cookies().get("mewayz-trust")));
        var login = client.post("/api/v1/auth/login", Map.of("email", EMAIL, "password", TestApp.PASSWORD));
        assertThat(login.is(201).at("/data/second_factor").asText()).isNotEmpty();
    }

    @Test
    void onlyItsHashIsStored() {
        var token = String.valueOf(browser.cookies().get("mewayz-trust"));

        assertThat(token).hasSizeGreaterThanOrEqualTo(43);
        assertThat(Rows.of(app.app.db()).toString()).doesNotContain(token).contains(Tokens.hash(token));
    }

    @Test
    void itIsListedAndEndedFromAnyBrowser() {
        assertThat(browser.get("/settings/security").body()).contains("Trusted devices", "a Java program", "This one");
        var other = app.visitor();
        password(other);
        other.submit("/sign-in/factor", Map.of("code", phone.next())).is(303);
        var page = other.get("/settings/security").body();
        var found = DEVICE.matcher(page);
        assertThat(found.find()).as(page).isTrue();

        other.submit("/settings/security", found.group(), Map.of()).is(303);

        assertThat(other.get("/settings/security").body()).doesNotContain("Trusted devices");
        assertThat(comesBack()).startsWith("/sign-in/factor");
        other.submit("/settings/security", found.group(), Map.of()).is(404);
    }

    @Test
    void anothersDeviceIsNotEnded() {
        app.stranger();
        var stranger = app.visitor().browse(TestApp.email("stranger"));
        long id = app.app.db().number("select id from trusted_device");

        stranger.submit("/settings/security", "/settings/devices/" + id + "/removal", Map.of())
                .is(404);
        assertThat(comesBack()).isEqualTo("/today");
    }

    @Test
    void aNewPasswordEndsIt() {
        browser.submit(
                        "/settings/profile",
                        "/settings/password",
                        Map.of("current", TestApp.PASSWORD, "password", "another long sentence"))
                .is(303);
        assertThat(trusted()).isZero();
    }

    @Test
    void aResetEndsIt() {
        var user = app.app.accounts().users().find(EMAIL).orElseThrow();
        var link = app.app.accounts().recovery().link(user);
        app.visitor()
                .submit(
                        link,
                        "/reset",
                        Map.of("token", link.substring(link.indexOf('=') + 1), "password", "another long sentence"))
                .is(303);
        assertThat(trusted()).isZero();
    }

    @Test
    void aChangeOfFactorsEndsIt() {
        browser.submit("/settings/security", "/settings/recovery-codes", Map.of())
                .is(200);
        assertThat(trusted()).isZero();
    }

    @Test
    void endingTheOtherSessionsEndsIt() {
        browser.submit("/settings/security", "/settings/sessions/removal", Map.of())
                .is(303);
        assertThat(trusted()).isZero();
    }

    @Test
    void itIsWrittenDownAndBelongsToWhatTheUserMayHave() {
        assertThat(browser.get("/settings/activity").body()).contains("Device trusted for 30 days");
        assertThat(browser.submit("/settings/security", "/settings/data/download", Map.of())
                        .is(200)
                        .body())
                .contains("trusted_devices");
    }

    @Test
    void itGoesWhenItsTimeIsOver() {
        app.clock.forward(Duration.ofDays(31));
        app.app.jobs().run("expire-sign-ins");
        assertThat(trusted()).isZero();
    }

    private long trusted() {
        return app.app.db().number("select count(*) from trusted_device");
    }

    /** Signs in again with the password in the browser that trusts, and says where that leads. */
    private String comesBack() {
        browser.cookies().remove("mewayz");
        return password(browser).is(303).header("Location");
    }

    private static Reply password(Client client) {
        return client.submit("/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD));
    }
}
