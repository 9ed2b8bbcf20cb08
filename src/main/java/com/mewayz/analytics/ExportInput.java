package com.mewayz.analytics;

import com.mewayz.platform.Check;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What shall leave the house.
 *
 * @param what figures: the sums of each day; acts: every view and click that is kept; events: with what they carried,
 *     amounts as decimals of their currency, like 12.50
 * @param format csv, or json: one object a line
 * @param sites all of the workspace's if none is named
 * @param from the first day, as 2026-03-01; the first there is if it is left out
 * @param to the last day; today if it is left out
 */
public record ExportInput(
        @Nullable Part what,
        @Nullable Format format,
        @Nullable List<Long> sites,
        @Nullable String from,
        @Nullable String to) {

    /** What there is to export. */
    public enum Part {
        FIGURES("Figures of each day, with sources, pages, countries and all other lists"),
        ACTS("Every view and click that is kept"),
        EVENTS("Events with what they carried");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it is written. */
    public enum Format {
        CSV,
        JSON;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public List<Long> sites() {
        return sites == null ? List.of() : sites;
    }

    /** @param known the sites of the workspace */
    Checked checked(Collection<Long> known) {
        var first = day(from);
        var last = day(to);
        new Check()
                .that("what", what != null, "Choose figures, acts or events.")
                .that("format", format != null, "Choose csv or json.")
                .that("sites", known.containsAll(sites()), "Choose from your sites.")
                .that("from", isEmpty(from) || first != null, "Write the first day as 2026-03-01.")
                .that("to", isEmpty(to) || last != null, "Write the last day as 2026-03-31.")
                .that(
                        "to",
                        first == null || last == null || !last.isBefore(first),
                        "Choose a last day after the first.")
                .done();
        return new Checked(
                what == null ? Part.FIGURES : what,
                format == null ? Format.CSV : format,
                first == null ? LocalDate.EPOCH : first,
                last == null ? LocalDate.of(9999, 12, 31) : last);
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Nothing left open. */
    record Checked(Part what, Format format, LocalDate from, LocalDate to) {
        boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }
}
