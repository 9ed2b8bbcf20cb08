package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must not stand in any file. */
class SourceTest {
    private static final String TEXT =
            ".*\\.(java|peb|css|js|mjs|sh|sql|yaml|yml|md|xml|properties|json)|.*/(run|test|bench)";

    @Test
    void templatesEscapeEverything() {
        assertThat(hits(templates(), "\\|\\s*raw\\b|autoescape")).isEmpty();
    }

    @Test
    void templatesHaveNothingInline() {
        assertThat(hits(templates(), "<style|\\sstyle\\s*=|\\son[a-z]+\\s*=\\s*[\"']|javascript:"))
                .isEmpty();
        assertThat(hits(templates(), "<script(?![^>]*(\\ssrc=|type=\"application/(ld\\+)?json\"))"))
                .isEmpty();
    }

    @Test
    void nothingIsLeftToDo() {
        assertThat(hits(
                        all("src", "install", "themes", "web-assets", "systemd"),
                        "\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b"))
                .isEmpty();
    }

    @Test
    void testsWaitForConditionsNotForTime() {
        assertThat(hits(all("src/test"), "Thread\\.sle" + "ep\\(|TimeUnit\\.\\w+\\.sle" + "ep"))
                .isEmpty();
    }

    /** What the compiler cannot see: a figure, a name or a page never depends on chance. Java: see ArchitectureTest. */
    @Test
    void chanceHasNoPlaceInQueriesTemplatesAndThemes() {
        assertThat(hits(all("src/main/resources", "themes"), "\\b(random|randomblob|shuffle)\\s*\\("))
                .isEmpty();
        assertThat(hits(all("src/main/java"), "\\b(random|randomblob)\\(\\)"))
                .allMatch(hit -> hit.contains("platform"));
        assertThat(hits(all("web-assets/js"), "Math\\.random")).isEmpty();
    }

    @Test
    void noFileNamesAMachine() {
        assertThat(hits(
                        all("src", "install", "themes", "web-assets", "systemd"),
                        "(?<![\\w.}$])/(wo" + "rk/|Us" + "ers/|ho" + "me/[a-z])"))
                .isEmpty();
    }

    @Test
    void javaFilesStayReadable() throws IOException {
        for (var file : all("src/main/java", "src/test/java")) {
            assertThat(Files.readAllLines(file).size()).as(file.toString()).isLessThanOrEqualTo(400);
        }
    }

    private static List<String> hits(List<Path> files, String pattern) {
        var wanted = Pattern.compile(pattern);
        return files.stream()
                .flatMap(file ->
                        lines(file).filter(line -> wanted.matcher(line).find()).map(line -> file + ": " + line.strip()))
                .toList();
    }

    private static List<Path> templates() {
        return all("src/main/resources", "themes").stream()
                .filter(file -> file.toString().endsWith(".peb"))
                .toList();
    }

    private static List<Path> all(String... folders) {
        return Stream.of(folders)
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(SourceTest::walk)
                .toList();
    }

    private static Stream<Path> walk(Path folder) {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(file -> !file.toString().contains("node_modules"))
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(TEXT))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
