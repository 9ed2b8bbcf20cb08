package com.mewayz.operations.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.mewayz.facts.SiteFact.SiteDeleted;
import com.mewayz.platform.config.Setting;
import com.mewayz.security.Wire;
import com.mewayz.testing.Browser;
import com.mewayz.testing.FakeDns;
import com.mewayz.testing.Look;
import com.mewayz.testing.Pebble;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Certificates from Let's Encrypt's own test server, as visitors meet them. */
@Browser.Used
class CertificatesTest {
    private static final String CONSOLE = "console.test";

    private final int port = Pebble.freePort();
    private final int encrypted = Pebble.freePort();
    private final FakeDns dns = new FakeDns().set(CONSOLE, "A", "127.0.0.1").set("mia.test", "A", "127.0.0.1");
    private final TlsClient visitor = new TlsClient(encrypted);

    private static final String METRICS = "0123456789abcdef";

    private String owner = "";

    @SuppressWarnings("NullAway.Init")
    private Pebble pebble;

    @SuppressWarnings("NullAway.Init")
    private TestApp app;

    @BeforeEach
    void start() {
        pebble = new Pebble(dns, port);
        // the owner's site is made while there is no encryption yet, as on a server that is set up at home first
        try (var before = new Unencrypted()) {
            app = before.handOver();
        }
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
            pebble.close();
        }
        dns.close();
    }

    @Test
    void theConsoleGetsItsCertificateByItself() {
        assertThat(visitor.isRefused(CONSOLE)).isTrue();
        assertThat(plain(CONSOLE, "/sign-in")).contains("503", "Retry-After: 60");

        renew();

        assertThat(TlsClient.names(visitor.certificate(CONSOLE))).containsExactly(CONSOLE);
        assertThat(visitor.get(CONSOLE, "/sign-in"))
                .startsWith("HTTP/1.1 200")
                .contains("Strict-Transport-Security: max-age=31536000; includeSubDomains");
        assertThat(stored("select count(*) from certificate where failures > 0"))
                .isZero();
    }

    @Test
    void thePlainPortOnlyLeadsOn() {
        renew();

        var moved = plain(CONSOLE, "/@mia?a=b");
        assertThat(Wire.status(moved)).isEqualTo(301);
        assertThat(Wire.header(moved, "Location")).isEqualTo("https://" + CONSOLE + ":" + encrypted + "/@mia?a=b");
        assertThat(Wire.header(moved, "Strict-Transport-Security")).isEmpty();
        assertThat(Wire.status(plain(CONSOLE, "/api/v1/bio-sites"))).isEqualTo(403);
        assertThat(Wire.status(plain("evil.test", "/"))).isEqualTo(421);
        assertThat(Wire.status(plain("evil.test", "/up"))).isEqualTo(200);
        assertThat(Wire.status(plain(CONSOLE, "/.well-known/acme-challenge/none")))
                .isEqualTo(404);
    }

    @Test
    void browsersSpeakHttp2(Browser browser) {
        renew();
        var address = "https://" + CONSOLE + ":" + encrypted;
        try (var tab = browser.open(Look.PHONE)) {
            tab.go(address + "/sign-in");
            tab.page().fill("[name=email]", "owner@example.com");
            tab.page().fill("[name=password]", TestApp.PASSWORD);
            tab.page().press("[name=password]", "Enter");
            tab.page().waitForURL(address + "/today");
            tab.go(address + "/settings/certificates");
            assertThat(tab.page().textContent("main")).contains("You are reached as " + address);
            tab.go(address + "/@mia");

            assertThat(tab.page()
                            .evaluate("performance.getEntries().filter(entry => 'nextHopProtocol' in entry)"
                                    + ".map(entry => entry.nextHopProtocol).filter(name => name != 'h2').length"))
                    .isEqualTo(0);
            assertThat(tab.page().evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol"))
                    .isEqualTo("h2");
            assertThat(tab.errors()).isEmpty();
        }
    }

    @Test
    void aDomainGetsOneWithoutARestartAndIsChosenByItsName() {
        renew();
        assertThat(TlsClient.names(visitor.certificate("mia.test"))).containsExactly(CONSOLE);

        verify("mia.test");
        assertThat(visitor.get(CONSOLE, "/@mia")).as("nobody is sent there yet").startsWith("HTTP/1.1 200");
        renew();

        assertThat(TlsClient.names(visitor.certificate("mia.test"))).containsExactly("mia.test");
        assertThat(TlsClient.names(visitor.certificate(CONSOLE))).containsExactly(CONSOLE);
        assertThat(TlsClient.names(visitor.certificate("other.test"))).containsExactly(CONSOLE);
        assertThat(visitor.get("mia.test", "/"))
                .startsWith("HTTP/1.1 200")
                .contains("rel=\"canonical\" href=\"https://mia.test:" + encrypted + "/\"")
                .contains("Strict-Transport-Security: max-age=31536000\r\n");
        assertThat(visitor.get(CONSOLE, "/@mia")).contains("Location: https://mia.test:" + encrypted + "/");
        assertThat(Wire.header(plain("mia.test", "/"), "Location")).isEqualTo("https://mia.test:" + encrypted + "/");
    }

    @Test
    void aHostThatDoesNotLeadHereIsRefusedAndTriedEverMoreRarely() {
        dns.set(CONSOLE, "A", "127.0.0.9");
        renew();
        assertThat(reason()).contains("could not see that this host is ours");
        assertThat(visitor.isRefused(CONSOLE)).isTrue();

        var first = tried();
        renew();
        app.clock.forward(Duration.ofMinutes(14));
        renew();
        assertThat(tried()).as("not before a quarter of an hour is over").isEqualTo(first);
        app.clock.forward(Duration.ofMinutes(1));
        renew();
        assertThat(tried()).isEqualTo(app.clock.instant());
        app.clock.forward(Duration.ofMinutes(29));
        renew();
        assertThat(tried()).isNotEqualTo(app.clock.instant());

        dns.set(CONSOLE, "A", "127.0.0.1");
        app.clock.forward(Duration.ofMinutes(1));
        renew();
        assertThat(reason()).isEmpty();
        assertThat(TlsClient.names(visitor.certificate(CONSOLE))).containsExactly(CONSOLE);
        assertThat(stored("select count(*) from acme_account"))
                .as("a rehearsal came before")
                .isEqualTo(2);
    }

    @Test
    void aNameTheAuthorityDoesNotWantIsRefused() {
        restart(Map.of(Setting.ALIASES, Pebble.BLOCKED));
        renew();

        assertThat(reason(Pebble.BLOCKED)).startsWith("The authority refused: ");
        assertThat(TlsClient.names(visitor.certificate(CONSOLE))).containsExactly(CONSOLE);
    }

    @Test
    void anotherNameOfTheConsoleLeadsToIt() {
        dns.set("www.console.test", "A", "127.0.0.1");
        restart(Map.of(Setting.ALIASES, "www.console.test"));
        renew();

        assertThat(TlsClient.names(visitor.certificate("www.console.test"))).containsExactly("www.console.test");
        assertThat(visitor.get("www.console.test", "/sign-in?a=b"))
                .startsWith("HTTP/1.1 301")
                .contains("Location: https://" + CONSOLE + ":" + encrypted + "/sign-in?a=b");
    }

    @Test
    void aCertificateIsRenewedAtTwoThirdsOfItsLife() {
        renew();
        var first = visitor.certificate(CONSOLE);
        var from = first.getNotBefore().toInstant();
        var life = Duration.between(from, first.getNotAfter().toInstant());

        app.clock.set(
                from.plus(life.multipliedBy(2).dividedBy(3)).minusSeconds(60).toString());
        renew();
        assertThat(visitor.certificate(CONSOLE)).isEqualTo(first);

        app.clock.forward(Duration.ofMinutes(2));
        renew();
        assertThat(visitor.certificate(CONSOLE)).isNotEqualTo(first);
    }

    /** What was got while the clock was ahead, for which the authority has another opinion, would end unnoticed. */
    @Test
    void aClockThatWasAheadPutsOffNoRenewal() {
        renew();
        var at = app.clock.instant();
        long planned = stored("select next_at from certificate where host = 'console.test'");
        app.clock.forward(Duration.ofDays(4000));
        renew();
        assertThat(stored("select next_at from certificate where host = 'console.test'"))
                .isGreaterThan(app.clock.instant().toEpochMilli());

        app.clock.set(at.toString());
        renew();
        assertThat(stored("select next_at from certificate where host = 'console.test'"))
                .isCloseTo(planned, within(Duration.ofDays(1).toMillis()));
        assertThat(tried()).isEqualTo(at);
    }

    @Test
    void aTryThatFailedWhileTheClockWasAheadIsRepeatedAfterItsPause() {
        dns.set(CONSOLE, "A", "127.0.0.9");
        app.clock.forward(Duration.ofDays(100));
        renew();
        assertThat(reason()).isNotEmpty();
        dns.set(CONSOLE, "A", "127.0.0.1");
        app.clock.forward(Duration.ofDays(-100));
        renew();
        assertThat(reason()).as("not at once").isNotEmpty();
        app.clock.forward(Duration.ofMinutes(15));
        renew();
        assertThat(reason()).isEmpty();
    }

    @Test
    void anAuthorityThatWantsItRenewedSoonerGetsThat() throws IOException {
        renew();
        try (var hurried = new FakeAuthority()) {
            restart(Map.of(Setting.ACME_DIRECTORY, hurried.directory()));
            app.clock.forward(Duration.ofHours(13));
            hurried.renewFrom(app.clock.instant().plus(Duration.ofHours(2)));
            renew();
            assertThat(hurried.asked).last().asString().matches("/renewal/[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]+");
        }

        assertThat(Instant.ofEpochMilli(stored("select next_at from certificate where host = 'console.test'")))
                .isEqualTo(app.clock.instant().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void figuresTellWhenTheyEnd() {
        renew();
        var figures = plain(CONSOLE, "/metrics");
        assertThat(Wire.status(figures))
                .as("only with the token, and encrypted")
                .isNotEqualTo(200);
        assertThat(visitor.get(CONSOLE, "/metrics", "Authorization: Bearer " + METRICS + "\r\n"))
                .contains("mewayz_certificate_expiry_timestamp_seconds{host=\"console.test\"} ");
    }

    @Test
    void whatWasGotIsKeptSealedAndShownAfterARestart() {
        renew();
        var before = visitor.certificate(CONSOLE);
        pebble.close();
        restart(Map.of(Setting.HSTS, "0"));

        assertThat(visitor.get(CONSOLE, "/sign-in")).doesNotContain("Strict-Transport-Security");
        assertThat(visitor.certificate(CONSOLE)).isEqualTo(before);
        assertThat(stored("select count(*) from certificate where secret like '%PRIVATE%' or secret = ''"))
                .isZero();
        assertThat(stored("select count(*) from acme_account where secret like '%PRIVATE%' or location = ''"))
                .isZero();
        pebble = new Pebble(dns, port);
    }

    @Test
    void anAuthorityThatAsksForAPauseGetsIt() throws IOException {
        try (var busy = new FakeAuthority()) {
            app.close();
            app = new TestApp(settings(Map.of(Setting.ACME_DIRECTORY, busy.directory())));
            renew();
        }

        assertThat(reason()).contains("asks for a pause", "Too many new accounts");
        assertThat(Instant.ofEpochMilli(stored("select next_at from certificate where host = 'console.test'")))
                .isAfter(app.clock.instant().plus(Duration.ofHours(2)));
    }

    @Test
    void anAuthorityThatForgotTheAccountGetsItAgain() {
        renew();
        pebble.forget();
        verify("mia.test");
        renew();

        assertThat(TlsClient.names(visitor.certificate("mia.test"))).containsExactly("mia.test");
    }

    @Test
    void operatorsSeeHowItStands() {
        dns.set("mia.test", "A", "127.0.0.9");
        verify("mia.test");
        renew();

        assertThat(visitor.get(CONSOLE, "/settings/certificates", owner))
                .contains("You are reached as <b>https://" + CONSOLE + ":" + encrypted + "</b>")
                .contains("Its certificate holds until ", "It has no certificate yet. The authority could not see")
                .contains("Try again");
        assertThat(visitor.get(CONSOLE, "/sites/" + stored("select id from site") + "/domains", owner))
                .contains("It has no certificate yet.");
        assertThat(visitor.get(CONSOLE, "/settings/audit/server", owner))
                .contains("Certificate issued", "Certificate not issued");
    }

    private void renew() {
        app.app.jobs().run("renew-certificates");
    }

    private void restart(Map<Setting, String> more) {
        var data = app.data;
        app.stop();
        app = new TestApp(settings(more), data);
    }

    private Map<Setting, String> settings(Map<Setting, String> more) {
        var settings = new EnumMap<Setting, String>(Setting.class);
        settings.put(Setting.HTTPS, "on");
        settings.put(Setting.METRICS_TOKEN, METRICS);
        settings.put(Setting.PORT, String.valueOf(port));
        settings.put(Setting.HTTPS_PORT, String.valueOf(encrypted));
        settings.put(Setting.BASE_URL, "https://" + CONSOLE + ":" + encrypted);
        settings.put(Setting.ACME_DIRECTORY, pebble.directory());
        settings.put(Setting.ACME_STAGE, pebble.directory() + "?stage");
        settings.put(Setting.ACME_ROOTS, pebble.roots().toString());
        settings.putAll(more);
        return settings;
    }

    /** The domain as it is once it was found to lead here, which other tests look at. */
    private void verify(String name) {
        app.app.db().run("""
                insert into site_domain (id, workspace, site, name, proof, state, reason, failures, verified_at, chosen_at, created_at)
                select 1, workspace, id, ?, '', 'verified', '', 0, 1, 1, 1 from site""", name);
        app.app.db().inTransaction(() -> app.app.bus().publish(new SiteDeleted(0, 0, 0, ""))); // read the table anew
        app.app.bus().deliver();
    }

    private String reason() {
        return reason(CONSOLE);
    }

    private String reason(String host) {
        return app.app
                .db()
                .list(Reason.class, "select reason from certificate where host = ?", host)
                .getFirst()
                .reason;
    }

    private Instant tried() {
        return Instant.ofEpochMilli(stored("select tried_at from certificate where host = 'console.test'"));
    }

    private long stored(String sql) {
        return app.app.db().number(sql);
    }

    private String plain(String host, String path) {
        return Wire.exchange(port, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private record Reason(String reason) {}

    /** The same folder before encryption was turned on. */
    private final class Unencrypted implements AutoCloseable {
        private final TestApp first = new TestApp();

        TestApp handOver() {
            var owner = first.owner();
            CertificatesTest.this.owner = "Authorization: " + owner.header("Authorization") + "\r\n";
            var site = owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"))
                    .is(201)
                    .at("/data/id")
                    .asText();
            owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
            first.stop();
            return new TestApp(settings(Map.of()), first.data);
        }

        @Override
        public void close() {
            first.stop();
        }
    }
}
