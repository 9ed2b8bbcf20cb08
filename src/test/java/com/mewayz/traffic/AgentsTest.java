package com.mewayz.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsTest {
    private final Agents agents = new Agents();

    @ParameterizedTest
    @CsvFileSource(resources = "/com/mewayz/traffic/people.csv", delimiter = '|', numLinesToSkip = 1)
    void peopleAreKnownByTheirBrowser(String browser, String system, Device device, boolean inApp, String header) {
        assertThat(agents.of(header)).isEqualTo(new Agent(null, device, browser, inApp, system));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/com/mewayz/traffic/machines.csv", delimiter = '|', numLinesToSkip = 1)
    void machinesAreKnownByTheirName(Reason reason, String header) {
        assertThat(agents.of(header).reason()).isEqualTo(reason);
    }

    /** The samples of crawler-user-agents. Two of them are people in an app; its makers took them for previews. */
    @Test
    void everyKnownCrawlerIsNoPerson() throws IOException {
        var people = samples("crawler-user-agents.txt").stream()
                .filter(header -> agents.of(header).reason() == null)
                .toList();
        assertThat(people).hasSize(2).allMatch(header -> agents.of(header).inApp());
        assertThat(samples("crawler-user-agents.txt")).hasSizeGreaterThan(2000);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/com/mewayz/traffic/in-app.csv", delimiter = '|', numLinesToSkip = 1)
    void whoReadsInsideAnAppIsAPerson(String app, String header) {
        var agent = agents.of(header);
        assertThat(agent.reason()).isNull();
        assertThat(agent.inApp()).isTrue();
        assertThat(agent.browser()).isEqualTo(app);
    }

    @Test
    void browsersOldAndNewArePeoples() throws IOException {
        assertThat(samples("browsers.txt")).hasSizeGreaterThan(100).allSatisfy(header -> {
            assertThat(agents.of(header).reason()).as(header).isNull();
            assertThat(agents.of(header).browser()).as(header).isNotEqualTo("Other");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "Mozilla/5.0", "Safari", "something else entirely, without an engine"})
    void whoSaysNextToNothingIsNoPerson(String header) {
        assertThat(agents.of(header).reason()).isEqualTo(Reason.PROGRAM);
    }

    @Test
    void aLongHeaderIsReadQuickly() {
        assertThat(agents.of("Mozilla/5.0 " + "x".repeat(100_000)).reason()).isNull();
    }

    private static List<String> samples(String name) throws IOException {
        try (var in = AgentsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .toList();
        }
    }
}
