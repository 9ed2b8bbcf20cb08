package com.mewayz.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Another version of the finished program, made of this one. */
final class Release {
    /** The name of the migration that a later version has. */
    static final String MIGRATION = "9999-later.sql";

    private static final Path SOURCES = Path.of("src/main/java/com/mewayz");
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final Path folder;
    private final String version;
    private final Map<String, String> sources = new TreeMap<>();
    private String migration = "";

    /** @param folder for what it is made of */
    Release(Path folder, String version) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.version = version;
    }

    /** With one more migration of the main database. */
    Release migrating(String sql) {
        migration = sql;
        return change("Databases.java", "(\"\\d{4}-[a-z-]+\\.sql\")\\);", "$1, \"" + MIGRATION + "\");");
    }

    /** With something else in the class that puts everything together. */
    Release changing(String pattern, String replacement) {
        return change("App.java", pattern, replacement);
    }

    private Release change(String file, String pattern, String replacement) {
        sources.compute(file, (name, known) -> {
            var source = known == null ? read(SOURCES.resolve(name)) : known;
            var changed = source.replaceFirst(pattern, replacement);
            assertThat(changed).as("there is " + pattern).isNotEqualTo(source);
            return changed;
        });
        return this;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path make(Path file) throws IOException {
        var program = Files.readAllBytes(Program.FILE);
        int start = 0;
        while (!startsAt(program, start)) {
            start++;
        }
        var jar = folder.resolve("program.jar");
        try (var out = Files.newOutputStream(jar)) {
            out.write(program, start, program.length - start);
        }
        var classes = compile(jar);
        try (var inside = FileSystems.newFileSystem(jar)) {
            var manifest = inside.getPath("META-INF/MANIFEST.MF");
            var text = Files.readString(manifest);
            Files.writeString(
                    manifest, text.replaceFirst("Implementation-Version: \\S+", "Implementation-Version: " + version));
            for (var each : classes) {
                Files.copy(
                        each, inside.getPath("com/mewayz/" + each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!migration.isEmpty()) {
                Files.writeString(inside.getPath("migrations/" + MIGRATION), migration);
            }
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(program, 0, start);
            Files.copy(jar, out);
        }
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private List<Path> compile(Path jar) throws IOException {
        if (sources.isEmpty()) {
            return List.of();
        }
        var classes = Files.createDirectories(folder.resolve("classes"));
        var arguments = new ArrayList<>(
                List.of("-nowarn", "-proc:none", "-parameters", "-cp", jar.toString(), "-d", classes.toString()));
        for (var source : sources.entrySet()) {
            var written = Files.writeString(folder.resolve(source.getKey()), source.getValue(), StandardCharsets.UTF_8);
            arguments.add(written.toString());
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).isZero();
        try (Stream<Path> all = Files.walk(classes)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean startsAt(byte[] bytes, int at) {
        for (int i = 0; i < ZIP.length; i++) {
            if (bytes[at + i] != ZIP[i]) {
                return false;
            }
        }
        return true;
    }
}
