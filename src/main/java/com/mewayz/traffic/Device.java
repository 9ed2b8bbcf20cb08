package com.mewayz.traffic;

import java.util.Locale;
import java.util.stream.Stream;

/** The class of a visitor's device. An iPad that asks for desktop pages cannot be told from a Mac. */
public enum Device {
    PHONE("Phone"),
    TABLET("Tablet"),
    COMPUTER("Computer"),
    TELEVISION("Television or console"),
    OTHER("Other");

    private final String words;

    Device(String words) {
        this.words = words;
    }

    public static Device of(String word) {
        return Stream.of(values())
                .filter(device -> device.word().equals(word))
                .findFirst()
                .orElse(OTHER);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        return words;
    }
}
