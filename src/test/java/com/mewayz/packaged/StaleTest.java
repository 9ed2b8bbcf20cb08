package com.mewayz.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code install/run} builds, and when it starts at once. */
class StaleTest {
    private static final FileTime BEFORE = FileTime.from(Instant.parse("2026-11-01T10:00:00Z"));
    private static final FileTime BUILD = FileTime.from(Instant.parse("2026-11-01T11:00:00Z"));
    private static final FileTime AFTER = FileTime.from(Instant.parse("2026-11-01T12:00:00Z"));
    private static final List<String> SOURCES = List.of(
            "pom.xml",
            ".mvn/jvm.config",
            "install/web-assets",
            "install/places",
            "install/places.mjs",
            "src/main/java/Main.java",
            "themes/folio/theme.css",
            "web-assets/css/app.css");

    @TempDir
    Path checkout;

    @BeforeEach
    void everythingIsBuilt() throws IOException {
        for (var source : SOURCES) {
            write(source);
        }
        write("src/test/java/MainTest.java");
        write("web-assets/node_modules/esbuild/package.json");
        try (var all = Files.walk(checkout)) {
            for (var path : all.toList()) {
                Files.setLastModifiedTime(path, BEFORE);
            }
        }
        Files.setPosixFilePermissions(write("target/mewayz"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setLastModifiedTime(write("target/built"), BUILD);
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        assertThat(stale()).isFalse();
    }

    @Test
    void everySourceCounts() throws Exception {
        for (var source : SOURCES) {
            Files.setLastModifiedTime(checkout.resolve(source), AFTER);
            assertThat(stale()).as(source).isTrue();
            Files.setLastModifiedTime(checkout.resolve(source), BEFORE);
        }
    }

    @Test
    void aRemovedSourceCounts() throws Exception {
        Files.delete(checkout.resolve("web-assets/css/app.css"));
        assertThat(stale()).isTrue();
    }

    @Test
    void testsAndFetchedModulesDoNotCount() throws Exception {
        Files.setLastModifiedTime(checkout.resolve("src/test/java/MainTest.java"), AFTER);
        Files.setLastModifiedTime(checkout.resolve("web-assets/node_modules/esbuild/package.json"), AFTER);
        Files.setLastModifiedTime(checkout.resolve("web-assets"), AFTER);
        assertThat(stale()).isFalse();
    }

    @Test
    void aBuildThatFailedIsRepeated() throws Exception {
        Files.delete(checkout.resolve("target/built"));
        assertThat(stale()).isTrue();
    }

    private boolean stale() throws IOException, InterruptedException {
        var script = "set -eu; cd \"$1\"; . \"$2\"; if stale; then echo stale; else echo fresh; fi";
        var prepare = Path.of("install", "prepare.sh").toAbsolutePath();
        var outcome =
                new Program(List.of("sh", "-c", script, "sh", checkout.toString(), prepare.toString()), Map.of()).run();
        assertThat(outcome.output()).isIn("stale\n", "fresh\n");
        return outcome.output().equals("stale\n");
    }

    private Path write(String name) throws IOException {
        var file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }
}
