package com.mewayz.operations.upgrades;

import com.mewayz.operations.backups.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a data folder was last brought up to, in its file {@code version}: the program on the first line, then each
 * database with the number of its last migration. Programs of any version read it.
 */
record Stamp(String program, Map<String, Integer> schema) {
    private static final String FILE = "version";

    /** Empty where there is none that can be read. */
    static Optional<Stamp> of(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve(FILE));
            Map<String, Integer> schema = new TreeMap<>();
            for (var line : lines.subList(1, lines.size())) {
                int space = line.indexOf(' ');
                schema.put(line.substring(0, space), Integer.valueOf(line.substring(space + 1)));
            }
            return Optional.of(new Stamp(lines.getFirst(), schema));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Writes it down, if that has not been done. */
    void putOn(Path data) throws IOException {
        if (of(data).filter(this::equals).isPresent()) {
            return;
        }
        var lines = new ArrayList<String>();
        lines.add(program);
        new TreeMap<>(schema).forEach((file, number) -> lines.add(file + " " + number));
        var fresh = data.resolve(FILE + ".new");
        Files.write(fresh, lines);
        Folders.force(fresh);
        Files.move(fresh, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
