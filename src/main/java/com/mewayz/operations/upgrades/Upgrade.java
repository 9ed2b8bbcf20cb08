package com.mewayz.operations.upgrades;

import com.mewayz.operations.backups.Folders;
import com.mewayz.operations.backups.Manifest;
import com.mewayz.operations.upgrades.EarlierData.Entry;
import com.mewayz.operations.upgrades.Mark.Way;
import com.mewayz.platform.Problem;
import com.mewayz.platform.Ticks;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.db.DamagedDatabase;
import com.mewayz.platform.db.FailedMigration;
import com.mewayz.platform.db.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the databases of a data folder to the form that this program knows: looks whether there is room, keeps a copy of
 * what is there, and applies the migrations one by one. Interrupted anywhere, it goes on at the next start. If one of
 * them fails, the databases are put back as they were.
 */
public final class Upgrade {
    private static final Logger LOG = Logger.getLogger(Upgrade.class.getName());
    private static final long SPARE = 64 << 20;

    private final Path data;
    private final Map<String, List<String>> migrations;
    private final String program;
    private final Clock clock;
    private final EarlierData earlier;
    private volatile Step step = new Step("about to begin", null, 0);

    /**
     * @param data nobody else may use it
     * @param migrations of each database, by its file
     * @param program the version of this one
     */
    public Upgrade(Path data, Map<String, List<String>> migrations, String program, Clock clock) {
        this.data = data;
        this.migrations = new TreeMap<>(migrations);
        this.program = program;
        this.clock = clock;
        this.earlier = new EarlierData(data);
    }

    /**
     * Whether a database has an older form than this program knows. Changes nothing.
     *
     * @throws BadSetting if one has a newer form
     */
    public boolean isOlder() {
        var found = versions();
        if (found.entrySet().stream().anyMatch(each -> each.getValue() > newest(each.getKey()))) {
            throw new BadSetting(newerThanThis(found));
        }
        return found.entrySet().stream().anyMatch(this::isOlder);
    }

    /**
     * Whether there is anything to do. Finishes going back, if that was interrupted.
     *
     * @throws BadSetting if a newer program wrote the data
     * @throws DamagedDatabase if a database is not there that was: a new one in its place would look like a new server
     */
    public boolean isNeeded() {
        requireAll();
        try {
            var mark = Mark.of(data);
            if (mark.isPresent() && mark.get().way() == Way.BACK) {
                goBack(mark.get().kept());
            }
        } catch (IOException e) {
            throw refused("An upgrade of " + data + " was interrupted, and its databases cannot be put back", e);
        }
        boolean older = isOlder();
        if (!older) {
            forgetTheBegun();
        }
        return older;
    }

    private void requireAll() {
        var stamp = Stamp.of(data).map(Stamp::schema).orElse(Map.of());
        boolean used = !stamp.isEmpty() || Files.exists(data.resolve(Manifest.KEYS));
        for (var name : migrations.keySet()) {
            boolean expected = stamp.containsKey(name) || used && name.equals(Manifest.MAIN);
            if (expected && Schema.version(data.resolve(name)) == 0 && !isBeingPutBack(name)) {
                throw new DamagedDatabase(data.resolve(name));
            }
        }
    }

    /** Going back moves databases into their place, and may have been cut short. */
    private boolean isBeingPutBack(String name) {
        try {
            var mark = Mark.of(data);
            return mark.isPresent()
                    && mark.get().way() == Way.BACK
                    && Files.exists(data.resolve(EarlierData.FOLDER)
                            .resolve(mark.get().kept())
                            .resolve(name));
        } catch (IOException e) {
            return false;
        }
    }

    /** One that did nothing yet: who works on the data now makes what it has kept out of date. */
    private void forgetTheBegun() {
        try {
            Mark.takeOff(data);
        } catch (IOException e) {
            throw refused("An upgrade of " + data + " was interrupted, and that cannot be written down", e);
        }
    }

