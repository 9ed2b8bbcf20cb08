package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.mewayz.facts.SiteFact.SiteUnpublished;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.crypto.Totp;
import com.mewayz.platform.mail.Letter;
import com.mewayz.testing.Client;
import com.mewayz.testing.Phone;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.Reply;
import com.mewayz.testing.RudePostOffice;
import com.mewayz.testing.TestApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clocks are set: an empty battery starts a machine in another year, a hand mistypes a month, a virtual machine is moved.
 * Whatever was done while the clock was ahead must keep neither anything nor anybody waiting once it has come back, nor
 * have its effect twice. How the timetable itself takes it stands in JobsTest.
 */
class ClockJumpTest {
    private static final String EMAIL = TestApp.email("owner");
    private static final Duration AHEAD = Duration.ofDays(100);
    private static final String REPORTS = "/api/v1/analytics/reports";

    private final PostOffice post = new PostOffice();
    private final Path data;
    private TestApp app;

    ClockJumpTest(@TempDir Path folder) {
        data = folder.resolve("data");
        app = start(post.settings());
    }

    @AfterEach
    void close() {
        app.close();
        post.close();
    }

    @Test
    void nothingBreaksWhereverTheClockIsPut() {
        app.app.jobs().close(); // each is run below, so that what it throws is seen
        site(app.owner());
        for (var jump : List.of(
                Duration.ofHours(-3), Duration.ofDays(-1), Duration.ofDays(5), AHEAD, back(), Duration.ofDays(-40))) {
            app.clock.forward(jump);
            for (var job : app.app.jobs().all()) {
                assertThatCode(() -> app.app.jobs().run(job.name()))
                        .as(job.name() + " after " + jump)
                        .doesNotThrowAnyException();
            }
            app.visitor().get("/@mia").is(200);
            app.app.traffic().flush();
            app.app.bus().deliver();
            var browser = app.visitor().browse(EMAIL);
            for (var page : List.of("/today", "/sites", "/analytics", "/settings/security", "/settings/backups")) {
                browser.get(page).is(200);
            }
            for (var page : List.of("timetable", "system", "audit/server", "errors")) {
                browser.get("/settings/" + page).is(200);
            }
        }
    }

    @Test
    void whatComesAfterwardsStandsBehindWhatCameBefore() {
        app.clock.forward(AHEAD);
        long site = site(app.owner());
        restart(post.settings());

        long later = app.register("second")
                .post("/api/v1/bio-sites", Map.of("handle", "later", "name", "Later"))
                .is(201)
                .at("/data/id")
                .asLong();
        app.app.bus().deliver();
        assertThat(later).isGreaterThan(site);
        assertThat(app.app.bus().listeners())
                .isNotEmpty()
                .allSatisfy(listener -> assertThat(listener.behind()).isZero());
    }

    @Test
    void aListenerThatFailedIsAskedAgainAndHearsEachFactOnce() {
        var heard = new ArrayList<Long>();
        var broken = new boolean[] {true};
        app.app.bus().on("ears", SiteUnpublished.class, fact -> {
            if (broken[0]) {
                throw new IllegalStateException("on purpose");
            }
            heard.add(fact.site());
        });
        app.clock.forward(AHEAD);
        app.app.db().inTransaction(() -> app.app.bus().publish(new SiteUnpublished(1, 1, 7)));
        app.app.bus().deliver();
        broken[0] = false;
        app.app.bus().deliver();
        assertThat(heard).as("not before its pause is over").isEmpty();

        app.clock.forward(back());
        app.app.bus().deliver();
        app.clock.forward(AHEAD.multipliedBy(2));
        app.app.bus().deliver();
        assertThat(heard).containsExactly(7L);
    }

    @Test
    void aLetterThatWasPutOffIsTriedAgainAndWithTheSamePausesAsEver() {
        try (var rude = new RudePostOffice(Map.of("RCPT", "451 later"))) {
            var settings = new HashMap<>(post.settings());
            settings.put(Setting.SMTP_PORT, String.valueOf(rude.port()));
            restart(settings);
            app.app.jobs().close();
            app.clock.forward(AHEAD);
            queue();
            send();
            send();
            assertThat(tries(rude)).isEqualTo(1);

            app.clock.forward(back());
            send();
            assertThat(tries(rude)).as("its pause was one of another time").isEqualTo(2);
            send();
            app.clock.forward(Duration.ofMinutes(10));
            send();
            assertThat(tries(rude)).isEqualTo(2);
            app.clock.forward(Duration.ofMinutes(6));
            send();
            assertThat(tries(rude)).isEqualTo(3);
        }
    }

