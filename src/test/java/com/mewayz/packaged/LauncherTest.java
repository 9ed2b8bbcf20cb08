package com.mewayz.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file as an executable and as a jar, under new and old Java. */
class LauncherTest {
    private static final Pattern OLD = Pattern.compile("JAVA_VERSION=\"(8|1\\.8|11|17|21)[.\"]");

    @TempDir
    Path cache;

    @Test
    void theExecutableTellsItsVersion() throws Exception {
        var outcome = Program.mewayz("version").with("MEWAYZ_CACHE", cache).run();
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.output()).startsWith("mewayz ").doesNotContain("WARNING", "warning");
    }

    @Test
    void itIsAJarToo() throws Exception {
        var outcome = Program.jarUnder(Program.JAVA, "version").run();
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.output()).startsWith("mewayz ");
    }

    @Test
    void anOldJavaIsNamedTogetherWithOneThatWillDo() throws Exception {
        var old = oldJava();
        assumeTrue(old.isPresent(), "there is no Java older than 25 on this machine");
        var outcome = Program.jarUnder(old.get().resolve("bin/java"), "version")
                .with("JAVA_HOME", System.getProperty("java.home"))
                .run();
        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.output())
                .contains("Java 25 or newer is needed", "/bin/java -jar " + Program.FILE)
                .doesNotContain("UnsupportedClassVersionError");
    }

    private static Optional<Path> oldJava() throws IOException {
        var folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var homes = Files.list(folder)) {
            return homes.filter(LauncherTest::isOld).findFirst();
        }
    }

    private static boolean isOld(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && OLD.matcher(Files.readString(home.resolve("release"))).find();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
