package com.mewayz.packaged;

import static com.mewayz.packaged.Program.mewayz;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell program in front of the jar does before there is a JVM. */
class PreludeTest {
    private static final String WRITES_ITS_CACHE = """
            for flag; do case $flag in -XX:AOTCacheOutput=*) echo learnt >"${flag#*=}" ;; esac; done
            printf '%s\\n' "$@"
            """;

    @TempDir
    Path folder;

    @Test
    void theJavaNamedByTheOwnerIsUsed() throws Exception {
        var java = FakeJava.printing(folder.resolve("jdk"), "25.0.1");
        assertThat(quiet().with("MEWAYZ_JAVA", java).run().output()).contains("-jar\n" + Program.FILE + "\nserve\n");
        assertThat(quiet().with("MEWAYZ_JAVA", java.resolve("bin/java")).run().output())
                .contains("-jar\n");
    }

    @Test
    void anOldJavaNamedByTheOwnerIsRefused() throws Exception {
        var java = FakeJava.printing(folder.resolve("jdk"), "21.0.4");
        var outcome = quiet().with("MEWAYZ_JAVA", java).run();
        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.output()).contains("MEWAYZ_JAVA is " + java, "Java 25 or newer", "apt install");
    }

    @Test
    void javaHomeComesBeforeTheUsualFolders() throws Exception {
        FakeJava.running(folder.resolve(".sdkman/candidates/java/99"), "99.0.1", "echo usual\n");
        var named = FakeJava.running(folder.resolve("named"), "25", "echo named\n");
        var old = FakeJava.running(folder.resolve("old"), "17.0.15", "echo old\n");
        var program = quiet().with("HOME", folder);
        assertThat(program.with("JAVA_HOME", named).run().output()).isEqualTo("named\n");
        assertThat(program.with("JAVA_HOME", old).run().output()).isEqualTo("usual\n");
    }

    @Test
    void theNewestOfSeveralIsTaken() throws Exception {
        FakeJava.running(folder.resolve(".sdkman/candidates/java/a"), "99.0.9", "echo older\n");
        FakeJava.running(folder.resolve(".sdkman/candidates/java/b"), "99.0.10", "echo newest\n");
        FakeJava.running(folder.resolve(".sdkman/candidates/java/c"), "99-ea", "echo early\n");
        assertThat(quiet().with("HOME", folder).run().output()).isEqualTo("newest\n");
    }

    @Test
    void theServerHasTheProcessOfTheCommand() throws Exception {
        var java = FakeJava.printing(folder.resolve("jdk"), "25");
        var process = quiet().with("MEWAYZ_JAVA", java).start();
        assertThat(process.inputReader().readLine()).isEqualTo("pid " + process.pid());
    }

    @Test
    void flagsOfTheOwnerComeAfterOurs() throws Exception {
        var lines = quiet().with("MEWAYZ_JAVA", FakeJava.printing(folder.resolve("jdk"), "25"))
                .with("MEWAYZ_JAVA_OPTS", "-Xmx1g -Dname=value")
                .run()
                .output()
                .lines()
                .toList();
        assertThat(lines).containsSubsequence("-XX:+UseSerialGC", "-Xmx1g", "-Dname=value", "-jar");
        assertThat(lines).anyMatch(flag -> flag.matches("-Xmx[0-9]+m"));
    }

    @Test
    void argumentsReachTheProgramAsTheyWereGiven() throws Exception {
        var program = quiet().with("MEWAYZ_JAVA", FakeJava.printing(folder.resolve("jdk"), "25"));
        assertThat(program.and("--data", "a folder/with *", "").run().output())
                .endsWith("serve\n--data\na folder/with *\n\n");
    }

    @Test
    void aCacheFolderThatCannotBeWrittenIsNoObstacle() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "in the way");
        var program = mewayz("serve")
                .with("MEWAYZ_CACHE", file)
                .with("MEWAYZ_JAVA", FakeJava.printing(folder.resolve("jdk"), "25"));
        assertThat(program.run().output()).contains("pid ").doesNotContain("org.sqlite.tmpdir", "AOTCache");
    }

    @Test
    void anAotCacheOnceMadeIsUsed() throws Exception {
        var java = FakeJava.running(folder.resolve("jdk"), "25", WRITES_ITS_CACHE);
        var made = mewayz("optimize").with("MEWAYZ_CACHE", cache()).with("MEWAYZ_JAVA", java);
        assertThat(made.run().exit()).isZero();
        assertThat(serve().with("MEWAYZ_JAVA", java).run().output())
                .contains("-XX:AOTCache=" + cache(), "-Dorg.sqlite.tmpdir=" + cache().resolve("native"));
        assertThat(quiet().with("MEWAYZ_JAVA", java).run().output()).doesNotContain("AOTCache");
        assertThat(made.run().output()).isEmpty();
    }

    @Test
    void theFirstStartMakesTheAotCacheForTheNext() throws Exception {
        var java = FakeJava.running(folder.resolve("jdk"), "25", WRITES_ITS_CACHE);
        var serve = serve().with("MEWAYZ_JAVA", java);
        try (var watch = cache().getFileSystem().newWatchService()) {
            cache().register(watch, StandardWatchEventKinds.ENTRY_DELETE);
            assertThat(serve.run().output()).doesNotContain("AOTCache");
            assertThat(watch.poll(30, TimeUnit.SECONDS))
                    .as("the training folder is gone")
                    .isNotNull();
        }
        assertThat(serve.run().output()).contains("-XX:AOTCache=" + cache());
    }

    @Test
    void anotherJavaHasItsOwnAotCache() throws Exception {
        var java = FakeJava.running(folder.resolve("jdk"), "25.0.3", WRITES_ITS_CACHE);
        mewayz("optimize")
                .with("MEWAYZ_CACHE", cache())
                .with("MEWAYZ_JAVA", java)
                .run();
        var newer = FakeJava.running(folder.resolve("jdk"), "25.0.4", WRITES_ITS_CACHE);
        assertThat(mewayz("version")
                        .with("MEWAYZ_CACHE", cache())
                        .with("MEWAYZ_JAVA", newer)
                        .run()
                        .output())
                .doesNotContain("AOTCache");
    }

    @Test
    void aTrainingThatFailsIsToldAndNotRepeated() throws Exception {
        var java = FakeJava.running(folder.resolve("jdk"), "25", "echo broken\nexit 3\n");
        var training = mewayz("optimize").with("MEWAYZ_CACHE", cache()).with("MEWAYZ_JAVA", java);
        assertThat(training.run().output()).contains("optimize.log tells why");
        assertThat(Files.readString(cache().resolve("optimize.log"))).isEqualTo("broken\n");
        assertThat(training.run().output()).contains("to try once more").doesNotContain("practising");
        assertThat(serve().with("MEWAYZ_JAVA", java).run().output()).isEqualTo("broken\n");
    }

    private Program quiet() throws IOException {
        return serve().with("MEWAYZ_AOT", "off");
    }

    private Program serve() throws IOException {
        return mewayz("serve").with("MEWAYZ_CACHE", cache());
    }

    private Path cache() throws IOException {
        return Files.createDirectories(folder.resolve("cache"));
    }
}
