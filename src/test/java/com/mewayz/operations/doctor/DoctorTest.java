package com.mewayz.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** The system check as whoever runs the server sees it. */
class DoctorTest {
    private static final List<String> NAMES = List.of(
            "Version",
            "Java",
            "Memory",
            "Open files",
            "Clock",
            "Time zones",
            "Disk",
            "File system",
            "Native library",
            "Data folder",
            "Key file",
            "Databases",
            "Database log",
            "Search index",
            "Timetable",
            "Jobs",
            "Followers",
            "Last backup",
            "Backup looked through",
            "Trial restore",
            "Backup passphrase",
            "Address",
            "Reached from outside",
            "Proxy",
            "Port",
            "Mail server",
            "Letters",
            "SPF",
            "DKIM",
            "DMARC");

    @Test
    void aFreshServerIsLookedOverAndNothingIsAProblem() {
        try (var app = new TestApp()) {
            app.app.finder().settle();
            var shown = look(operator(app));

            assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(NAMES);
            assertThat(shown.values()).noneMatch(text -> text.startsWith("Problem"));
            assertThat(shown.get("Databases")).startsWith("Good Both databases are sound.");
            assertThat(shown.get("Timetable")).startsWith("Good The timetable is on time.");
            assertThat(shown.get("Port")).startsWith("Good The server answers at " + app.address());
            assertThat(shown.get("Backup passphrase")).startsWith("Warning").contains("Set MEWAYZ_BACKUP_PASSPHRASE");
            assertThat(shown.get("SPF")).contains("No mail server is set up");
        }
    }

