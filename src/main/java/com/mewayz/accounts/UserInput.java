package com.mewayz.accounts;

import com.mewayz.platform.Check;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a new account needs. */
public record UserInput(
        @Nullable String name,
        @Nullable String email,
        @Nullable String password) {
    static final int SHORTEST_PASSWORD = 12;
    static final int LONGEST_PASSWORD = 200;
    static final int LONGEST_EMAIL = 254;

    Check check() {
        return new Check()
                .name("name", name, 80)
                .email("email", email == null ? null : email.strip())
                .that(
                        "password",
                        password != null && password.codePointCount(0, password.length()) >= SHORTEST_PASSWORD,
                        "Use at least " + SHORTEST_PASSWORD + " characters; a sentence is easy to keep in mind.")
                .that(
                        "password",
                        password == null || password.length() <= LONGEST_PASSWORD,
                        "Use at most " + LONGEST_PASSWORD + " characters.")
                .that(
                        "password",
                        password == null
                                || password.length() > LONGEST_PASSWORD
                                || !Guessable.is(password, List.of(String.valueOf(name), String.valueOf(email))),
                        "Too many people use this, or it is easily guessed. Put some unrelated words together.");
    }

    /** Addresses are compared without regard to case. */
    public static String canonical(@Nullable String email) {
        return email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "user input"; // never the password
    }
}
