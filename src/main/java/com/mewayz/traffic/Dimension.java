package com.mewayz.traffic;

import java.util.Locale;
import java.util.Optional;
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
    /** The pages visits began with. */
    ENTRY(null),
    /** The last page of each visit. */
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

    public static Optional<Dimension> of(String word) {
        return Stream.of(values())
                .filter(dimension -> dimension.word().equals(word))
                .findFirst();
    }

    /** Whether a row of this kind has a value: a click has a link, an event a name. */
    boolean concerns(int kind) {
        return switch (this) {
            case PAGE -> kind == Kind.VIEW.code;
            case LINK -> kind == Kind.CLICK.code;
            case OUTBOUND -> kind == Kind.OUT.code;
            case EVENT -> kind == Kind.EVENT.code;
            default -> true;
        };
    }
}
