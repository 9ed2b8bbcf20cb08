package com.mewayz.accounts;

/** Who asks for an account. The password is chosen once the address is confirmed. */
public record NewcomerInput(String name, String email) {
    public NewcomerInput {
        name = name == null ? "" : name;
        email = email == null ? "" : email;
    }
}
