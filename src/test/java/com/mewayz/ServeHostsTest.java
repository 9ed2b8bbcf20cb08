package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of hosts after {@code serve}: they turn encryption on, which the demo refuses before anything is bound. */
class ServeHostsTest {
    private static final int BAD_CONFIGURATION = 78;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve mia.example --demo",
                "serve mia.example www.mia.example --demo",
                "serve --demo mia.example",
                "serve mia.example --https-port 8443 --demo",
                "serve mia..example/path --demo"
            })
    void aHostTurnsEncryptionOn(String command) {
        var arguments = Stream.concat(Stream.of(command.split(" ")), Stream.of("--data", folder.toString()));

        assertThat(Cli.run(arguments.toArray(String[]::new))).isEqualTo(BAD_CONFIGURATION);
        assertThat(folder).isEmptyDirectory();
    }
}
