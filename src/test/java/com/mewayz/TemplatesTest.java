package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.accounts.Links;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.crypto.Totp;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.Sources;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A template nobody ever rendered is a template nobody ever saw. */
class TemplatesTest {
    private static final Path OURS = Path.of("src/main/resources/com/mewayz");

    @Test
    void everyTemplateIsRendered() throws IOException {
        var rendered = new TreeSet<String>();
        try (var fresh = new TestApp()) {
            firstRun(fresh);
            rendered.addAll(fresh.app.templates().used());
        }
        try (var app = new TestApp(Map.of(Setting.REGISTRATION, "open"))) {
            var estate = new Estate(app);
            tour(app, estate); // before the first visitor
            app.visitor()
                    .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                    .get("/@" + estate.handle())
                    .is(200);
            app.app.traffic().flush();
            secondFactor(app);
            behindLinks(app);
            sharedFigures(app, estate);
            new Estate(app); // with a second site there is an order to change
            tour(app, estate);
            invitation(app);
            rendered.addAll(app.app.templates().used());
        }
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            app.owner();
            var fields = Map.of("name", "Nia", "email", "nia@example.com", "password", TestApp.PASSWORD);
            app.visitor().submit("/register", fields).is(200);
            rendered.addAll(app.app.templates().used());
        }

        assertThat(rendered).containsAll(files(OURS, ""));
        assertThat(rendered).containsAll(files(Path.of("themes/base"), "themes/base/"));
    }

    @Test
    void everyTemplateThatTheSourcesNameIsThere() throws IOException {
        var there = files(OURS, "");
        var named = Sources.texts(Path.of("src/main/java/com/mewayz")).stream()
                .map(Sources.Text::value)
                .filter(text -> text.matches("[a-z]+/[a-z-]+\\.peb|web/[a-z-]+"))
                .map(text -> text.endsWith(".peb") ? text : text + ".peb")
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(there).containsAll(named);
    }

    /** Before there is anybody: the link's pages, and the same without it. */
    private static void firstRun(TestApp app) {
        app.visitor().get("/setup").is(403);
        app.visitor().get("/setup?token=" + app.app.setupToken().orElseThrow()).is(200);
    }

    /** What became of inviting, the page an invitation leads to, and the one when it holds no longer. */
    private static void invitation(TestApp app) {
        app.visitor()
                .browse(TestApp.email("owner"))
                .submit(
                        "/settings/members",
                        "/settings/members/invite",
                        Map.of("emails", "nia@example.com", "role", "editor"))
                .is(200);
        var workspace = app.owner().workspace();
        var link = app.owner()
                .post("/api/v1/workspaces/" + workspace + "/invite", Map.of("role", "viewer"))
                .is(201)
                .at("/data/results/0/link")
                .asText();
        app.visitor().get(link.substring(app.address().length())).is(200);
        app.visitor().get("/invitation?token=none").is(404);
    }

    /** Setting one up, and the step it adds to signing in. */
    private static void secondFactor(TestApp app) {
        app.register("careful");
        var browser = app.visitor().browse(TestApp.email("careful"));
        browser.submit("/settings/security", "/settings/totp", Map.of()).is(303);
        var page = browser.get("/settings/totp").is(200).body();
        var secret =
                page.replaceAll("(?s).*keytext block\">([A-Z2-7 ]+)<.*", "$1").replace(" ", "");
        var code = Totp.code(secret, app.clock.instant());
        browser.submit("/settings/totp", "/settings/totp/confirmation", Map.of("code", code))
                .is(200);
        browser.get("/settings/security?did=codes").is(200);
        browser.get("/prove").is(200);
        var half = app.visitor();
        half.submit("/sign-in", Map.of("email", TestApp.email("careful"), "password", TestApp.PASSWORD))
                .is(303);
        half.get("/sign-in/factor").is(200);
    }

    /** What is seen only with a one-time link, and in mail. */
    private static void behindLinks(TestApp app) {
        var owner = app.app.accounts().users().find(TestApp.email("owner")).orElseThrow();
        app.visitor().get(app.app.accounts().recovery().link(owner)).is(200);
        var verify = app.app.accounts().links().create(Links.Purpose.VERIFY, owner.id(), owner.email());
        app.visitor().browse(owner.email()).get("/verify?token=" + verify).is(200);
        app.app
                .mailer()
                .html(new Letter("test", owner.email(), "A letter", List.of("Hello."), Optional.empty()), "Mia");
    }

    /** What whoever has a link sees: the figures, the question for a password, and nothing. */
    private static void sharedFigures(TestApp app, Estate estate) {
        var path = app.app.web().routes().stream()
                .filter(route -> route.path().equals("/shared/{key}"))
                .map(estate::path)
                .findFirst()
                .orElseThrow();
        app.visitor().get(path).is(200);
        app.visitor().get("/shared?link=" + path.substring("/shared/".length())).is(200);
        app.visitor().get("/shared/none").is(404);
    }

    /** Every page with everything on it, as its owner sees it. */
    private static void tour(TestApp app, Estate estate) {
        for (var each : new Client[] {app.visitor(), app.visitor().browse(TestApp.email("owner"))}) {
            app.app.web().routes().stream()
                    .filter(route ->
                            route.kind() == Route.Kind.PAGE && route.method().equals("GET"))
                    .filter(route -> !route.path().equals("/register")) // wants a mail server, see below
                    .forEach(route -> {
                        var reply = each.get(estate.path(route));
                        assertThat(reply.status()).as(route.path()).isIn(200, 303);
                    });
            for (var part : List.of("?tab=theme", "?tab=page", "?new=social", "?did=saved")) {
                assertThat(each.get(estate.builder() + part).status()).isIn(200, 303);
            }
            each.get("/nothing-is-here").is(404);
        }
    }

    private static Set<String> files(Path folder, String prefix) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(file -> prefix + folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".peb"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
