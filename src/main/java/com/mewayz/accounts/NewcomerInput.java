package com.mewayz.accounts;

import org.jspecify.annotations.Nullable;

/** Who asks for an account. The password is chosen once the address is confirmed. */
public record NewcomerInput(@Nullable String name, @Nullable String email) {
    public NewcomerInput {
        name = name == null ? "" : name;
        email = email == null ? "" : email;
    }
}
