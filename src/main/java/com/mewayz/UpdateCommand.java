package com.mewayz;

import com.mewayz.operations.backups.Restore;
import com.mewayz.operations.upgrades.Plan;
import com.mewayz.operations.upgrades.ProgramFile;
import com.mewayz.operations.upgrades.Rollback;
import com.mewayz.operations.upgrades.Update;
import com.mewayz.operations.upgrades.Upgrade;
import com.mewayz.platform.Problem;
import com.mewayz.platform.config.Settings;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Another version in the place of this one, and back. */
@Command(
        name = "update",
        description = {
            "Put a newer program in the place of this one, or go back to the one before with its data.",
            "The program of now is kept beside it as mewayz.previous. The data is brought up to date when the new program"
                    + " starts, after it has kept a copy."
        },
        mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Mixin
    private Cli.Flags flags = new Cli.Flags();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "the newer program: a file, or an https:// address together with --sha256")
    private @Nullable String source;

    @Option(names = "--sha256", paramLabel = "HEX", description = "what the file must have")
    private String sha256 = "";

    @Option(names = "--check", description = "say what would happen, and change nothing")
    private boolean check;

    @Option(names = "--rollback", description = "go back to the version before, with the data of then")
    private boolean rollback;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Override
    public Integer call() {
        var settings = flags.settings();
        if (rollback) {
            return new Back(settings).call();
        }
        if (source == null) {
            Cli.say("name the newer program: mewayz update FILE (there is no place yet where it would look by itself)");
            return 2;
        }
        if (source.contains("://") && (!source.startsWith("https://") || sha256.isEmpty() || check)) {
            Cli.say("an address begins with https:// and needs --sha256; --check is for files");
            return 2;
        }
        return forward(settings, source);
    }

    private int forward(Settings settings, String from) {
        var program = program();
        var bar = new BackupCommands.Bar();
        var update = new Update(program, Version.text(), settings.data(), bar);
        if (check) {
            say(update.check(Path.of(from), sha256), program, "would take");
            System.out.println("Nothing was changed.");
            return 0;
        }
        var plan = update.run(from, sha256);
        bar.end();
        say(plan, program, "has taken");
        System.out.println("Start the server again. To go back: mewayz update --rollback");
        return 0;
    }

    private static void say(Plan plan, ProgramFile program, String does) {
        System.out.printf("Mewayz %s %s the place of %s, %s.%n", plan.program(), does, Version.text(), program.file());
        switch (plan.data()) {
            case OLDER -> {
                System.out.println("When it starts, it keeps a copy of the data and brings it up to date:");
                plan.steps().forEach(step -> System.out.println("  " + step));
            }
            case SAME, NONE, NEWER -> System.out.println("The data stays in the form it has.");
        }
    }

    private static ProgramFile program() {
        return ProgramFile.running()
                .orElseThrow(() -> Problem.conflict("This is no packaged program: it cannot be replaced by a file."));
    }

    /** The way back. */
    private final class Back {
        private final Settings settings;
        private final Optional<ProgramFile> program =
                ProgramFile.running().filter(running -> Files.isRegularFile(running.previous()));
        private final BackupCommands.Bar bar = new BackupCommands.Bar();
        private final Rollback rollback;

        private Back(Settings settings) {
            this.settings = settings;
            this.rollback = new Rollback(settings.data(), Clock.systemUTC(), BackupCommands.RANDOM, bar);
        }

        private int call() {
            var form = new Upgrade(settings.data(), Databases.DATABASES, Version.text(), Clock.systemUTC())
                    .plan()
                    .data();
            if (form == Plan.Data.NEWER) {
                return back(target(), Optional.empty()); // this is the older program
            }
            var previous = program.orElseThrow(() -> Problem.conflict(
                    "There is no program to go back to beside this one. Put the older one in its place, and ask that one:"
                            + " mewayz update --rollback"));
            return ProgramFile.plan(previous.previous(), settings.data()).data() == Plan.Data.NEWER
                    ? back(target(), program)
                    : backWithProgramOnly(previous);
        }

        private Optional<Rollback.Target> target() {
            var target = rollback.target(Databases.DATABASES);
            if (target.isEmpty()) {
                throw Problem.conflict("No data of an earlier version is kept in " + settings.data()
                        + ". Bring back a backup: mewayz restore FILE");
            }
            return target;
        }

        private int backWithProgramOnly(ProgramFile current) {
            System.out.printf(
                    "Going back from %s to %s. The data has the same form in both, and stays as it is.%n",
                    Version.text(), ProgramFile.version(current.previous()));
            if (!sure()) {
                return 1;
            }
            current.putBack();
            System.out.println("The program is back. Start the server again.");
            return 0;
        }

        private int back(Optional<Rollback.Target> kept, Optional<ProgramFile> current) {
            var target = kept.orElseThrow();
            System.out.printf(
                    "Going back to the data of %s, as of %s. What was made since is set aside, not deleted.%n",
                    target.program(), TIME.format(target.at()));
            current.ifPresent(file ->
                    System.out.printf("The program %s comes back as well.%n", ProgramFile.version(file.previous())));
            if (!sure()) {
                return 1;
            }
            var alone = DataFolder.lock(settings.data());
            try (alone;
                    var ready = rollback.prepare(target)) {
                current.ifPresent(ProgramFile::putBack);
                var before = ready.begin();
                Restore.finish(settings.data());
                bar.end();
                System.out.println("The data of now is set aside in " + before + ".");
                System.out.println("The data of " + target.program() + " is back. Start the server again.");
                return 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean sure() {
            if (yes) {
                return true;
            }
            if (System.console() instanceof Console console && console.isTerminal()) {
                var typed = console.readLine("Go back? [y/N] ");
                return typed != null && typed.strip().toLowerCase(Locale.ROOT).startsWith("y");
            }
            Cli.say("nothing was changed; --yes does it");
            return false;
        }
    }

    /** Asked by programs of other versions. */
    @Command(name = "upgrade-plan", hidden = true)
    static final class UpgradePlan implements Callable<Integer> {
        @Option(names = "--data", required = true)
        private Path data = Path.of("");

        @Override
        public Integer call() {
            var plan =
                    new Upgrade(data.toAbsolutePath(), Databases.DATABASES, Version.text(), Clock.systemUTC()).plan();
            System.out.print(plan.lines());
            System.out.flush();
            return 0;
        }
    }
}