    @Test
    void aLetterOfTheFutureIsSentNowAndOnce() {
        app.app.jobs().close();
        app.clock.forward(AHEAD);
        queue();
        app.clock.forward(back());
        send();
        send();
        app.clock.forward(AHEAD);
        send();
        assertThat(post.all()).hasSize(1);
    }

    @Test
    void aReportComesAtItsNextHourAndForNoDayTwice() {
        var owner = app.owner();
        app.app.jobs().close();
        long user = confirmed(owner);
        long report = owner.post(
                        REPORTS,
                        Map.of(
                                "name",
                                "Every morning",
                                "question",
                                Map.of("period", "last_7_days"),
                                "schedule",
                                "daily",
                                "hour",
                                8,
                                "recipients",
                                List.of(user)))
                .is(201)
                .at("/data/id")
                .asLong();
        int before = letters();
        assertThat(reported(report, "2026-11-23T08:00:00Z")).isEqualTo(1);
        assertThat(reported(report, "2027-03-03T09:00:00Z")).isEqualTo(2);
        assertThat(reported(report, "2026-11-23T09:00:00Z"))
                .as("that of this day is made")
                .isEqualTo(2);
        assertThat(reported(report, "2026-11-22T07:00:00Z")).isEqualTo(2);
        assertThat(reported(report, "2026-11-22T08:00:00Z")).isEqualTo(3);
        assertThat(reported(report, "2026-11-23T08:00:00Z")).isEqualTo(3);
        assertThat(reported(report, "2026-11-24T08:00:00Z"))
                .as("that one was made late, when the clock was ahead")
                .isEqualTo(3);
        assertThat(reported(report, "2026-11-25T08:00:00Z")).isEqualTo(4);
        assertThat(letters()).isEqualTo(before + 4);
    }

    @Test
    void nobodyWaitsLongerThanAWaitLasts() {
        app.owner();
        app.clock.forward(AHEAD);
        for (int i = 0; i < 5; i++) {
            signIn("wrong").is(422);
        }
        signIn(TestApp.PASSWORD).is(429);
        for (int i = 0; i < 10; i++) {
            askForALink().is(200);
        }
        askForALink().is(429);

        app.clock.forward(back());
        signIn(TestApp.PASSWORD).is(429);
        app.clock.forward(Duration.ofSeconds(4));
        signIn(TestApp.PASSWORD).is(201);
        askForALink().is(429);
        app.clock.forward(Duration.ofMinutes(61));
        askForALink().is(200);
    }

    @Test
    void anotherLinkForAPasswordIsSent() {
        app.app.jobs().close();
        confirmed(app.owner());
        int before = letters();
        app.clock.forward(AHEAD);
        recover();
        app.clock.forward(back());
        recover();
        assertThat(letters()).isEqualTo(before + 2);
        recover();
        assertThat(letters()).as("the pause is kept").isEqualTo(before + 2);
    }

    @Test
    void aCodeOfTheFutureLocksNobodyOutAndNoneWorksTwice() {
        app.owner();
        var phone = Phone.setUp(app, app.visitor().browse(EMAIL));
        app.clock.forward(AHEAD);
        factor(phone.code()).is(201);

        app.clock.forward(back());
        var code = phone.code();
        factor(code).is(201);
        factor(code).is(422);
        factor(Totp.code(phone.secret(), app.clock.instant().minusSeconds(30))).is(422);

        app.clock.forward(Duration.ofMinutes(10));
        var last = phone.code();
        factor(last).is(201);
        app.clock.forward(Duration.ofMinutes(-2)); // as when it is only put right
        factor(phone.code()).is(422);
        factor(last).is(422);
        app.clock.forward(Duration.ofMinutes(3));
        factor(phone.code()).is(201);
    }

