package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.accounts.Links;
import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.Tab;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every page of the console in a real browser under its real policy: 0 axe violations, nothing on the console, nothing
 * wider than the screen; on a phone by day and a laptop by night (the same colours serve both widths). Pictures are kept in target/screenshots.
 */
@Browser.Used
class ConsoleLookTest {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final List<Look> LOOKS = List.of(Look.PHONE, Look.LAPTOP.inTheDark());
    private static final List<String> OPEN =
            List.of("/sign-in", "/forgot", "/register", "/api", "/invitation?token=none", "/nothing-here");
    private static final List<String> SIGNED_IN = List.of(
            "/today",
            "/analytics",
            "/analytics?days=7&compare=off&show=bounce_rate&f=source:Instagram&f=!device:tablet",
            "/analytics/explain?show=clicks",
            "/analytics/funnel",
            "/analytics/live",
            "/settings/profile",
            "/prove?to=/settings/profile",
            "/settings/security",
            "/settings/security?did=totp",
            "/prove?to=/settings/security",
            "/settings/workspace",
            "/settings/members",
            "/workspaces",
            "/settings/mail",
            "/settings/people",
            "/settings/backups",
            "/settings/backups/trials",
            "/settings/system",
            "/settings/people?q=nobody-like-them",
            "/settings/audit",
            "/settings/audit?kind=site-published",
            "/settings/audit?q=nothing-like-it",
            "/settings/audit/server",
            "/settings/activity",
            "/settings/data",
            "/settings/tokens",
            "/settings/tokens/new",
            "/settings/websites",
            "/settings/certificates",
            "/settings/timetable",
            "/settings/timetable/clean-up",
            "/settings/configuration",
            "/settings/errors",
            "/settings/status",
            "/settings/flags",
            "/settings/flags/domains",
            "/settings/websites/new",
            "/contacts",
            "/contacts?tag=lessons",
            "/contacts?q=nobody-like-them",
            "/contacts/new",
            "/contacts/imports",
            "/search?q=salt",
            "/search?q=nothing-like-it",
            "/setup/workspace",
            "/setup/theme",
            "/setup/links");

