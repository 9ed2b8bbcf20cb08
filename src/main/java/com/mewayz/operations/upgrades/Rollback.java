package com.mewayz.operations.upgrades;

import com.mewayz.operations.backups.Folders;
import com.mewayz.operations.backups.Manifest;
import com.mewayz.operations.backups.Progress;
import com.mewayz.operations.backups.Restore;
import com.mewayz.operations.upgrades.EarlierData.Entry;
import com.mewayz.platform.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the data of before an upgrade back in place, and sets aside what is there now. */
public final class Rollback {
    private static final long SPARE = 64 << 20;

    private final Path data;
    private final Clock clock;
    private final SecureRandom random;
    private final Progress progress;

    public Rollback(Path data, Clock clock, SecureRandom random, Progress progress) {
        this.data = data;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
    }

    /**
     * Data that can be gone back to.
     *
     * @param name of its folder
     * @param program the version it belongs to
     * @param at when it was set aside
     */
    public record Target(String name, String program, Instant at) {}

    /**
     * What was kept last, if there is any that this program understands.
     *
     * @param migrations of each database, by its file
     */
    public Optional<Target> target(Map<String, List<String>> migrations) {
        try {
            return new EarlierData(data)
                    .all().stream()
                            .filter(entry -> isKnown(entry, migrations))
                            .findFirst()
                            .map(entry -> new Target(
                                    entry.name(),
                                    entry.label().program(),
                                    entry.label().at()));
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static boolean isKnown(Entry entry, Map<String, List<String>> migrations) {
        return entry.label().schema().entrySet().stream()
                .allMatch(database -> database.getValue()
                        <= migrations.getOrDefault(database.getKey(), List.of()).size());
    }

    /**
     * Gets everything ready beside the data, and changes nothing in it. What was kept stays where it is.
     *
     * @throws Problem if what was kept is damaged, or there is no room
     */
    public Ready prepare(Target target) {
        var folder = data.resolve("restore-" + Folders.name(random));
        var ready = new Ready(folder, target);
        try {
            var kept = new EarlierData(data).find(target.name).orElseThrow(() -> Problem.notFound("data"));
            requireRoom(kept);
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            fill(folder, kept);
            Folders.force(folder);
            return ready;
        } catch (IOException e) {
            ready.close();
            throw refused(e);
        } catch (RuntimeException e) {
            ready.close();
            throw e;
        }
    }

    /** Data that is ready to be put in place. Closing it gives it up, if it was not begun. */
    public final class Ready implements AutoCloseable {
        private final Path folder;
        private final Target target;
        private boolean begun;

        private Ready(Path folder, Target target) {
            this.folder = folder;
            this.target = target;
        }

        /**
         * Lets the next start put it in place, whatever happens in between.
         *
         * @return where the data of now will be
         */
        public Path begin() {
            try {
                var name = EarlierData.FOLDER + "/" + target.name;
                var before = Restore.begin(data, folder, "rollback", clock, 0, name, target.at);
                begun = true;
                return before;
            } catch (IOException e) {
                throw refused(e);
            }
        }

        @Override
        public void close() {
            if (!begun) {
                Folders.delete(folder);
            }
        }
    }

    private void fill(Path folder, Entry kept) throws IOException {
        for (var database : kept.label().sha256().entrySet()) {
            var name = database.getKey();
            progress.at("copying " + name, 0, 0);
            var copy = Files.copy(kept.folder().resolve(name), folder.resolve(name));
            if (!EarlierData.sha256(copy).equals(database.getValue())) {
                throw Problem.malformed(
                        "What was kept is damaged: " + kept.folder().resolve(name)
                                + " has another SHA-256 than it had. Nothing was changed. Bring back a backup: mewayz restore FILE");
            }
            Folders.force(copy);
        }
        var keys = kept.folder().resolve(Manifest.KEYS);
        if (Files.exists(keys)) {
            Folders.force(Files.copy(keys, folder.resolve(Manifest.KEYS), StandardCopyOption.COPY_ATTRIBUTES));
        }
        progress.at("linking the files", 0, 0);
        var files = (kept.label().files() ? kept.folder() : data).resolve(EarlierData.FILES);
        if (!EarlierData.link(files, folder.resolve(EarlierData.FILES))) {
            copy(files, folder.resolve(EarlierData.FILES));
        }
        // what belongs to no version stays what it is
        copy(data.resolve("themes"), folder.resolve("themes"));
    }

    private void requireRoom(Entry kept) throws IOException {
        long needed = Folders.size(kept.folder()) - Folders.size(kept.folder().resolve(EarlierData.FILES)) + SPARE;
        if (!kept.label().files()) {
            needed += Folders.size(data.resolve(EarlierData.FILES));
        }
        long free = Files.getFileStore(data).getUsableSpace();
        if (free < needed) {
            throw Problem.noSpace("To go back, %,d MB should be free, and %,d MB are. Nothing was changed."
                    .formatted(needed >> 20, free >> 20));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (var each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Problem refused(IOException e) {
        return Problem.malformed("The data was not put back: " + e.getMessage() + ". Nothing was changed.");
    }
}
