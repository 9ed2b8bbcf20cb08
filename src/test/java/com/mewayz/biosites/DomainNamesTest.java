package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names can be added to a site at all. */
class DomainNamesTest {
    @SuppressWarnings("NullAway.Init")
    private static TestApp app;

    @SuppressWarnings("NullAway.Init")
    private static Client owner;

    private static String domains = "";

    @BeforeAll
    static void start() {
        app = new TestApp(settings("open"));
        owner = app.owner();
        domains = domains(owner);
    }

    private static Map<Setting, String> settings(String registration) {
        return Map.of(
                Setting.BASE_URL, "https://console.test",
                Setting.ALIASES, "www.console.test,mewayz.test",
                Setting.NAME_SERVERS, "127.0.0.1:1",
                Setting.REGISTRATION, registration);
    }

    private static String domains(Client client) {
        var site = client.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"))
                .is(201);
        return "/api/v1/bio-sites/" + site.at("/data/id").asText() + "/domains";
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource({
        "console.test, the address of the console",
        "www.console.test, leads to the console",
        "mewayz.test, leads to the console",
        "conso1e.test, looks too much like",
        "c\u043ensole.test, looks too much like",
        "localhost, Write the name",
        "127.0.0.1, Write the name",
        "'mia..test', Write the name",
        "-mia.test, Write the name",
        "mia_.test, Write the name",
        "'', Write the name",
        "m\u0456a.test, mixes letters"
    })
    void whatIsNoNameOfTheirsIsRefused(String name, String sentence) {
        assertThat(owner.post(domains, Map.of("name", name)).is(422).complaint("name"))
                .contains(sentence);
        assertThat(owner.get(domains).at("/data")).isEmpty();
    }

    /** All names below one may lead to this server by a wildcard, which says nothing about whose they are. */
    @ParameterizedTest
    @CsvSource({"shop.console.test, true", "a.b.mewayz.test, true", "shop.test, false", "notconsole.test, false"})
    void aNameBelowTheConsolesNeedsAProof(String name, boolean asked) {
        try (var closed = new TestApp(settings("closed"))) {
            var client = closed.owner();
            var domain = client.post(domains(client), Map.of("name", name)).is(201);
            assertThat(domain.at("/data/records").findValuesAsText("purpose").contains("proof"))
                    .isEqualTo(asked);
        }
    }

    @Test
    void aNameInAnotherScriptIsKeptInAscii() {
        var domain =
                owner.post(domains, Map.of("name", "M\u00fcller.Test.")).is(201).at("/data");
        assertThat(domain.at("/name").asText()).isEqualTo("xn--mller-kva.test");
        assertThat(domain.at("/shown").asText()).isEqualTo("m\u00fcller.test");
        owner.delete(domains + "/" + domain.at("/id").asText()).is(200);
    }
}
