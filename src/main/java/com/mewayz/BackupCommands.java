package com.mewayz;

import com.mewayz.operations.backups.Backup;
import com.mewayz.operations.backups.Manifest;
import com.mewayz.operations.backups.Progress;
import com.mewayz.platform.Problem;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Backup and restore on the command line. */
final class BackupCommands {
    static final SecureRandom RANDOM = new SecureRandom();

    private BackupCommands() {}

    static int backup(Settings settings, Path file, String passphrase) {
        if (!Files.exists(settings.data().resolve(Manifest.MAIN))) {
            Cli.say("there is no data in " + settings.data() + " to back up");
            return 1;
        }
        var bar = new Bar();
        var manifest =
                new Backup(settings.data(), Version.text(), Clock.systemUTC(), RANDOM, bar).write(file, passphrase);
        bar.end();
        System.out.println("Backup written to " + file + " (" + size(file) + "): " + words(manifest)
                + (passphrase.isEmpty() ? "." : ", sealed with the passphrase."));
        if (passphrase.isEmpty()) {
            System.out.println(
                    "It holds the keys of this server and all personal data: keep it where only you can read it.");
        }
        return 0;
    }

    static int restore(Settings settings, Path file, Passphrase passphrase, boolean dryRun) {
        var alone = DataFolder.lock(settings.data());
        try (alone) {
            var bar = new Bar();
            var restore = Archives.restoring(settings, Clock.systemUTC(), RANDOM, bar);
            if (dryRun) {
                var manifest = restore.verify(file, passphrase::text);
                bar.end();
                System.out.println("The archive can be restored: " + words(manifest) + ". Nothing was changed.");
                return 0;
            }
            var restored = restore.run(file, passphrase::text);
            bar.end();
            System.out.println("Restored into " + settings.data() + ": " + words(restored.manifest()) + ".");
            if (!restored.before().equals(settings.data())) {
                System.out.println("What was there before is kept in " + restored.before() + ".");
            }
            return 0;
        }
    }

    private static String words(Manifest manifest) {
        return String.format(
                Locale.ENGLISH,
                "%,d rows and %,d files as of %s, by version %s",
                manifest.allRows(),
                manifest.files(),
                manifest.createdAt().toString().replaceAll("\\..*Z", "Z"),
                manifest.version());
    }

    private static String size(Path file) {
        try {
            return String.format(Locale.ENGLISH, "%,d kB", (Files.size(file) + 1023) / 1024);
        } catch (IOException e) {
            return "of unknown size";
        }
    }

    @Command(
            name = "backup",
            description = "Write everything to one file, also while the server runs.",
            mixinStandardHelpOptions = true)
    static final class BackupFile implements Callable<Integer> {
        @Mixin
        private Cli.Flags flags = new Cli.Flags();

        @Mixin
        private Passphrase passphrase = new Passphrase();

        @Parameters(paramLabel = "FILE", description = "the file to write; it must not be there yet")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            var settings = flags.settings();
            return backup(settings, file, passphrase.from(settings).known());
        }
    }

    @Command(
            name = "restore",
            description = "Put what a backup holds in the place of the data. Stop the server first.",
            mixinStandardHelpOptions = true)
    static final class RestoreFile implements Callable<Integer> {
        @Mixin
        private Cli.Flags flags = new Cli.Flags();

        @Mixin
        private Passphrase passphrase = new Passphrase();

        @Option(names = "--dry-run", description = "look through all of it, and change nothing")
        private boolean dryRun;

        @Parameters(paramLabel = "FILE", description = "the backup")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            var settings = flags.settings();
            return restore(settings, file, passphrase.from(settings), dryRun);
        }
    }

    @Command(
            name = "verify",
            description = "Look through a backup: open its databases, count their rows, compare every file.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin
        private Cli.Flags flags = new Cli.Flags();

        @Mixin
        private Passphrase passphrase = new Passphrase();

        @Parameters(paramLabel = "FILE", description = "the backup")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            var settings = flags.settings();
            DataFolder.prepare(settings.data());
            var bar = new Bar();
            var manifest = Archives.restoring(settings, Clock.systemUTC(), RANDOM, bar)
                    .verify(file, passphrase.from(settings)::text);
            bar.end();
            System.out.println("The backup is whole: " + words(manifest) + ".");
            return 0;
        }
    }

    /** Where a backup's passphrase comes from: a file, the settings, or whoever sits at the keyboard. */
    static final class Passphrase {
        @Option(names = "--passphrase-file", paramLabel = "FILE", description = "the file that holds the passphrase")
        private @Nullable Path file;

        private String configured = "";

        Passphrase from(Settings settings) {
            configured = settings.text(Setting.BACKUP_PASSPHRASE);
            return this;
        }

        /** Empty where none was named. */
        String known() {
            if (file == null) {
                return configured;
            }
            try {
                var text = Files.readString(file).strip();
                if (text.isEmpty()) {
                    throw Problem.malformed("The file " + file + " is empty.");
                }
                return text;
            } catch (IOException e) {
                throw Problem.malformed("The passphrase file " + file + " cannot be read.");
            }
        }

        String text() {
            var known = known();
            if (!known.isEmpty()) {
                return known;
            }
            if (System.console() instanceof Console console && console.isTerminal()) {
                var typed = console.readPassword("Passphrase of the backup: ");
                if (typed != null && typed.length > 0) {
                    return new String(typed);
                }
            }
            throw Problem.malformed(
                    "The backup is sealed. Name its passphrase with --passphrase-file, or set MEWAYZ_BACKUP_PASSPHRASE.");
        }
    }

    /** A line on a terminal that says how far it is; nothing where nobody watches. */
    static final class Bar implements Progress {
        private static final int WIDTH = 24;

        private final boolean shown = System.console() instanceof Console console && console.isTerminal();
        private String last = "";

        @Override
        public void at(String step, long done, long all) {
            if (!shown) {
                return;
            }
            int filled = all == 0 ? 0 : (int) Math.min(WIDTH, WIDTH * done / all);
            var line = all == 0
                    ? step + (done == 0 ? "" : String.format(Locale.ENGLISH, "  %,d MB", done >> 20))
                    : step + "  [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + 100 * done / all + "%";
            if (!line.equals(last)) {
                System.err.print("\r\u001b[K" + line);
                System.err.flush();
                last = line;
            }
        }

        void end() {
            if (shown && !last.isEmpty()) {
                System.err.print("\r\u001b[K");
            }
        }
    }
}
