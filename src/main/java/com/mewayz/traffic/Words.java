package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of texts. 0 is no text. New ones get theirs at once and are stored with the batch that needs them.
 *
 * <p>Whoever makes up addresses or tags cannot fill the database, nor blind anybody else: after {@value #NEW_OF_SITE} new
 * texts of a site in a day, and {@value #NEW_A_DAY} of all, the rest are one text.
 */
final class Words {
    static final String REST = "(other)";

    private static final int NEW_A_DAY = 200_000;
    private static final int NEW_OF_SITE = 10_000;
    private static final int REMEMBERED = 20_000;

    private final Db db;
    private final Map<String, Long> known = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED && !fresh.containsKey(eldest.getKey());
        }
    };
    private final Map<String, Long> fresh = new LinkedHashMap<>();
    private long next;
    private final Map<Long, Integer> newOfSite = new HashMap<>();
    private long latest;
    private int newToday;

    Words(Db db) {
        this.db = db;
        this.next = db.number("select max(id) from word") + 1;
    }

    /** @param day on which the text came, in any time zone */
    synchronized long of(@Nullable String text, long site, long day) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        var number = known.get(text);
        return number == null ? look(text, site, day) : number;
    }

    private long look(String text, long site, long day) {
        long stored = db.number("select id from word where text = ?", text);
        if (stored == 0) {
            if (!text.equals(REST) && isTooMany(site, day)) {
                return of(REST, site, day);
            }
            stored = next++;
            fresh.put(text, stored);
        }
        known.put(text, stored);
        return stored;
    }

    /** A day begins where it begins first; zones that come later share what is left of it. */
    private boolean isTooMany(long site, long day) {
        if (day > latest) {
            latest = day;
            newToday = 0;
            newOfSite.clear();
        }
        return ++newToday > NEW_A_DAY || newOfSite.merge(site, 1, Integer::sum) > NEW_OF_SITE;
    }

    /** Stores the new ones; to be called in the transaction that stores what uses them. */
    void store() {
        List<Map.Entry<String, Long>> entries;
        synchronized (this) {
            entries = List.copyOf(fresh.entrySet());
        }
        for (var entry : entries) {
            db.run(
                    "insert into word (id, text) values (?, ?) on conflict do nothing",
                    entry.getValue(),
                    entry.getKey());
        }
    }

    /** To be called once that transaction is over. */
    synchronized void stored() {
        fresh.clear();
    }

    /** The numbers of these texts; those that never occurred have none. */
    static List<Long> numbers(Db db, Collection<String> texts) {
        List<Long> numbers = new ArrayList<>();
        db.each(
                "select id from word where text in (select value from json_each(?))",
                cells -> numbers.add(cells.number(1)),
                texts);
        return numbers;
    }

    /** All texts of these numbers. */
    static Map<Long, String> texts(Db db, Collection<Long> numbers) {
        Map<Long, String> texts = new HashMap<>();
        db.each(
                "select id, text from word where id in (select value from json_each(?))",
                cells -> texts.put(cells.number(1), String.valueOf(cells.text(2))),
                numbers);
        return texts;
    }

    /** The figures by the texts that their numbers stand for, most first. */
    static Map<Dimension, List<Report.Part>> named(Db db, Map<Dimension, Totals> parts) {
        Map<Dimension, List<Report.Part>> named = new EnumMap<>(Dimension.class);
        parts.forEach((dimension, totals) -> {
            var sums = totals.tallies();
            boolean numbers = dimension == Dimension.LINK || dimension == Dimension.HOUR;
            var texts = numbers ? Map.<Long, String>of() : texts(db, sums.keySet());
            named.put(
                    dimension,
                    sums.entrySet().stream()
                            .map(entry -> new Report.Part(
                                    numbers ? Long.toString(entry.getKey()) : texts.getOrDefault(entry.getKey(), ""),
                                    entry.getValue()))
                            .sorted(order(dimension))
                            .toList());
        });
        return named;
    }

    /** Most first, by the measure of the dimension. */
    static Comparator<Report.Part> order(Dimension dimension) {
        return Comparator.comparingLong(
                        (Report.Part part) -> dimension.measure().applyAsLong(part.tally()))
                .reversed()
                .thenComparing(Report.Part::value);
    }
}