    @Test
    void whatIsWrongIsShownFirstWithItsRemedy() {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            app.app.jobs().close();
            operator(app);
            var db = app.app.db();
            db.run("update scheduled_tasks set consecutive_failures = 3 where task_name = 'send-letters'");
            db.run("update listener set parked = 1, error = 'on purpose' where name = 'search'");
            db.run("""
                    insert into letter (id, kind, recipient, body, next_try_at, created_at)
                    values (1, 'test', 'a@example.com', '', 0, 0)""");
            db.run("update workspace set timezone = 'Mars/Olympus_Mons'");
            db.inTransaction(
                    () -> db.add("backup", new Failed("x.zip", "failed", 0, "the disk is on fire", TestApp.NOW)));
            app.clock.forward(Duration.ofHours(2));
            var page = operator(app).get("/settings/system").is(200).body();
            var shown = read(page);

            assertThat(shown.get("Jobs")).startsWith("Warning").contains("send-letters (3 times)");
            assertThat(shown.get("Followers")).startsWith("Problem").contains("search (on purpose)");
            assertThat(shown.get("Letters")).startsWith("Warning").contains("could not be sent for more than an hour");
            assertThat(shown.get("Time zones")).startsWith("Problem").contains("Mars/Olympus_Mons");
            assertThat(shown.get("Last backup")).startsWith("Problem The last backup failed: the disk is on fire");
            assertThat(shown.get("Timetable")).startsWith("Problem The timetable is 2 hours late.");
            assertThat(shown.get("Mail server")).startsWith("Good 127.0.0.1 takes mail from this server.");
            assertThat(Jsoup.parse(page).select("h1").text()).endsWith("things need you");
            assertThat(page.indexOf(">Followers<")).isLessThan(page.indexOf(">Jobs<"));
            assertThat(page.indexOf(">Jobs<")).isLessThan(page.indexOf(">Databases<"));
        }
    }

    @Test
    void aClockThatWasSetBackIsAProblem() {
        try (var app = new TestApp()) {
            var operator = operator(app);
            app.clock.forward(Duration.ofDays(-3));

            assertThat(look(operator).get("Clock")).startsWith("Problem The newest entry is from 3 days in the future");
        }
    }

    @Test
    void aBackupThatGrewOldIsNamed() {
        try (var app = new TestApp()) {
            app.app.jobs().close();
            operator(app);
            app.clock.forward(Duration.ofHours(2));
            app.app.jobs().run("nightly-backup");
            app.app.jobs().run("make-backups");
            assertThat(look(operator(app)).get("Last backup")).startsWith("Good");
            app.clock.forward(Duration.ofHours(40));
            assertThat(look(operator(app)).get("Last backup"))
                    .startsWith("Warning The last good backup is 40 hours old.");
            app.clock.forward(Duration.ofDays(7));
            var shown = look(operator(app));
            assertThat(shown.get("Last backup")).startsWith("Problem The last good backup is 8 days old.");
            assertThat(shown.get("Backup looked through")).startsWith("Good The last backup was opened");
        }
    }

    @Test
    void theLastLookIsKeptUntilSomebodyAsksAgain() {
        try (var app = new TestApp()) {
            app.app.jobs().close();
            var operator = operator(app);
            look(operator);
            app.app.db().run("update listener set parked = 1, error = 'on purpose' where name = 'search'");
            app.clock.forward(Duration.ofMinutes(4));

            assertThat(operator.get("/settings/system").body()).contains("Last run 4 minutes ago");
            assertThat(look(operator).get("Followers")).startsWith("Good");
            operator.submit("/settings/system", Map.of()).is(303);
            assertThat(operator.get("/settings/system").body()).contains("Last run 0 seconds ago");
            assertThat(look(operator).get("Followers")).startsWith("Problem");
        }
    }

    @Test
    void nobodyElseSeesIt() {
        try (var app = new TestApp()) {
            operator(app);
            app.admin();
            var admin = app.visitor().browse("admin@example.com");

            admin.get("/settings/system").is(403);
            admin.submit("/today", "/settings/system", Map.of()).is(403);
            assertThat(admin.get("/settings/profile").body()).doesNotContain("/settings/system");
        }
    }

    @Test
    void theAddressIsFollowedBackToThisServer() throws IOException {
        int port = freePort();
        var address = "http://127.0.0.1:" + port;
        try (var app = new TestApp(Map.of(Setting.PORT, String.valueOf(port), Setting.BASE_URL, address))) {
            var shown = look(operator(app));
            assertThat(shown.get("Reached from outside")).isEqualTo("Good " + address + " leads to this server.");
            assertThat(shown.get("Address")).startsWith("Warning " + address + " is not encrypted.");
            try (var other = new TestApp(Map.of(Setting.BASE_URL, address))) {
                assertThat(look(operator(other)).get("Reached from outside"))
                        .startsWith("Problem " + address + " leads to another Mewayz.");
            }
        }
        try (var app = new TestApp(Map.of(Setting.BASE_URL, address))) {
            assertThat(look(operator(app)).get("Reached from outside"))
                    .startsWith("Could not be checked " + address + " was not reached from here");
        }
    }

    @Test
    void aProxyThatIsNotTrustedIsNamed() {
        try (var app = new TestApp()) {
            var operator = operator(app).with("X-Forwarded-For", "203.0.113.9");
            assertThat(look(operator).get("Proxy"))
                    .startsWith("Warning A proxy at 127.0.0.1 passes people on and is not trusted")
                    .endsWith("Add 127.0.0.1 to trusted_proxies.");
        }
    }

    @Test
    void whatAProxyChangesIsNamed() {
        try (var app =
                new TestApp(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1", Setting.BASE_URL, "http://127.0.0.1:9"))) {
            var operator = operator(app);
            assertThat(look(operator).get("Proxy"))
                    .startsWith("Warning The proxy at 127.0.0.1 does not say whom it passes on");

            operator.with("X-Forwarded-For", "203.0.113.9");
            assertThat(again(operator).get("Proxy")).endsWith("Let the proxy set X-Forwarded-Proto.");
            operator.with("X-Forwarded-Proto", "https");
            assertThat(again(operator).get("Proxy"))
                    .contains(
                            "You are here as https://127.0.0.1:" + app.app.port(),
                            "the configuration says http://127.0.0.1:9");
        }
    }

    @Test
    void anAddressThatIsNobodysButTheirOwnIsFine() throws IOException {
        int port = freePort();
        var address = "http://127.0.0.1:" + port;
        try (var app = new TestApp(Map.of(
                Setting.PORT, String.valueOf(port), Setting.BASE_URL, address, Setting.TRUSTED_PROXIES, "127.0.0.1"))) {
            var operator = operator(app).with("X-Forwarded-For", "203.0.113.9").with("X-Forwarded-Proto", "http");
            assertThat(look(operator).get("Proxy"))
                    .isEqualTo("Good You are here as " + address + ", as the configuration says.");
        }
    }

    private static Map<String, String> again(Client operator) {
        operator.submit("/settings/system", Map.of()).is(303);
        return look(operator);
    }

    private static Map<String, String> look(Client operator) {
        return read(operator.get("/settings/system").is(200).body());
    }

    /** By its name, each check's state, what was found and the remedy. */
    private static Map<String, String> read(String page) {
        var all = new HashMap<String, String>();
        for (var item : Jsoup.parse(page).select("li.fix")) {
            var text = item.select(".st").text() + " " + item.select("p").text();
            all.put(item.select("h3").text(), text.strip());
        }
        return all;
    }

    private static Client operator(TestApp app) {
        app.owner();
        app.app.db().run("update user set operator = 1 where email = 'owner@example.com'");
        return app.visitor().browse("owner@example.com");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private record Failed(String file, String state, long madeBy, String error, Instant createdAt) {}
}
