package com.mewayz.facts;

/** What happens to the server as a whole. */
public sealed interface ServerFact extends Fact {
    @Override
    default long workspace() {
        return 0;
    }

    /** A setting of the server was changed on screen; never its value. */
    record SettingChanged(long by, String setting) implements ServerFact {}

    /** Everybody has to sign in again, but for whoever decided it; {@code sessions}: how many ended. */
    record EverybodySignedOut(long by, long sessions) implements ServerFact {}

    /** Secrets were sealed anew with a fresh key. */
    record KeyRotated(long by, String key) implements ServerFact {}
}
