package com.mewayz.platform.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where themes come from: folders of files, each folder a theme, beside {@code base}, which all themes build on. */
public interface ThemeFiles {

    /** The names of the themes, in the order in which they are offered. */
    Set<String> themes();

    /** @param path a theme's folder and the file in it: {@code folio/theme.css} */
    Optional<byte[]> read(String path);

    /** The themes that are part of the program. */
    static ThemeFiles builtIn() {
        return new BuiltIn();
    }

    /** A folder of theme folders; it may not exist. */
    static ThemeFiles folder(Path folder) {
        return new Folder(folder);
    }

    /** Both; where both have a file, the one on top counts. */
    static ThemeFiles over(ThemeFiles top, ThemeFiles bottom) {
        return new Overlay(top, bottom);
    }

    /** A jar cannot list its folders, so {@code themes.txt} names the built-in themes, one on a line. */
    record BuiltIn() implements ThemeFiles {
        private static final String ROOT = "/themes/";

        @Override
        public Set<String> themes() {
            return listed(read("themes.txt").orElseThrow(() -> new IllegalStateException("no built-in themes")));
        }

        @Override
        public Optional<byte[]> read(String path) {
            try (var in = ThemeFiles.class.getResourceAsStream(ROOT + path)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Set<String> listed(byte[] lines) {
            return new LinkedHashSet<>(
                    List.of(new String(lines, StandardCharsets.UTF_8).strip().split("\\s+")));
        }
    }

    /** Folders whose names are not plain are left out; nothing outside the folder is read. */
    record Folder(Path folder) implements ThemeFiles {
        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");

        @Override
        public Set<String> themes() {
            if (!Files.isDirectory(folder)) {
                return Set.of();
            }
            try (var entries = Files.list(folder)) {
                return new LinkedHashSet<>(entries.filter(Files::isDirectory)
                        .map(entry -> entry.getFileName().toString())
                        .filter(name -> NAME.matcher(name).matches() && !name.equals("base"))
                        .sorted()
                        .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<byte[]> read(String path) {
            var file = folder.resolve(path).normalize();
            try {
                return file.startsWith(folder.normalize()) && Files.isRegularFile(file)
                        ? Optional.of(Files.readAllBytes(file))
                        : Optional.empty();
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A theme's folder on top hides only the files it has. */
    record Overlay(ThemeFiles top, ThemeFiles bottom) implements ThemeFiles {
        @Override
        public Set<String> themes() {
            var all = new LinkedHashSet<>(bottom.themes());
            all.addAll(top.themes());
            return all;
        }

        @Override
        public Optional<byte[]> read(String path) {
            return top.read(path).or(() -> bottom.read(path));
        }
    }
}
