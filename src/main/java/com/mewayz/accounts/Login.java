package com.mewayz.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token, or in its place the name of the unfinished sign-in and the factors that finish it.
 *
 * @param factors totp, passkey (in a browser only), recovery-code
 */
public record Login(
        @Nullable String token,
        @Nullable String type,
        @Nullable User user,
        @Nullable String secondFactor,
        @Nullable List<String> factors) {
    Login(Logins.Token token) {
        this(token.token(), token.type(), token.user(), null, null);
    }

    Login(String secondFactor, List<String> factors) {
        this(null, null, null, secondFactor, factors);
    }

    @Override
    public String toString() {
        return "login"; // never the tokens
    }
}
