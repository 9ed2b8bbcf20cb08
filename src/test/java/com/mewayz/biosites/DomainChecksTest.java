package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.facts.SiteFact.DomainAdded;
import com.mewayz.facts.SiteFact.DomainFailed;
import com.mewayz.facts.SiteFact.DomainRemoved;
import com.mewayz.facts.SiteFact.DomainVerified;
import com.mewayz.security.Wire;
import com.mewayz.testing.TestApp;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether a name leads here, whose it is, and what is said about it. */
class DomainChecksTest extends DomainCase {
    @Test
    void aNewDomainSaysWhatToEnterAtTheRegistrar() {
        var domain = owner.post(domains(), Map.of("name", "https://Links.Mia.Test/"))
                .is(201)
                .at("/data");

        assertThat(domain.at("/name").asText()).isEqualTo("links.mia.test");
        assertThat(domain.at("/state").asText()).isEqualTo("waiting");
        assertThat(domain.at("/current").asBoolean()).isFalse();
        assertThat(domain.at("/records").findValuesAsText("type")).containsExactly("A", "CNAME", "TXT");
        assertThat(domain.at("/records").findValuesAsText("name"))
                .containsExactly("links.mia.test", "links.mia.test", "_mewayz.links.mia.test");
        assertThat(domain.at("/records/0/value").asText()).isEqualTo(OURS);
        assertThat(domain.at("/records/1/value").asText()).isEqualTo(CONSOLE);
        assertThat(domain.at("/records/2/value").asText()).startsWith("mewayz-site=");
    }

    @Test
    void aNameThatLeadsElsewhereIsToldWhereTo() throws IOException {
        long id = add(owner, site, "mia.test");
        proof("mia.test", id);
        assertThat(check(site, id).at("/reason").asText()).contains("mia.test has no address yet");

        dns.set("mia.test", "A", OURS, "192.0.2.9");
        assertThat(check(site, id).at("/reason").asText()).contains("also to 192.0.2.9");

        dns.fail(true);
        assertThat(check(site, id).at("/reason").asText()).contains("No name server answered");
        dns.fail(false);

        var other = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), port), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        other.start();
        dns.set("mia.test", "A", "127.0.0.9");
        var domain = check(site, id);
        other.stop(0);
        assertThat(domain.at("/reason").asText())
                .contains("leads to 127.0.0.9, not to this server (127.0.0.1)", "status 404");
        assertThat(domain.at("/state").asText()).isEqualTo("waiting");
        assertThat(Wire.status(ask("mia.test", "/"))).isEqualTo(421);
    }

    @Test
    void aDomainThatNoLongerLeadsHereIsFoundByTheJob() {
        long id = verified("mia.test");
        dns.fail(true);
        run(Duration.ofHours(13));
        assertThat(state(id)).isEqualTo("verified");
        assertThat(moved(CONSOLE, "/@mia")).isEqualTo(base("mia.test") + "/");
        run(Duration.ofMinutes(10));
        run(Duration.ofMinutes(10));
        assertThat(state(id)).isEqualTo("failing");
        assertThat(Wire.status(ask(CONSOLE, "/@mia"))).isEqualTo(200);
        assertThat(Wire.status(ask("mia.test", "/"))).isEqualTo(200);

        dns.fail(false);
        run(Duration.ofHours(1));
        assertThat(state(id)).isEqualTo("verified");

        dns.forget("mia.test");
        run(Duration.ofHours(13));
        assertThat(state(id)).isEqualTo("failing");
        app.app.bus().deliver();
        assertThat(facts())
                .hasExactlyElementsOfTypes(
                        DomainAdded.class,
                        DomainVerified.class,
                        DomainFailed.class,
                        DomainVerified.class,
                        DomainFailed.class);
    }

    @Test
    void aWaitingDomainIsVerifiedWithoutAnybodyAsking() {
        long id = add(owner, site, "mia.test");
        run(Duration.ZERO);
        assertThat(state(id)).isEqualTo("waiting");
        point("mia.test", id);
        run(Duration.ofMinutes(1));
        assertThat(state(id)).isEqualTo("waiting");
        run(Duration.ofMinutes(5));
        assertThat(state(id)).isEqualTo("verified");
    }

    /** Anybody can write a name down; whose it is, the DNS says. */
    @Test
    void aClockThatWasAheadKeepsNoDomainWaiting() {
        app.clock.forward(Duration.ofDays(20));
        long waiting = add(owner, site, "waiting.test");
        app.clock.forward(Duration.ofDays(20));
        assertThat(state(waiting)).isEqualTo("waiting");
        run(Duration.ofDays(11)); // given up, by that clock
        long fresh = add(owner, site, "fresh.test");
        app.clock.set(TestApp.NOW.toString());
        point("waiting.test", waiting);
        point("fresh.test", fresh);

        app.app.jobs().run("check-domains");
        assertThat(state(waiting)).isEqualTo("verified");
        assertThat(state(fresh)).isEqualTo("verified");

        run(Duration.ofDays(20));
        app.clock.forward(Duration.ofDays(-20));
        assertThat(check(site, fresh).at("/checked_at").asText())
                .as("somebody may ask")
                .isEqualTo(app.clock.instant().toString());
    }

    @Test
    void aNameIsNotTakenFromWhomItServes() {
        verified("mia.test");
        var stranger = app.stranger();
        long other = site(stranger, "eve");

        var refused = stranger.post(path(other) + "/domains", Map.of("name", "mia.test"));

        assertThat(refused.is(422).complaint("name")).contains("Another site uses this domain");
    }

    @Test
    void whoCannotChangeTheRecordsDoesNotGetTheName() {
        var stranger = app.stranger();
        long other = site(stranger, "eve");
        long theirs = add(stranger, other, "mia.test");
        long ours = add(owner, site, "mia.test");
        point("mia.test", ours);

        assertThat(checked(stranger, other, theirs).at("/state").asText()).isEqualTo("waiting");
        assertThat(check(site, ours).at("/state").asText()).isEqualTo("verified");
        assertThat(Wire.status(ask("mia.test", "/"))).isEqualTo(200);
    }

    @Test
    void aRemovedDomainIsFree() {
        long id = verified("mia.test");
        owner.delete(domains() + "/" + id).is(200);
        owner.get(domains() + "/" + id).is(404);
        verified("mia.test");
        app.app.bus().deliver();
        assertThat(facts()).hasAtLeastOneElementOfType(DomainRemoved.class);
    }

    @Test
    void onlyWhatIsVerifiedCanBeChosen() {
        long id = add(owner, site, "mia.test");
        owner.post(domains() + "/" + id + "/choice").is(409);
    }
}
