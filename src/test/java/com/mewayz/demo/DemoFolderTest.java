package com.mewayz.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.App;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a demo makes of a data folder. */
class DemoFolderTest {
    private static final Map<Setting, String> DEMO = Map.of(Setting.DEMO, "true");

    @TempDir
    Path folder;

    @Test
    void theSameSeedGivesTheSameRows() {
        var first = filled(folder.resolve("first"), 7);

        assertThat(filled(folder.resolve("second"), 7)).isEqualTo(first).hasSizeGreaterThan(500);
        assertThat(filled(folder.resolve("third"), 8)).isNotEqualTo(first);
    }

    @Test
    void aSecondStartChangesNothing() {
        var before = filled(folder, 7);
        new TestApp(DEMO, folder).stop();

        assertThat(new Tables(folder).everything()).isEqualTo(before);
    }

    @Test
    void theTicketsAppearOnTheirDay() {
        filled(folder, 7);
        try (var app = new TestApp(DEMO, folder)) {
            app.clock.forward(Duration.ofDays(4));
            assertThat(app.visitor().get("/@demo").is(200).body()).doesNotContain("Tickets for Casa do Rio");
            app.clock.forward(Duration.ofDays(2));
            assertThat(app.visitor().get("/@demo").is(200).body()).contains("Tickets for Casa do Rio");
        }
    }

    @Test
    void aFolderWithSomebodysWorkIsRefused() {
        var app = new TestApp(Map.of(), folder);
        app.owner();
        app.stop();
        var before = new Tables(folder).everything();

        assertThatThrownBy(() -> new TestApp(DEMO, folder))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("holds somebody's work")
                .hasMessageContaining("--data");
        assertThat(new Tables(folder).everything()).isEqualTo(before);
    }

    @Test
    void aDemoIsNotStartedAsAnOrdinaryServer() {
        filled(folder, 7);

        assertThatThrownBy(() -> new TestApp(Map.of(), folder))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("published password");
    }

    private static List<String> filled(Path data, long seed) {
        var flags = Map.of(Setting.DEMO, "true", Setting.DATA, data.toString(), Setting.PORT, "0");
        try (var app = new App(Settings.load(null, Map.of(), flags), new TestClock(TestApp.NOW), TestApp.CHEAP)) {
            app.demo().orElseThrow().fill(seed, Sizes.SMALL);
        }
        return new Tables(data).everything();
    }
}
