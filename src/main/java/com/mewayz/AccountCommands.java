package com.mewayz;

import com.mewayz.accounts.UserInput;
import com.mewayz.platform.Problem;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands for whoever runs the server: the first account and others, a way back in, and new keys. */
final class AccountCommands {
    private AccountCommands() {}

    @Command(
            name = "setup-link",
            description = "Print a new one-time link that makes the first account.",
            mixinStandardHelpOptions = true)
    static final class SetupLink implements Callable<Integer> {
        @Mixin
        private Cli.Flags flags = new Cli.Flags();

        @Override
        public Integer call() {
            try (var tools = Tools.open(flags.settings())) {
                if (!tools.accounts().users().none()) {
                    Cli.say("this server is set up already; sign in at " + DataFolder.address(tools.settings())
                            + "/sign-in");
                    return 1;
                }
                System.out.println(Banner.setupLink(
                        DataFolder.address(tools.settings()),
                        tools.accounts().setupLinks().create()));
                return 0;
            }
        }
    }

    @Command(
            name = "user",
            description = "Work with accounts.",
            subcommands = UserCreate.class,
            mixinStandardHelpOptions = true)
    static final class User extends Cli.Group {}

    @Command(
            name = "create",
            description = "Make an account. The password is asked for, or read from standard input.",
            mixinStandardHelpOptions = true)
    static final class UserCreate implements Callable<Integer> {
        @Mixin
        private Cli.Flags flags = new Cli.Flags();

        @Option(names = "--email", required = true, description = "the address to sign in with")
        private String email = "";

        @Option(names = "--name", description = "the person's name (the part before the @)")
        private @Nullable String name;

        @Option(names = "--password-stdin", description = "read the password from standard input")
        private boolean fromInput;

        @Override
        public Integer call() throws IOException {
            try (var tools = Tools.open(flags.settings())) {
                var shown = name == null ? email.replaceAll("@.*", "") : name;
                var user = tools.accounts().users().register(new UserInput(shown, email, password()), () -> {});
                tools.bus().deliver();
                System.out.println("Account " + user.email() + " is ready.");
                return 0;
            }
        }

        private String password() throws IOException {
            if (!fromInput && System.console() instanceof Console console && console.isTerminal()) {
                return typed(console.readPassword("Password for %s: ", email));
            }
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }

        /** @param typed null where the console was closed instead (Ctrl-D) */
        static String typed(char @Nullable [] typed) {
            if (typed == null) {
                throw Problem.invalid("password", "No password was typed, so no account was made.");
            }
            return new String(typed);
        }
    }

    @Command(
            name = "reset-link",
            description = "Print a one-time link that sets a new password for an account, for 30 minutes.",
            mixinStandardHelpOptions = true)
    static final class ResetLink implements Callable<Integer> {
        @Mixin
        private Cli.Flags flags = new Cli.Flags();

        @Option(names = "--email", required = true, description = "the address of the account")
        private String email = "";

        @Override
        public Integer call() {
            try (var tools = Tools.open(flags.settings())) {
                var user = tools.accounts().users().find(email);
                if (user.isEmpty()) {
                    Cli.say("no account has the address " + UserInput.canonical(email));
                    return 1;
                }
                var path = tools.accounts().recovery().link(user.get());
                System.out.println(DataFolder.address(tools.settings()) + path);
                return 0;
            }
        }
    }

    @Command(
            name = "keys",
            description = "Work with the keys that seal stored secrets.",
            subcommands = RotateKeys.class,
            mixinStandardHelpOptions = true)
    static final class KeyRing extends Cli.Group {}

    @Command(
            name = "rotate",
            description =
                    "Make a new key, seal every stored secret with it and forget the old one. Stop the server first.",
            mixinStandardHelpOptions = true)
    static final class RotateKeys implements Callable<Integer> {
        @Mixin
        private Cli.Flags flags = new Cli.Flags();

        @Override
        public Integer call() {
            var settings = flags.settings();
            var alone = DataFolder.lock(settings.data()); // a server would go on sealing with the old key
            try (alone;
                    var tools = Tools.open(settings)) {
                int count = Keys.rotate(tools.db(), tools.bus(), settings.data(), new SecureRandom());
                System.out.println("A new key is in use; " + count + " secrets were sealed anew.");
                System.out.println("Save the key file together with the data: older backups need the older key file.");
                return 0;
            }
        }
    }
}
