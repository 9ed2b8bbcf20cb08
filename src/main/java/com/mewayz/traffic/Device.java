package com.mewayz.traffic;

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

    public String words() {
        return words;
    }
}
