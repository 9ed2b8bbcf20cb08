package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.geo.MaxMindSample;
import com.mewayz.traffic.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where addresses stand, as the settings want it told. */
class GeographyTest {
    @TempDir
    Path folder;

    @Test
    void dataCentresAreKnown() {
        var places = places(Map.of());
        for (var address :
                new String[] {"3.5.140.2", "35.190.1.1", "20.50.2.1", "138.68.1.1", "95.216.1.1", "2a01:4f8::1"}) {
            assertThat(places.isDataCentre(address)).as(address).isTrue();
        }
        // universities, and providers that people surf with
        for (var address :
                new String[] {"131.111.8.42", "86.140.1.1", "73.10.1.1", "2a02:8108::1", "127.0.0.1", "nonsense", ""}) {
            assertThat(places.isDataCentre(address)).as(address).isFalse();
            assertThat(places.country("nonsense")).isNull();
        }
    }

    @Test
    void anOperatorAddsSomeOrSwitchesThemOff() throws IOException {
        var more = Files.writeString(folder.resolve("more.txt"), "# ours\n192.0.2.0/24\n");
        var places = places(Map.of(Setting.MORE_DATA_CENTRES, more.toString()));
        assertThat(places.isDataCentre("192.0.2.7")).isTrue();
        assertThat(places.isDataCentre("3.5.140.2")).isTrue();
        assertThat(places(Map.of(Setting.DATA_CENTRES, "false")).isDataCentre("3.5.140.2"))
                .isFalse();
    }

    @Test
    void anOperatorsTableWins() throws IOException {
        var file = MaxMindSample.write(folder.resolve("own.mmdb"), Map.of("193.136.0.0/16", Map.of("country", "ES")));
        var places = places(Map.of(Setting.GEO_FILE, file.toString()));
        assertThat(places.country("193.136.2.1")).isEqualTo("ES");
        assertThat(places.country("131.111.8.42")).isNull();
    }

    @Test
    void aFileThatIsNoneStopsTheStart() throws IOException {
        var wrong = Files.writeString(folder.resolve("wrong"), "somewhere\n");
        assertThatThrownBy(() -> places(Map.of(Setting.MORE_DATA_CENTRES, wrong.toString())))
                .isInstanceOf(BadSetting.class)
                .hasMessage("more_data_centres names " + wrong + ", where somewhere is no network.");
        assertThatThrownBy(() -> places(Map.of(Setting.MORE_DATA_CENTRES, folder + "/none")))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> places(Map.of(Setting.GEO_FILE, wrong.toString())))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("geo_file names " + wrong);
        assertThatThrownBy(() -> places(Map.of(Setting.DATA_CENTRES, "perhaps")))
                .isInstanceOf(BadSetting.class);
    }

    private Places places(Map<Setting, String> settings) {
        var all = new EnumMap<Setting, String>(Setting.class);
        all.putAll(settings);
        all.put(Setting.DATA, folder.toString());
        return Geography.of(Settings.load(null, Map.of(), all));
    }
}
