package com.mewayz.platform.config;

/** The configuration cannot be used; the message says what to change. The program ends with exit code 78. */
public final class BadSetting extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadSetting(String message) {
        super(message, null, false, false);
    }
}
