package com.mewayz.traffic;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By what figures can be split, and for most of it filtered. */
public enum Dimension {
    SOURCE(Column.SOURCE),
    CHANNEL(Column.CHANNEL),
    REFERRER(Column.REFERRER),
    MEDIUM(Column.MEDIUM),
    CAMPAIGN(Column.CAMPAIGN),
    CONTENT(Column.CONTENT),
    TERM(Column.TERM),
    COUNTRY(Column.COUNTRY),
    DEVICE(Column.DEVICE),
    BROWSER(Column.BROWSER),
    SYSTEM(Column.SYSTEM),
    LANGUAGE(Column.LANGUAGE),
    /** Pages that were opened, by path. */
    PAGE(Column.PAGE),
    /** Our links, by block id. */
    LINK(Column.TARGET),
    /** Links to elsewhere on pages elsewhere, by address. */
    OUTBOUND(Column.TARGET),
    /** Events, by name. */
    EVENT(Column.TARGET),
    /** The pages visits began with; all that a visit did counts for its first page. */
    ENTRY(null),
    /** The last page of each visit, and how many visits ended there. */
    EXIT(null),
    /** 0 to 23, in the site's time zone. */
    HOUR(null);

    final @Nullable Column column;

    Dimension(@Nullable Column column) {
        this.column = column;
    }

    /** As a program names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether visits can be chosen by it. */
    public boolean filters() {
        return column != null;
    }

    /** What its values are put in order by. */
    public ToLongFunction<Tally> measure() {
        return switch (this) {
            case LINK, OUTBOUND -> Tally::clicks;
            case EVENT -> Tally::events;
            case ENTRY, EXIT -> Tally::visits;
            default -> Tally::visitors;
        };
    }

    public static Optional<Dimension> of(String word) {
        return Stream.of(values())
                .filter(dimension -> dimension.word().equals(word))
                .findFirst();
    }

    /** Whether it says something of single acts, not of how a visit came. */
    boolean ofActs() {
        return this == PAGE || this == LINK || this == OUTBOUND || this == EVENT;
    }

    /** Whether its values belong to one site each, whose page views are what their clicks are measured by. */
    boolean ofSites() {
        return this == LINK || this == OUTBOUND;
    }

    /** Whether rows of this kind have a value: a click has a link, an event a name. */
    boolean concerns(int kind) {
        return (kinds() >> kind & 1) == 1;
    }

    /** The kinds of rows that have a value, a bit each. */
    int kinds() {
        return switch (this) {
            case PAGE -> 1 << Kind.VIEW.code;
            case LINK -> 1 << Kind.CLICK.code;
            case OUTBOUND -> 1 << Kind.OUT.code;
            case EVENT -> 1 << Kind.EVENT.code;
            default -> -1;
        };
    }
}
