package com.mewayz.traffic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is known of each row: the numbers of {@code hit}, and the blobs of {@code sealed_day}, by the same names. */
enum Column {
    /** {@link Kind}, whether the visit began with this row, whether it became more than a glance with it. */
    ACT(false),
    /** A keyed hash in the log, the how-manieth visitor of the day in a sealed day. */
    VISITOR(true),
    /** A number of its own in the log, the how-manieth visit of the day in a sealed day. */
    VISIT(true),
    /** Of the local day. */
    MINUTE(false),
    /** Since the act before in the same visit; 0 in its first. */
    SECONDS(false),
    PAGE(true),
    /** The block of a click; the word of an event's name, or of a foreign address. */
    TARGET(true),
    SOURCE(true),
    CHANNEL(true),
    REFERRER(true),
    MEDIUM(true),
    CAMPAIGN(true),
    CONTENT(true),
    TERM(true),
    COUNTRY(true),
    DEVICE(true),
    BROWSER(true),
    SYSTEM(true),
    LANGUAGE(true);

    static final String LOGGED = Arrays.stream(values()).map(Column::sql).collect(Collectors.joining(", "));

    private static final int KINDS = 7;
    private static final int FIRST = 8;
    private static final int ENGAGED = 16;

    /** Whether a sealed day lists the distinct values apart, and its rows only their places in that list. */
    final boolean listed;

    Column(boolean listed) {
        this.listed = listed;
    }

    /** Where it stands among all columns. */
    @SuppressWarnings("EnumOrdinal") // the order is the definition
    int place() {
        return ordinal();
    }

    String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    static int act(Kind kind, boolean first, boolean engaged) {
        return kind.code | (first ? FIRST : 0) | (engaged ? ENGAGED : 0);
    }

    static int kind(int act) {
        return act & KINDS;
    }

    static int first(int act) {
        return (act & FIRST) >> 3;
    }

    static int engaged(int act) {
        return (act & ENGAGED) >> 4;
    }
}
