package com.mewayz.traffic;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "Mozilla/5.0", "Safari", "something else entirely, without an engine"})
    void whoSaysNextToNothingIsNoPerson(String header) {
        assertThat(agents.of(header).reason()).isEqualTo(Reason.PROGRAM);
    }

    @Test
    void aLongHeaderIsReadQuickly() {
        assertThat(agents.of("Mozilla/5.0 " + "x".repeat(100_000)).reason()).isNull();
    }
}
