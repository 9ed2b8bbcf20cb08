package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mewayz.facts.Fact;
import com.mewayz.platform.bus.FactQuery;
import com.mewayz.platform.config.Setting;
import com.mewayz.security.Wire;
import com.mewayz.testing.Client;
import com.mewayz.testing.FakeDns;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A server with a site and a DNS that says what the test wants. */
abstract class DomainCase {
    static final String CONSOLE = "console.test";
    static final String OURS = "127.0.0.1";

    final int port = freePort();
    final FakeDns dns = new FakeDns().set(CONSOLE, "A", OURS);
    TestApp app = start();
    final Client owner = app.owner();
    final long site = site(owner, "mia");

    @AfterEach
    void stop() {
        app.close();
        dns.close();
    }

    TestApp start() {
        return new TestApp(settings());
    }

    TestApp start(TestApp before) {
        return new TestApp(settings(), before.data);
    }

    Map<Setting, String> settings() {
        return Map.of(
                Setting.PORT, String.valueOf(port),
                Setting.BASE_URL, base(CONSOLE),
                Setting.NAME_SERVERS, dns.address(),
                Setting.OUTGOING_PRIVATE, "127.0.0.0/8");
    }

    static long site(Client client, String handle) {
        long id = client.post("/api/v1/bio-sites", Map.of("handle", handle, "name", handle))
                .is(201)
                .at("/data/id")
                .asLong();
        client.post(path(id) + "/publication").is(201);
        return id;
    }

    static String path(long site) {
        return "/api/v1/bio-sites/" + site;
    }

    String domains() {
        return path(site) + "/domains";
    }

    static long add(Client client, long site, String name) {
        return client.post(path(site) + "/domains", Map.of("name", name))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    /** Added, led here, and found to be so. */
    long verified(String name) {
        long id = add(owner, site, name);
        point(name, id);
        assertThat(check(site, id).at("/state").asText()).isEqualTo("verified");
        return id;
    }

    void point(String name, long id) {
        proof(name, id);
        dns.set(name, "A", OURS);
    }

    void proof(String name, long id) {
        var records = owner.get(domains() + "/" + id).is(200).at("/data/records");
        dns.set(
                "_mewayz." + name,
                "TXT",
                records.get(records.size() - 1).at("/value").asText());
    }

    JsonNode check(long of, long id) {
        return checked(owner, of, id);
    }

    JsonNode checked(Client client, long of, long id) {
        app.clock.forward(Duration.ofSeconds(5));
        return client.post(path(of) + "/domains/" + id + "/checks").is(201).at("/data");
    }

    void run(Duration later) {
        app.clock.forward(later);
        app.app.jobs().run("check-domains");
    }

    String state(long id) {
        return owner.get(domains() + "/" + id).at("/data/state").asText();
    }

    List<Fact> facts() {
        return app.app.bus().facts().below(FactQuery.of(owner.workspace(), List.of()), Long.MAX_VALUE, 100).stream()
                .map(stored -> stored.fact())
                .filter(fact -> fact.getClass().getSimpleName().startsWith("Domain"))
                .toList()
                .reversed();
    }

    String moved(String host, String path) {
        var answer = ask(host, path);
        assertThat(Wire.status(answer)).as(answer).isEqualTo(301);
        return Wire.header(answer, "Location");
    }

    String ask(String host, String path) {
        return Wire.exchange(
                port,
                "GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port
                        + "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
                        + "\r\nConnection: close\r\n\r\n");
    }

    String base(String host) {
        return "http://" + host + ":" + port;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
