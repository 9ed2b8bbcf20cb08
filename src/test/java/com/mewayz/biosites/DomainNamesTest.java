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
        app = new TestApp(Map.of(Setting.BASE_URL, "https://console.test", Setting.NAME_SERVERS, "127.0.0.1:1"));
        owner = app.owner();
        var site = owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"))
                .is(201);
        domains = "/api/v1/bio-sites/" + site.at("/data/id").asText() + "/domains";
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource({
        "console.test, the address of the console",
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

    @Test
    void aNameInAnotherScriptIsKeptInAscii() {
        var domain =
                owner.post(domains, Map.of("name", "M\u00fcller.Test.")).is(201).at("/data");
        assertThat(domain.at("/name").asText()).isEqualTo("xn--mller-kva.test");
        assertThat(domain.at("/shown").asText()).isEqualTo("m\u00fcller.test");
        owner.delete(domains + "/" + domain.at("/id").asText()).is(200);
    }
}
