package com.mewayz.traffic;

import java.util.Locale;

/** Why a request was not counted. The first that applies is the one that is written down. */
public enum Reason {
    /** Not a GET: HEAD asks whether a page is there, without reading it. */
    HEAD("Asked for headers only"),
    /** The browser fetched ahead of a visit that may never happen. */
    PREFETCH("Fetched ahead by a browser"),
    /** An app or a chat drew a card for a link somebody shared. */
    PREVIEW("Link previews in chats and posts"),
    /** Search engines, archives, monitors, AI collectors. */
    CRAWLER("Search engines and other crawlers"),
    /** Scripts and libraries, and whoever says nothing or next to nothing of itself. */
    PROGRAM("Programs without a browser"),
    /** From the address of a data centre: hardly anybody reads a page there. */
    DATA_CENTRE("From data centres"),
    /** The browser says that its person does not want to be counted (Global Privacy Control, Do Not Track). */
    OPTED_OUT("Asked not to be counted"),
    /** More acts in a minute than a person is capable of, or than the people behind one address are. */
    BURST("Faster than a person"),
    MEMBER("Your own visits while signed in"),
    REPEATED("Repeated at once by the same visitor"),
    /** There were more visits than could be written down. */
    OVERLOAD("Lost to overload");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** As a person reads it. */
    public String words() {
        return words;
    }

    /** As a program reads it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
