package com.mewayz.accounts;

import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.Mailer;
import java.util.List;
import java.util.Optional;

/** What this program writes to people about their accounts. */
final class Letters {
    private static final String SAFE = "If it was not you, set a new password now: whoever did this knows the old one.";

    /** Kinds of letters that registering sends. */
    static final String CONFIRM = "confirm-registration";

    static final String TAKEN = "address-taken";

    private final Mailer mailer;

    Letters(Mailer mailer) {
        this.mailer = mailer;
    }

    Letter welcome(User user) {
        return new Letter(
                "welcome", user.email(), "Welcome to Mewayz", List.of(hello(user), "Your account is ready."), sign());
    }

    /** @param path the one-time link that proves the address */
    Letter welcome(User user, String path) {
        return new Letter(
                "verify-address",
                user.email(),
                "Welcome to Mewayz: confirm your address",
                List.of(
                        hello(user),
                        "Your account is ready. Confirm that this is your address, so that you can get back in should you ever forget your password.",
                        "The link works once, for seven days. If you made no account, do nothing."),
                button("Confirm my address", path));
    }

    Letter verify(User user, String path) {
        return new Letter(
                "verify-address",
                user.email(),
                "Confirm your address",
                List.of(hello(user), "Confirm that this is your address. The link works once, for seven days."),
                button("Confirm my address", path));
    }

    /** To whom made an account that is not there before the link was used. */
    Letter confirm(String name, String address, String path) {
        return new Letter(
                CONFIRM,
                address,
                "Confirm your address to start",
                List.of(
                        "Hello " + name + ",",
                        "Confirm that this is your address, and your account is ready. The link works once, for a day.",
                        "If you wanted no account, do nothing: none will be made."),
                button("Confirm my address", path));
    }

    Letter reset(User user, String path) {
        return new Letter(
                "reset-password",
                user.email(),
                "Set a new password",
                List.of(
                        hello(user),
                        "Somebody, most likely you, asked for a new password. The link works once, for 30 minutes.",
                        "If it was not you, do nothing: your password stays as it is."),
                button("Set a new password", path));
    }

    Letter passwordChanged(User user) {
        return new Letter(
                "password-changed",
                user.email(),
                "Your password was changed",
                List.of(hello(user), "The password of your account was changed just now.", SAFE),
                forgotten());
    }

    Letter changeAddress(User user, String address, String path) {
        return new Letter(
                "change-address",
                address,
                "Confirm your new address",
                List.of(
                        hello(user),
                        "Confirm that you want to sign in with this address from now on. The link works once, for an hour.",
                        "If you know nothing of this, do nothing."),
                button("Use this address", path));
    }

    /** To whom has an account already: the asker is told nothing of that. */
    Letter addressTaken(String address) {
        return new Letter(
                TAKEN,
                address,
                "You have an account already",
                List.of(
                        "Somebody wanted to use this address for another account. It belongs to yours, so nothing was changed.",
                        "If it was you, sign in with this address, or delete this account first."),
                sign());
    }

    /** @param change what happened, in the past tense */
    Letter factorChanged(User user, String change) {
        return new Letter(
                "factor-changed",
                user.email(),
                "How you sign in was changed",
                List.of(
                        hello(user),
                        change,
                        "If it was not you, set a new password now and look at Settings, Security."),
                forgotten());
    }

    Letter appointed(User user) {
        return new Letter(
                "operator-appointed",
                user.email(),
                "You run this server now",
                List.of(
                        hello(user),
                        "You were made an operator. You see who has an account here, end sessions, and set up mail and sign-in.",
                        "Under Settings, Security you add a second factor, if you have none yet. Your account opens more than before."),
                sign());
    }

    Letter dismissed(User user) {
        return new Letter(
                "operator-dismissed",
                user.email(),
                "You no longer run this server",
                List.of(
                        hello(user),
                        "You are no operator of this server any more. Your account and your workspaces stay as they are."),
                sign());
    }

    Letter addressChanged(User before) {
        return new Letter(
                "address-changed",
                before.email(),
                "Your address was changed",
                List.of(
                        hello(before),
                        "Your account uses another address now. No more mail goes to this one.",
                        "If it was not you, tell whoever runs this server at once."),
                Optional.empty());
    }

    private static String hello(User user) {
        return "Hello " + user.name() + ",";
    }

    private Optional<Letter.Button> sign() {
        return button("Sign in", "/sign-in");
    }

    private Optional<Letter.Button> forgotten() {
        return button("Set a new password", "/forgot");
    }

    private Optional<Letter.Button> button(String text, String path) {
        return Optional.of(new Letter.Button(text, mailer.link(path)));
    }
}