    /**
     * Does it.
     *
     * @throws BadSetting if it cannot be done, with the reason and what to do; everything is as it was before
     */
    public void run() {
        long begun = Ticks.now();
        Entry kept;
        try {
            kept = kept();
        } catch (IOException e) {
            throw refused("What is in " + data + " cannot be copied before the upgrade", e);
        }
        try {
            versions().entrySet().stream().filter(this::isOlder).forEach(each -> migrate(each.getKey()));
            Mark.takeOff(data);
            earlier.thinOut();
        } catch (FailedMigration e) {
            throw failed(kept, e);
        } catch (IOException e) {
            throw refused("The upgrade of " + data + " cannot be finished", e);
        }
        LOG.info("The data is up to date, after " + (Ticks.now() - begun) / 1_000_000_000 + " s.");
    }

    /** How the data stands to this program, also beside a running server. */
    public Plan plan() {
        var found = versions();
        if (found.isEmpty()) {
            return new Plan(program, Plan.Data.NONE, 0, List.of());
        }
        if (found.entrySet().stream().anyMatch(each -> each.getValue() > newest(each.getKey()))) {
            return new Plan(program, Plan.Data.NEWER, 0, List.of());
        }
        List<String> steps = new ArrayList<>();
        found.forEach((name, version) -> migrations
                .getOrDefault(name, List.of())
                .subList(version, newest(name))
                .forEach(migration -> steps.add(name + ": " + migration)));
        return steps.isEmpty()
                ? new Plan(program, Plan.Data.SAME, 0, steps)
                : new Plan(program, Plan.Data.OLDER, needed(found), steps);
    }

    /** Writes down that the folder has the form that this program knows, which it must have by now. */
    public void stamp() {
        Map<String, Integer> known = new TreeMap<>();
        migrations.forEach((name, files) -> known.put(name, files.size()));
        try {
            new Stamp(program, known).putOn(data);
        } catch (IOException e) {
            throw refused("The version cannot be written down in " + data, e);
        }
    }

    /** How far it is. */
    public String words() {
        return step.words();
    }

    private Entry kept() throws IOException {
        var mark = Mark.of(data);
        if (mark.isPresent()) {
            var kept = earlier.find(mark.get().kept());
            if (kept.isPresent()) {
                LOG.info("Going on with the upgrade from " + kept.get().label().program() + " to " + program + ".");
                return kept.get();
            }
        }
        var found = versions();
        var before = Stamp.of(data).map(Stamp::program).orElse("earlier");
        requireRoom(before, found);
        LOG.info("Bringing the data of " + before + " up to " + program + "; first it is copied.");
        Entry kept;
        try {
            kept = earlier.keep(new Stamp(before, found), clock.instant(), this::copies);
        } catch (Problem e) {
            throw new BadSetting(
                    "The data in %s was not copied before the upgrade: %s".formatted(data, e.getMessage()));
        } catch (RuntimeException e) {
            throw new BadSetting(("The databases in %s cannot be copied before the upgrade: %s. Nothing was changed."
                            + " If they are damaged, bring back a backup: mewayz restore FILE")
                    .formatted(data, reason(e)));
        }
        LOG.info("It is kept in " + kept.folder() + ".");
        new Mark(kept.name(), Way.FORWARD).putOn(data);
        return kept;
    }

    private void copies(String name, Path from, Path to) {
        step = new Step("keeping a copy of " + name, to, size(from));
    }

    private void migrate(String name) {
        Schema.upgrade(data.resolve(name), migrations.getOrDefault(name, List.of()), (migration, number, all) -> {
            var words = "%s: %s (%d of %d)".formatted(name, migration, number, all);
            LOG.info(words);
            step = new Step(words, null, 0);
        });
    }