    @Test
    void everyPageCanBeReadAndUsedByEverybody(Browser browser) {
        try (var app = new TestApp(Map.of(Setting.DEMO, "true"))) {
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    OPEN.forEach(path -> inspect(tab, app, path, look));
                    signIn(tab, app, "demo@example.com", "demo-creator-2026");
                    SIGNED_IN.forEach(path -> inspect(tab, app, path, look));
                    assertThat(tab.hosts()).containsExactly("127.0.0.1");
                }
            }
        }
    }

    @Test
    void anEmptyServerLooksCalm(Browser browser) {
        try (var app = new TestApp()) {
            var setup = "/setup?token=" + app.app.setupToken().orElseThrow();
            for (var look : List.of(Look.PHONE, Look.LAPTOP.inTheDark())) {
                try (var tab = browser.open(look)) {
                    inspect(tab, app, "/setup", look);
                    inspect(tab, app, setup, look);
                }
            }
            app.owner();
            try (var tab = browser.open(Look.PHONE)) {
                signIn(tab, app, "owner@example.com", TestApp.PASSWORD);
                List.of("/today", "/analytics", "/analytics/live", "/analytics/funnel", "/contacts", "/search?q=")
                        .forEach(path -> inspect(tab, app, path, Look.PHONE));
            }
        }
    }

    @Test
    void theStatusPageTellsOfTroubles(Browser browser) {
        try (var app = new TestApp()) {
            app.owner();
            app.app.jobs().run("look-at-status");
            var db = app.app.db();
            for (int day = 0; day < 80; day++) {
                for (var component : List.of("pages", "console", "search", "timetable")) {
                    long down = component.equals("search") && day % 27 == 3 ? 9_000 : day % 19 == 2 ? 300 : 0;
                    db.run(
                            "insert or replace into status_day (component, day, up, down) values (?, ?, ?, ?)",
                            component,
                            LocalDate.parse("2026-11-22").minusDays(day),
                            86_400 - down,
                            down);
                }
            }
            db.run(
                    "insert into outage values (1, 'search', 1795000000000, 1795009000000), (2, 'server', 1794000000000, 1794000300000)");
            db.run(
                    "insert into incident values (1, 'Newsletters go out late', 'minor', 'identified', 1795300000000, null, 1795300000000)");
            db.run(
                    "insert into incident_note values (1, 1, 'identified', 'The mail server of our provider is slow. Letters arrive, an hour late.', 1795303000000), (2, 1, 'investigating', 'Letters wait. We look into it.', 1795300000000)");
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    signIn(tab, app, "owner@example.com", TestApp.PASSWORD);
                    List.of("/status", "/settings/status", "/settings/status/incidents/1")
                            .forEach(path -> inspect(tab, app, path, look));
                }
            }
        }
    }

    @Test
    void backupsCanBeSeenAndBroughtBack(Browser browser) throws IOException {
        try (var app = new TestApp()) {
            app.owner();
            app.app.db().run("update user set operator = 1");
            app.app.db().run("""
                    insert into backup (id, file, state, made_by, bytes, content_rows, content_files, error, created_at, verified_at)
                    values (1, 'look.mwz', 'ready', 0, 9000000, 27236, 10, '', 1700000000000, 1700000000000),
                    (2, '', 'failed', 0, 0, 0, 0, 'There is not enough room: 900 MB are needed, and 31 MB are free.', 1700100000000, null)""");
            app.app.db().run("""
                    insert into backup_drill (id, file, state, made_by, millis, content_rows, content_files, reason, created_at)
                    values (1, 'mewayz-20231114-221320.mwz', 'passed', 0, 4200, 27236, 10, '', 1700000000000),
                    (2, 'mewayz-20231116-020000.mwz', 'failed', 0, 900, 0, 0, 'The archive mewayz-20231116-020000.mwz cannot be used: it was changed or cut off. Nothing was changed.', 1700100000000)""");
            app.app.db().run("""
                    insert into backup_upload (id, file, name, state, made_by, bytes, content_rows, content_files, version, archived_at, error, created_at)
                    values (1, 'look.mwz', 'mewayz-20231114-221320.mwz', 'unopened', 1, 7000000000, 0, 0, '', null, 'It is sealed, and this server does not have its passphrase: that is asked for when it is restored.', 1700000000000),
                    (2, '', 'holiday-pictures-of-the-whole-family-by-the-sea.zip', 'refused', 1, 90000, 0, 0, '', null, 'The archive cannot be used: it holds a file that no backup of Mewayz has. Nothing was changed.', 1700000000000),
                    (3, 'look.mwz', 'old-server.zip', 'whole', 1, 9000000, 27236, 10, '0.1.0', 1700000000000, '', 1700000000000)""");
            Files.createDirectories(app.data.resolve("backups"));
            Files.writeString(app.data.resolve("backups").resolve("look.mwz"), "sealed");
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    signIn(tab, app, "owner@example.com", TestApp.PASSWORD);
                    inspect(tab, app, "/settings/backups?page=1", look);
                    inspect(tab, app, "/settings/backups/1/restoration", look);
                    inspect(tab, app, "/settings/backups/uploads/1/restoration", look);
                    inspect(tab, app, "/settings/backups/copies", look);
                    inspect(tab, app, "/settings/backups/trials?page=1", look);
                }
            }
        }
    }

    @Test
    void waysOverProvidersLookLikeTheRest(Browser browser) {
        try (var app = new TestApp()) {
            var owner = app.owner();
            long id = owner.get("/api/v1/auth/user").at("/data/id").asLong();
            app.app.db().run("""
                    insert into provider (id, kind, name, issuer, client_id, client_secret, enabled, created_at)
                    values (1, 'google', 'Google', 'https://accounts.google.com', 'x', '', 1, 0),
                    (2, 'openid', 'Studio', 'https://a-long-name-of-a-host.identity.studio.example', 'x', '', 0, 0)""");
            app.app.db().run("""
                    insert into identity (id, user, issuer, subject, provider, email, created_at, last_used_at)
                    values (1, ?, 'https://github.com', '1', 'GitHub', 'owner@example.com', 0, 0)""", id);
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    inspect(tab, app, "/sign-in?to=/providers", look);
                    inspect(tab, app, "/oauth/link", look);
                    signIn(tab, app, "owner@example.com", TestApp.PASSWORD);
                    inspect(tab, app, "/settings/providers", look);
                    inspect(tab, app, "/settings/providers?provider=2", look);
                    inspect(tab, app, "/settings/security/identities", look);
                }
            }
        }
    }

    @Test
    void mailLooksCalmWhereverItIsAskedFor(Browser browser) {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            app.owner();
            var user = app.app.accounts().users().find("owner@example.com").orElseThrow();
            var reset = app.app.accounts().recovery().link(user);
            var verify =
                    "/verify?token=" + app.app.accounts().links().create(Links.Purpose.VERIFY, user.id(), user.email());
            app.visitor()
                    .submit("/register", Map.of("name", "Nia", "email", "nia@example.com"))
                    .is(200);
            app.app.jobs().run("send-letters");
            var confirmation = PostOffice.path(post.last("nia@example.com"));
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    inspect(tab, app, "/register", look);
                    inspect(tab, app, confirmation, look);
                    inspect(tab, app, "/forgot", look);
                    inspect(tab, app, reset, look);
                    signIn(tab, app, "owner@example.com", TestApp.PASSWORD);
                    List.of("/settings/profile", "/settings/mail", verify)
                            .forEach(path -> inspect(tab, app, path, look));
                    tab.page().navigate(app.address() + "/settings/mail");
                    tab.page().click("form[action='/settings/mail/test'] button");
                    tab.page().waitForSelector("#said");
                    tab.save(PICTURES.resolve("console-mail-test-" + look.name() + ".png"));
                    assertThat(tab.axe()).isEmpty();
                }
            }
        }
    }

    @Test
    void aFormWithComplaintsReadsThemToEverybody(Browser browser) {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings());
                var tab = browser.open(Look.PHONE)) {
            app.owner();
            tab.go(app.address() + "/register");
            tab.page().fill("#f-email", "nope");
            tab.page().click("main form button:not([type=button])");
            tab.page().waitForSelector("[aria-invalid=true]");

            assertThat(tab.axe()).isEmpty();
            assertThat(tab.page().getAttribute("#f-email", "aria-describedby")).isNotBlank();
        }
    }

    /** Goals, reports, exports, imports and links: their forms, and what they come to. */
    @Test
    void whatCanBeDoneWithFiguresLooksLikeTheRest(Browser browser) {
        try (var app = new TestApp(Map.of(Setting.DEMO, "true"))) {
            var owner = app.visitor().signIn("demo@example.com", "demo-creator-2026");
            var estate = FiguresEstate.of(owner, app);
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    inspect(tab, app, estate.locked(), look);
                    inspect(tab, app, "/shared/none", look);
                    inspect(tab, app, estate.shared(), look);
                    signIn(tab, app, "demo@example.com", "demo-creator-2026");
                    estate.pages().forEach(path -> inspect(tab, app, path, look));
                }
            }
        }
    }

    @Test
    void aNewTokenIsShownAndListed(Browser browser) {
        try (var app = new TestApp()) {
            app.owner();
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    signIn(tab, app, "owner@example.com", TestApp.PASSWORD);
                    tab.go(app.address() + "/settings/tokens/new");
                    tab.page().click("main form button:not([type=button])");
                    tab.page().waitForSelector("#f-abilities-error");
                    assertThat(tab.axe()).isEmpty();
                    tab.page().fill("#f-name", "Backup");
                    tab.page().check("input[value='bio-sites:read']");
                    tab.page().click("main form button:not([type=button])");
                    tab.page().waitForSelector("#token");
                    tab.save(PICTURES.resolve("console-token-made-" + look.name() + ".png"));

                    assertThat(tab.axe()).isEmpty();
                    assertThat(tab.overflow()).isLessThanOrEqualTo(0);
                    tab.page().click("text=Revoke");
                    tab.page().click("text=Revoke token");
                    tab.page().waitForURL("**/settings/tokens");
                }
            }
        }
    }

    @Test
    void aWebsiteShowsTheLineForItsPages(Browser browser) {
        try (var app = new TestApp()) {
            app.owner();
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    signIn(tab, app, "owner@example.com", TestApp.PASSWORD);
                    tab.go(app.address() + "/settings/websites/new");
                    tab.page().click("main form button:not([type=button])");
                    tab.page().waitForSelector("#f-hosts-error");
                    assertThat(tab.axe()).isEmpty();
                    tab.page().fill("#f-name", "Shop");
                    tab.page().fill("#f-hosts", "shop.mia.example");
                    tab.page().click("main form button:not([type=button])");
                    tab.page().waitForURL("**/settings/websites");
                    inspect(tab, app, "/settings/websites?with=one", look);
                    tab.page().click("text=Delete");
                    assertThat(tab.axe()).isEmpty();
                    tab.page().click("text=Delete website");
                    tab.page().waitForSelector("#deleted");
                    inspect(tab, app, "/settings/websites?with=deleted", look);
                }
            }
        }
    }

    @Test
    void aDomainShowsWhatToEnterAtTheRegistrar(Browser browser) {
        try (var app = new TestApp()) {
            var site = app.owner().post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"));
            var page = "/sites/" + site.is(201).at("/data/id").asText() + "/domains";
            for (var look : LOOKS) {
                try (var tab = browser.open(look)) {
                    signIn(tab, app, "owner@example.com", TestApp.PASSWORD);
                    inspect(tab, app, page, look);
                    tab.page().click("main form button:not([type=button])");
                    tab.page().waitForSelector("#f-name-error");
                    assertThat(tab.axe()).isEmpty();
                    tab.page().fill("#f-name", "links-on-a-long-name-" + look.name() + ".mia-and-the-others.example");
                    tab.page().click("main form button:not([type=button])");
                    tab.page().waitForSelector("main details");
                    inspect(tab, app, page + "?with=one", look);
                    tab.page().click("main .bar button[popovertarget]");
                    assertThat(tab.axe()).isEmpty();
                    tab.page().click("text=Remove domain");
                    tab.page().waitForURL("**/domains");
                }
            }
        }
    }

    @Test
    void commandAndKGoToTheSearch(Browser browser) {
        try (var app = new TestApp(Map.of(Setting.DEMO, "true"));
                var tab = browser.open(Look.LAPTOP)) {
            signIn(tab, app, "demo@example.com", "demo-creator-2026");
            tab.page().keyboard().press("Control+k");
            tab.page().keyboard().type("salt");
            tab.page().keyboard().press("Enter");
            tab.page().waitForURL("**/search?q=salt");

            assertThat(tab.page().textContent("main")).contains("Salt & Copper, the new single");
        }
    }

    private static void signIn(Tab tab, TestApp app, String email, String password) {
        tab.go(app.address() + "/sign-in");
        tab.page().fill("#f-email", email);
        tab.page().fill("#f-password", password);
        tab.page().click("main form button:not([type=button])");
        tab.page().waitForURL("**/today");
    }

    private static void inspect(Tab tab, TestApp app, String path, Look look) {
        int before = tab.errors().size();
        tab.go(app.address() + path);
        var name = path.replaceAll("[^a-z0-9]+", "-") + "-" + look.name();
        tab.save(PICTURES.resolve("console"
                + name.replaceAll("token.*", "token-" + look.name())
                        .replaceAll("[0-9]{12,}", "n")
                        .replaceAll("(shared.).{20,}?(-[a-z]+-?[a-z]*)$", "$1key$2")
                + ".png"));

        assertThat(tab.axe()).as(name).isEmpty();
        assertThat(tab.overflow()).as(name + " is too wide").isLessThanOrEqualTo(0);
        // a page that is answered 403 or 404 is itself an "error" on the browser's console
        assertThat(tab.errors().subList(before, tab.errors().size()).stream()
                        .filter(text ->
                                !text.startsWith("Failed to load resource: the server responded with a status of 40")))
                .as(name)
                .isEmpty();
    }
}
