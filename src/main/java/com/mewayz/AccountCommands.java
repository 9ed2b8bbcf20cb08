package com.mewayz;

import com.mewayz.accounts.UserInput;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands for whoever runs the server: a way back in, and new keys. */
final class AccountCommands {
    private AccountCommands() {}

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