    /** Room for the copies, and for a migration that writes the largest database anew: once in its log, once in the file. */
    private long needed(Map<String, Integer> found) {
        long copies = found.keySet().stream()
                .mapToLong(name -> size(data.resolve(name)))
                .sum();
        long largest = found.entrySet().stream()
                .filter(this::isOlder)
                .mapToLong(each -> size(data.resolve(each.getKey())))
                .max()
                .orElse(0);
        return copies + 2 * largest + SPARE;
    }

    private void requireRoom(String before, Map<String, Integer> found) throws IOException {
        long needed = needed(found);
        long free = Files.getFileStore(data).getUsableSpace();
        if (free < needed) {
            throw new BadSetting(
                    ("The data in %s has to be brought from %s up to %s, for which %,d MB should be free, and"
                                    + " %,d MB are. Free some space and start again, or start %s again. Nothing was changed.")
                            .formatted(data, before, program, needed >> 20, free >> 20, before));
        }
    }

    private BadSetting failed(Entry kept, FailedMigration failure) {
        step = new Step("putting everything back", null, 0);
        var program = kept.label().program();
        try {
            new Mark(kept.name(), Way.BACK).putOn(data);
            goBack(kept.name());
        } catch (IOException e) {
            failure.addSuppressed(e);
            return new BadSetting(
                    "%s Its databases could not be put back either: %s. Put that right and start again; nothing is lost, it is kept in %s."
                            .formatted(sentence(failure), e.getMessage(), kept.folder()));
        }
        return new BadSetting(
                "%s Everything is as it was before. Go on with %s: \"mewayz update --rollback\" puts that program back where it was kept beside this one."
                        .formatted(sentence(failure), program));
    }

    private static String sentence(FailedMigration failure) {
        var message = String.valueOf(failure.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    /** Each step may be done again. What was kept is used up by it: it is the data now. */
    private void goBack(String name) throws IOException {
        var folder = data.resolve(EarlierData.FOLDER).resolve(name);
        for (var database : migrations.keySet()) {
            var kept = folder.resolve(database);
            if (Files.exists(kept)) {
                for (var log : List.of("-wal", "-shm", "-journal")) {
                    Files.deleteIfExists(data.resolve(database + log));
                }
                Files.move(kept, data.resolve(database), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Folders.force(data);
        Mark.takeOff(data);
        Folders.delete(folder);
    }

    private String newerThanThis(Map<String, Integer> found) {
        var name = found.entrySet().stream()
                .filter(each -> each.getValue() > newest(each.getKey()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        var writer = Stamp.of(data)
                .filter(stamp -> !stamp.program().equals(program))
                .map(stamp -> "Mewayz " + stamp.program())
                .orElse("a newer version of Mewayz");
        return "The data in %s was written by %s (schema %d of %s); this is %s, which knows %d. Start that version again, or go back to the data of before it: mewayz update --rollback --data %s"
                .formatted(data, writer, found.get(name), name, program, newest(name), data);
    }

    private Map<String, Integer> versions() {
        Map<String, Integer> versions = new TreeMap<>();
        for (var name : migrations.keySet()) {
            int version = Schema.version(data.resolve(name));
            if (version > 0) {
                versions.put(name, version);
            }
        }
        return versions;
    }

    private boolean isOlder(Map.Entry<String, Integer> database) {
        return database.getValue() < newest(database.getKey());
    }

    private int newest(String name) {
        return migrations.getOrDefault(name, List.of()).size();
    }

    private static long size(Path file) {
        try {
            var log = file.resolveSibling(file.getFileName() + "-wal");
            return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static BadSetting refused(String what, IOException e) {
        return new BadSetting(what + ": " + e.getMessage() + ". Put that right and start again; nothing is lost.");
    }

    private static String reason(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\.$", "");
    }

    /**
     * @param growing the file that is being written; null if nobody knows how far it is
     * @param expected about how long it will be
     */
    private record Step(String name, @Nullable Path growing, long expected) {
        String words() {
            if (growing == null || expected == 0 || !Files.exists(growing)) {
                return name;
            }
            return name + ", " + Math.min(99, 100 * size(growing) / expected) + "%";
        }
    }
}
