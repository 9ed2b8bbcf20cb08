package com.mewayz;

import com.mewayz.platform.Problem;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.service.Systemd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands and their flags. Exit codes: 0 done, 1 failed, 2 wrong usage, 78 wrong configuration (sysexits). */
@Command(
        name = "mewayz",
        description = "A creator's whole business in one box.",
        subcommands = {
            Cli.Serve.class,
            AccountCommands.SetupLink.class,
            AccountCommands.ResetLink.class,
            AccountCommands.KeyRing.class,
            AccountCommands.User.class,
            BackupCommands.BackupFile.class,
            BackupCommands.RestoreFile.class,
            BackupCommands.Verify.class,
            UpdateCommand.class,
            UpdateCommand.UpgradePlan.class,
            HealthCommand.class,
            DoctorCommand.class,
            Cli.ShowVersion.class,
            Cli.Sbom.class,
            Cli.Config.class,
            Cli.Train.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Cli.Versions.class)
final class Cli implements Callable<Integer> {
    private static final int BAD_CONFIGURATION = 78;

    @Mixin
    private Flags flags = new Flags();

    @Mixin
    private BackupCommands.Passphrase passphrase = new BackupCommands.Passphrase();

    @Option(names = "--backup", paramLabel = "FILE", description = "write a backup, and end: as the command does")
    private @Nullable Path backup;

    @Option(names = "--restore", paramLabel = "FILE", description = "restore a backup, and end: as the command does")
    private @Nullable Path restore;

    private Cli() {}

    /** Without a command, the server starts. */
    @Override
    public Integer call() {
        var settings = flags.settings();
        if (backup != null) {
            return BackupCommands.backup(
                    settings, backup, passphrase.from(settings).known());
        }
        if (restore != null) {
            return BackupCommands.restore(settings, restore, passphrase.from(settings), false);
        }
        return serve(settings);
    }

    static int run(String[] arguments) {
        boolean health = arguments.length == 1 && arguments[0].equals("health");
        var plain = health ? Optional.of(Map.<Setting, String>of()) : plainServe(arguments);
        if (plain.isEmpty()) {
            return new CommandLine(new Cli())
                    .setExecutionExceptionHandler((failure, command, result) -> refusal(failure))
                    .execute(arguments);
        }
        try {
            var settings = Settings.load(null, System.getenv(), plain.get());
            return health ? HealthCommand.plain(settings) : serve(settings);
        } catch (BadSetting | Problem refused) {
            return refusal(refused);
        }
    }

    /**
     * The flags of an everyday start, read without picocli: its classes are of a format that no AOT cache takes, and
     * cost a third of the time to the first answer. Anything else (help, mistakes, other commands) is picocli's.
     */
    private static Optional<Map<Setting, String>> plainServe(String[] arguments) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        List<String> hosts = new ArrayList<>();
        int at = arguments.length > 0 && arguments[0].equals("serve") ? 1 : 0;
        for (; at > 0 && at < arguments.length && !arguments[at].startsWith("-"); at++) {
            hosts.add(arguments[at]);
        }
        while (at < arguments.length) {
            var flag = arguments[at];
            if (flag.equals(Setting.DEMO.flag())) {
                flags.put(Setting.DEMO, "true");
                at++;
                continue;
            }
            var setting = Setting.FLAGS.stream()
                    .filter(known -> known.flag().equals(flag))
                    .findFirst();
            if (setting.isEmpty()
                    || at + 1 == arguments.length
                    || arguments[at + 1].startsWith("-")
                    || flags.containsKey(setting.get())) {
                return Optional.empty();
            }
            flags.put(setting.get(), arguments[at + 1]);
            at += 2;
        }
        encrypt(flags, hosts);
        return Optional.of(flags);
    }

    /** The names of hosts after {@code serve}: encryption is on, the first is the address, the others lead to it. */
    private static void encrypt(Map<Setting, String> flags, List<String> hosts) {
        if (hosts.isEmpty()) {
            return;
        }
        var port = flags.getOrDefault(Setting.HTTPS_PORT, Setting.HTTPS_PORT.standard());
        flags.put(Setting.HTTPS, "on");
        flags.putIfAbsent(Setting.BASE_URL, "https://" + hosts.getFirst() + (port.equals("443") ? "" : ":" + port));
        flags.put(Setting.ALIASES, String.join(",", hosts.subList(1, hosts.size())));
    }

    private static int refusal(Exception failure) {
        say(failure.getMessage());
        switch (failure) {
            case BadSetting bad -> {
                return BAD_CONFIGURATION;
            }
            case Problem problem -> {
                problem.fields()
                        .forEach((field, sentences) -> sentences.forEach(text -> say("  " + field + ": " + text)));
                return 1;
            }
            default -> throw new IllegalStateException(failure);
        }
    }

    /** Until a signal ends the process. A restore ends only the program, which begins anew on what was put in place. */
    private static int serve(Settings settings) {
        var running = new AtomicReference<@Nullable App>();
        var systemd = Systemd.of(System.getenv());
        var signalled = new AtomicBoolean();
        var turns = new Semaphore(0);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            signalled.set(true);
                            systemd.ifPresent(Systemd::stopping);
                            close(running.get());
                            turns.release();
                        },
                        "shutdown"));
        while (!signalled.get()) {
            var app = new App(settings, Clock.systemUTC(), Passwords.COST, turns::release);
            running.set(app);
            app.start();
            System.out.print(Banner.of(app));
            System.out.flush();
            systemd.ifPresent(it -> it.ready(() -> HealthCommand.lives(settings)));
            turns.acquireUninterruptibly();
            app.close();
        }
        return 0;
    }

    private static void close(@Nullable App app) {
        if (app != null) {
            app.close();
        }
    }

    static void say(@Nullable String text) {
        System.err.println("mewayz: " + text);
    }

    /** The flags of the commands that open the data folder. */
    static final class Flags {
        @Option(names = "--config", paramLabel = "FILE", description = "read this configuration file")
        private @Nullable Path config;

        @Option(names = "--data", paramLabel = "DIR", description = "the folder that holds everything (./mewayz-data)")
        private @Nullable String data;

        @Option(names = "--host", paramLabel = "ADDRESS", description = "the address to listen on (0.0.0.0)")
        private @Nullable String host;

        @Option(names = "--port", paramLabel = "PORT", description = "the port to listen on (8080)")
        private @Nullable String port;

        @Option(names = "--https-port", paramLabel = "PORT", description = "the port for encrypted connections (443)")
        private @Nullable String httpsPort;

        @Option(names = "--base-url", paramLabel = "URL", description = "how the world reaches this server")
        private @Nullable String baseUrl;

        @Option(
                names = "--trusted-proxies",
                paramLabel = "NETWORKS",
                description = "proxies whose X-Forwarded-* headers are believed")
        private @Nullable String trustedProxies;

        @Option(
                names = "--registration",
                paramLabel = "open|closed",
                description = "whether anybody may make an account (closed)")
        private @Nullable String registration;

        @Option(names = "--demo", description = "fill an empty data folder with a believable creator; 127.0.0.1 only")
        private boolean demo;

        Settings settings() {
            return settings(List.of());
        }

        Settings settings(List<String> hosts) {
            Map<Setting, String> given = new EnumMap<>(Setting.class);
            put(given, Setting.DATA, data);
            put(given, Setting.HOST, host);
            put(given, Setting.PORT, port);
            put(given, Setting.HTTPS_PORT, httpsPort);
            put(given, Setting.BASE_URL, baseUrl);
            put(given, Setting.TRUSTED_PROXIES, trustedProxies);
            put(given, Setting.REGISTRATION, registration);
            put(given, Setting.DEMO, demo ? "true" : null);
            encrypt(given, hosts);
            return Settings.load(config, System.getenv(), given);
        }

        /** Whether the port was named on the command line itself. */
        boolean portNamed() {
            return port != null;
        }

        private static void put(Map<Setting, String> given, Setting setting, @Nullable String value) {
            if (value != null) {
                given.put(setting, value);
            }
        }
    }

    @Command(
            name = "serve",
            description = "Start the server (this is what happens without a command).",
            mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {
        @Mixin
        private Flags flags = new Flags();

        @Parameters(
                paramLabel = "HOST",
                arity = "0..*",
                description = "your host, like mia.example: encrypt by yourself, on the ports 80 and 443")
        private List<String> hosts = new ArrayList<>();

        @Override
        public Integer call() {
            return serve(flags.settings(hosts));
        }
    }

    /** A command that only holds others: alone, it shows them. */
    abstract static class Group implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() {
            if (spec != null) {
                spec.commandLine().usage(System.err);
            }
            return CommandLine.ExitCode.USAGE;
        }
    }

    @Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
    static final class ShowVersion implements Callable<Integer> {
        @Override
        public Integer call() {
            System.out.println("mewayz " + Version.text() + " (Java " + Runtime.version() + ")");
            return 0;
        }
    }

    @Command(
            name = "sbom",
            description = "Print what this program is made of, with versions and licences (CycloneDX, JSON).",
            mixinStandardHelpOptions = true)
    static final class Sbom implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            try (var list = Sbom.class.getResourceAsStream("/META-INF/sbom/mewayz.cdx.json")) {
                if (list == null) {
                    say("only the packaged program carries the list of its parts");
                    return 1;
                }
                list.transferTo(System.out);
                System.out.flush();
                return 0;
            }
        }
    }

    @Command(
            name = "config",
            description = "Work with the configuration.",
            subcommands = ConfigDump.class,
            mixinStandardHelpOptions = true)
    static final class Config extends Group {}

    @Command(
            name = "dump",
            description = "Print every setting and where it comes from; secrets are masked.",
            mixinStandardHelpOptions = true)
    static final class ConfigDump implements Callable<Integer> {
        @Mixin
        private Flags flags = new Flags();

        @Override
        public Integer call() {
            System.out.print(flags.settings().dump());
            return 0;
        }
    }

    /** A short life of the server for the AOT cache: it starts, is asked for its pages, and ends. */
    @Command(name = "train", hidden = true)
    static final class Train implements Callable<Integer> {
        @Option(names = "--data", required = true)
        private String data = "";

        @Override
        public Integer call() throws Exception {
            Training.run(Path.of(data));
            return 0;
        }
    }

    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"mewayz " + Version.text()};
        }
    }
}