    @Test
    void aSessionOfTheFutureLivesNoLongerThanAnyOther() {
        app.owner();
        app.app.jobs().close();
        app.clock.forward(AHEAD);
        var browser = app.visitor().browse(EMAIL);
        app.clock.forward(back());
        browser.get("/settings/profile").is(200);
        app.app.jobs().run("expire-sessions");
        browser.get("/settings/profile").is(200);
        app.clock.forward(Duration.ofDays(15));
        browser.get("/settings/profile").is(303);
    }

    @Test
    void aProofOfTheFutureHoldsNoLongerThanAnyOther() {
        app.owner();
        app.clock.forward(AHEAD);
        var browser = app.visitor().browse(EMAIL);
        app.clock.forward(back());
        assertThat(browser.submit("/settings/security", "/settings/totp", Map.of())
                        .is(303)
                        .header("Location"))
                .startsWith("/prove");
    }

    @Test
    void theNextNightHasItsBackupAgain() {
        app.app.jobs().close();
        app.owner();
        app.clock.forward(AHEAD);
        assertThat(backups()).isEqualTo(1);

        app.clock.forward(back().plusHours(2));
        assertThat(backups()).as("nobody knows how old the other is").isEqualTo(2);
        assertThat(backups()).isEqualTo(2);
        app.clock.forward(Duration.ofHours(27));
        assertThat(backups()).isEqualTo(3);
    }

    @Test
    void aPageThatWasDrawnInTheFutureIsDrawnAnew() {
        var owner = app.owner();
        long site = site(owner);
        owner.post(
                        "/api/v1/bio-sites/" + site + "/blocks",
                        Map.of(
                                "content",
                                Map.of("kind", "link", "title", "Christmas", "url", "https://mia.example/"),
                                "visible_from",
                                "2026-12-24T00:00:00Z"))
                .is(201);
        owner.post("/api/v1/bio-sites/" + site + "/publication");
        app.app.bus().deliver();
        assertThat(page()).doesNotContain("Christmas");
        app.clock.forward(AHEAD);
        assertThat(page()).contains("Christmas");
        app.clock.forward(back());
        assertThat(page()).doesNotContain("Christmas");
    }

    private static Duration back() {
        return AHEAD.negated();
    }

    private TestApp start(Map<Setting, String> settings) {
        return new TestApp(settings, data);
    }

    private void restart(Map<Setting, String> settings) {
        app.stop();
        app = start(settings); // with a clock that has come back
    }

    private static long site(Client owner) {
        long site = owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"))
                .is(201)
                .at("/data/id")
                .asLong();
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        return site;
    }

    private String page() {
        return app.visitor().get("/@mia").is(200).body();
    }

    private long confirmed(Client owner) {
        long user = owner.get("/api/v1/auth/user").at("/data/id").asLong();
        app.app.accounts().users().confirm(user, EMAIL);
        return user;
    }

    /** How many have come, with those that were waiting. */
    private int letters() {
        send();
        return post.to(EMAIL).size();
    }

    private void queue() {
        app.app.db().inTransaction(() -> {
            app.app.mailer().queue(new Letter("test", "zoe@example.com", "Hello", List.of("Hello."), Optional.empty()));
        });
    }

    private void send() {
        app.app.jobs().run("send-letters");
    }

    private static long tries(RudePostOffice rude) {
        return rude.heard().stream().filter(line -> line.startsWith("RCPT")).count();
    }

    /** How many results there are when this time has come. */
    private long reported(long report, String time) {
        app.clock.set(time);
        app.app.jobs().run("send-reports");
        send();
        return app.app.db().number("select count(*) from report_result where report = ?", report);
    }

    private long backups() {
        app.app.jobs().run("nightly-backup");
        app.app.jobs().run("make-backups");
        return app.app.db().number("select count(*) from backup where state = 'ready' and file <> ''");
    }

    private Reply signIn(String password) {
        return app.visitor().post("/api/v1/auth/login", Map.of("email", EMAIL, "password", password));
    }

    private Reply factor(String code) {
        var half = signIn(TestApp.PASSWORD).is(201).at("/data/second_factor").asText();
        return app.visitor().post("/api/v1/auth/second-factor", Map.of("token", half, "code", code));
    }

    private Reply askForALink() {
        return app.visitor().form("/forgot", Map.of("email", EMAIL));
    }

    private void recover() {
        askForALink().is(200);
        app.app.jobs().run("answer-resets");
        send();
    }
}
