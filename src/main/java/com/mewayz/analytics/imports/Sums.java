package com.mewayz.analytics.imports;

import com.mewayz.platform.Problem;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Import;
import com.mewayz.traffic.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the lines of a file say, by day, list and value; and what was wrong with the others. Little of it is kept
 * in memory: what comes to more is handed on, and added to later if need be.
 */
final class Sums {
    static final String REST = "(other)";

    private static final LocalDate EARLIEST = LocalDate.of(1995, 1, 1);
    private static final int VALUES_A_DAY = 1_000;
    private static final int MOST = 300_000;
    private static final int PIECE = 20_000;
    private static final int PIECE_CHARACTERS = 2_000_000;
    private static final int MOST_LINES = 2_000_000;
    private static final int REASONS = 20;
    private static final int LONGEST = 300;

    private final LocalDate today;
    private final Map<Key, Tally> tallies = new HashMap<>();
    private final Consumer<List<Import.Line>> sink;
    private final Hashes known = new Hashes();
    private final Map<String, short[]> values = new HashMap<>();
    private final Map<String, Integer> reasons = new LinkedHashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private String origin = "";
    private long understood;
    private long refused;
    private int characters;

    Sums(LocalDate today, Consumer<List<Import.Line>> sink) {
        this.today = today;
        this.sink = sink;
    }

    void from(String program) {
        origin = origin.isEmpty() ? program : origin;
    }

    /** @param dimension null for the day as a whole */
    void add(@Nullable Dimension dimension, LocalDate day, String value, Tally tally) {
        var key = new Key(dimension, day, clean(value));
        if (!tallies.containsKey(key)) {
            if (tallies.size() >= PIECE || characters >= PIECE_CHARACTERS) {
                flush();
            }
            key = admitted(key);
            characters += key.value.length();
        }
        tallies.merge(key, tally, Tally::plus);
    }

    /** Hands on what there is. */
    void flush() {
        var lines = new ArrayList<Import.Line>(tallies.size());
        tallies.forEach(
                (key, tally) -> lines.add(new Import.Line(key.dimension, key.day.toEpochDay(), key.value, tally)));
        tallies.clear();
        characters = 0;
        sink.accept(lines);
    }

    boolean isEmpty() {
        return known.size() == 0;
    }

    /** The key itself, or that of the rest if its day has too many values already. */
    private Key admitted(Key key) {
        if (known.contains(key.text())) {
            return key;
        }
        int day = (int) (key.day.toEpochDay() - EARLIEST.toEpochDay());
        int days = (int) (today.toEpochDay() - EARLIEST.toEpochDay()) + 1;
        var list = values.computeIfAbsent(String.valueOf(key.dimension), _ -> new short[days]);
        boolean fits = list[day] < VALUES_A_DAY;
        if (fits) {
            list[day]++;
        }
        var admitted = fits ? key : new Key(key.dimension, key.day, REST);
        if (known.add(admitted.text()) && known.size() > MOST) {
            throw Problem.invalid("file", "This holds more than " + MOST + " figures. Split it by years.");
        }
        return admitted;
    }

    void understood() {
        understood++;
        if (understood + refused > MOST_LINES) {
            throw Problem.invalid("file", "This has more than " + MOST_LINES + " lines. Split it by years.");
        }
    }

    /** @param reason for people, without the value: hostile text stays out of it */
    void refuse(String file, int line, String reason) {
        refused++;
        if (refused > MOST_LINES) {
            throw Problem.invalid("file", "Hardly any line of this makes sense.");
        }
        var where = file.isEmpty() ? "line " + line : clean(file) + ", line " + line;
        var kept = reasons.containsKey(reason) || reasons.size() < REASONS ? reason : "Something else.";
        reasons.merge(kept, 1, Integer::sum);
        places.putIfAbsent(kept, where);
    }

    /** Whether figures of this day can be. */
    @Nullable
    String complaint(@Nullable LocalDate day) {
        if (day == null) {
            return "The day cannot be read.";
        }
        return day.isAfter(today)
                ? "The day is in the future."
                : day.isBefore(EARLIEST) ? "The day is before 1995." : null;
    }

    Import.Outcome outcome() {
        return new Import.Outcome(
                origin,
                understood,
                refused,
                reasons.entrySet().stream()
                        .map(reason -> reason.getKey() + " " + reason.getValue()
                                + (reason.getValue() == 1 ? " line" : " lines") + ", first in "
                                + places.getOrDefault(reason.getKey(), "the file") + ".")
                        .toList());
    }

    static String clean(String value) {
        var text = value.strip();
        text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7f)
                ? text.replaceAll("[\\p{Cntrl}]", " ").strip()
                : text;
    }

    private record Key(@Nullable Dimension dimension, LocalDate day, String value) {
        String text() {
            return dimension + " " + day + " " + value;
        }
    }
}
