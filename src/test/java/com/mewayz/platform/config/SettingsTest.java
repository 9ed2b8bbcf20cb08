package com.mewayz.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private final Path data;

    SettingsTest(@TempDir Path data) {
        this.data = data;
    }

    @Test
    void laterLayersWin() throws IOException {
        assertThat(load(Map.of(), Map.of()).port()).isEqualTo(8080);
        Files.writeString(data.resolve("mewayz.yaml"), "port: 8081\nregistration: open\n");
        assertThat(load(Map.of(), Map.of()).port()).isEqualTo(8081);
        assertThat(load(Map.of("MEWAYZ_PORT", "8082"), Map.of()).port()).isEqualTo(8082);
        var settings = load(Map.of("MEWAYZ_PORT", "8082"), Map.of(Setting.PORT, "8083"));
        assertThat(settings.port()).isEqualTo(8083);
        assertThat(settings.openRegistration()).isTrue();
    }

    @Test
    void aFileNamedOnTheCommandLineStandsInForTheUsualOnes() throws IOException {
        Files.writeString(data.resolve("mewayz.yaml"), "port: 8081\n");
        var other = Files.writeString(data.resolve("other.yaml"), "host: 127.0.0.2\n");
        var settings = Settings.load(other, Map.of(), flags(Map.of()));

        assertThat(settings.host()).isEqualTo("127.0.0.2");
        assertThat(settings.port()).isEqualTo(8080);
        assertThatThrownBy(() -> Settings.load(data.resolve("gone.yaml"), Map.of(), flags(Map.of())))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("gone.yaml cannot be read");
    }

    @Test
    void aSecretCanComeFromAFile() throws IOException {
        var secret = Files.writeString(data.resolve("secret"), "correct horse battery\n");
        var settings = load(
                Map.of("MEWAYZ_ADMIN_EMAIL", "a@example.com", "MEWAYZ_ADMIN_PASSWORD_FILE", secret.toString()),
                Map.of());

        assertThat(settings.text(Setting.ADMIN_PASSWORD)).isEqualTo("correct horse battery");
        assertThatThrownBy(() -> load(Map.of("MEWAYZ_ADMIN_PASSWORD_FILE", "/nowhere/secret"), Map.of()))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("MEWAYZ_ADMIN_PASSWORD_FILE names /nowhere/secret");
    }

    @Test
    void aDirectValueWinsOverAFile() throws IOException {
        var secret = Files.writeString(data.resolve("secret"), "from the file");
        var environment = Map.of("MEWAYZ_ADMIN_PASSWORD_FILE", secret.toString(), "MEWAYZ_ADMIN_PASSWORD", "direct");

        assertThat(load(environment, Map.of()).text(Setting.ADMIN_PASSWORD)).isEqualTo("direct");
    }

    @Test
    void anUnknownKeyStopsTheStartAndNamesTheNearest() throws IOException {
        assertThatThrownBy(() -> load(Map.of("MEWAYZ_PROT", "1"), Map.of()))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("Did you mean MEWAYZ_PORT?");
        assertThatThrownBy(() -> load(Map.of("MEWAYZ_ADMIN_PASWORD_FILE", "x"), Map.of()))
                .hasMessageContaining("MEWAYZ_ADMIN_PASSWORD");
        Files.writeString(data.resolve("mewayz.yaml"), "base-url: https://mia.example\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("Did you mean base_url?");
    }

    @Test
    void theLaunchersVariablesAreNotOurs() {
        load(Map.of("MEWAYZ_JAVA_OPTS", "-Xmx1g", "PATH", "/bin"), Map.of());
    }

    @Test
    void aValueThatMakesNoSenseIsNamedWithWhereItCameFrom() {
        assertThatThrownBy(() -> load(Map.of("MEWAYZ_PORT", "eighty"), Map.of()))
                .isInstanceOf(BadSetting.class)
                .hasMessage("port is eighty (from MEWAYZ_PORT), but should be a number from 0 to 65535.");
        assertThatThrownBy(() -> load(Map.of(), Map.of(Setting.PORT, "65536"))).hasMessageContaining("--port");
        assertThatThrownBy(() -> load(Map.of(), Map.of(Setting.HTTPS, "on")))
                .hasMessageContaining("https is on, so base_url has to say for which host");
        assertThatThrownBy(() -> load(Map.of(), Map.of(Setting.NAME_SERVERS, "dns.example")))
                .hasMessageContaining("name_servers is dns.example");
        assertThatThrownBy(() -> load(Map.of(), Map.of(Setting.BASE_URL, "mia.example/path")))
                .hasMessageContaining("base_url");
        assertThatThrownBy(() -> load(Map.of(), Map.of(Setting.REGISTRATION, "maybe")))
                .hasMessageContaining("open or closed");
    }

    @Test
    void aFileThatIsNoSettingsIsNamed() throws IOException {
        Files.writeString(data.resolve("mewayz.yaml"), "- a\n- b\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("must hold lines like");
        Files.writeString(data.resolve("mewayz.yaml"), "port: [\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("not valid YAML");
    }

    @Test
    void secretsAreMasked() {
        var dump = load(Map.of("MEWAYZ_ADMIN_PASSWORD", "correct horse battery"), Map.of())
                .dump();

        assertThat(dump).contains("admin_password:").contains("********").doesNotContain("horse");
        assertThat(dump).contains("# MEWAYZ_ADMIN_PASSWORD", "# default");
        assertThat(dump.lines()).hasSize(Setting.values().length);
    }

    @Test
    void theDemoListensToThisMachineOnly() {
        assertThat(load(Map.of("MEWAYZ_HOST", "0.0.0.0"), Map.of(Setting.DEMO, "true"))
                        .host())
                .isEqualTo("127.0.0.1");
    }

    private Settings load(Map<String, String> environment, Map<Setting, String> flags) {
        return Settings.load(null, environment, flags(flags));
    }

    private Map<Setting, String> flags(Map<Setting, String> more) {
        var flags = new EnumMap<Setting, String>(Setting.class);
        flags.put(Setting.DATA, data.toString());
        flags.putAll(more);
        return flags;
    }
}
