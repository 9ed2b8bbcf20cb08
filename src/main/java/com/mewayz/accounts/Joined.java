package com.mewayz.accounts;

import org.jspecify.annotations.Nullable;

/** What comes of registering: a token, or the address that has to be confirmed first. */
public record Joined(
        @Nullable String token,
        @Nullable String type,
        @Nullable User user,
        @Nullable String confirm) {
    static Joined of(Accounts.Token token) {
        return new Joined(token.token(), token.type(), token.user(), null);
    }

    @Override
    public String toString() {
        return "joined"; // never the token
    }
}
