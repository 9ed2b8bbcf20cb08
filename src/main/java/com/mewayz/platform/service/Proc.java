package com.mewayz.platform.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What Linux tells of this process under {@code /proc}; elsewhere nothing is known. */
public final class Proc {
    private final Path root;

    public Proc() {
        this(Path.of("/proc"));
    }

    /** @param root where such a tree is */
    public Proc(Path root) {
        this.root = root;
    }

    /** Descriptors that are open: files and connections. */
    public OptionalLong openFiles() {
        try (Stream<Path> all = Files.list(root.resolve("self/fd"))) {
            return OptionalLong.of(all.count());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** How many may be open; empty also where there is no limit. */
    public OptionalLong mostOpenFiles() {
        return lines("self/limits").stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.substring("Max open files".length()).strip().split("\\s+")[0])
                .filter(text -> text.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /** Bytes of memory that are the process's now. */
    public OptionalLong residentBytes() {
        return kilobytes("self/status", "VmRSS:");
    }

    /** Bytes of memory that the machine could still give. */
    public OptionalLong availableBytes() {
        return kilobytes("meminfo", "MemAvailable:");
    }

    /** What is mounted. */
    public List<Mount> mounts() {
        return lines("self/mounts").stream()
                .map(line -> line.split(" "))
                .filter(parts -> parts.length >= 4)
                .map(parts -> new Mount(parts[1].replace("\\040", " "), parts[2], List.of(parts[3].split(","))))
                .toList();
    }

    /** @param options like {@code noexec} */
    public record Mount(String folder, String type, List<String> options) {}

    private OptionalLong kilobytes(String file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .filter(digits -> !digits.isEmpty())
                .mapToLong(digits -> Long.parseLong(digits) << 10)
                .findFirst();
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException e) {
            return List.of();
        }
    }
}
