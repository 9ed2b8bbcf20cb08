package com.mewayz.analytics.imports;

import com.mewayz.platform.CsvLines;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Imports;
import com.mewayz.traffic.Tally;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tables that Google Analytics 4 exports from its reports, in the languages of {@link GoogleWords}. Lines that begin with
 * # come first and name the days; a file may hold several tables, each after an empty line. A line needs its day: a
 * column Date or Nth day, or a table of a single day.
 */
final class Google {
    static final String NAME = "Google Analytics";

    private static final Pattern DATE = Pattern.compile("\\b(\\d{8}|\\d{4}-\\d{2}-\\d{2})\\b");

    private final String file;
    private final Sums sums;
    private @Nullable LocalDate first;
    private @Nullable LocalDate last;
    private @Nullable Columns columns;

    private Google(String file, Sums sums) {
        this.file = file;
        this.sums = sums;
    }

    static boolean is(Header header) {
        return header.places().keySet().stream().anyMatch(GoogleWords::isMeasure);
    }

    /** @param head lines that were read already */
    static void read(String file, List<List<String>> head, CsvLines lines, Sums sums) throws IOException {
        sums.from(NAME);
        var reading = new Google(file, sums);
        int number = 0;
        for (var line : head) {
            reading.line(line, ++number);
        }
        for (var line = lines.next(); line != null; line = lines.next()) {
            reading.line(line, lines.line());
        }
    }

    private void line(List<String> line, int number) {
        var start = line.getFirst().strip();
        if (start.startsWith("#")) {
            columns = null;
            comment(String.join(",", line));
        } else if (line.stream().allMatch(String::isBlank)) {
            columns = null;
        } else if (columns == null) {
            columns = Columns.of(Header.of(line));
            if (columns.measures().isEmpty()) {
                sums.refuse(file, number, "A table without users, sessions, views or events.");
            }
        } else if (!columns.measures().isEmpty()) {
            row(columns, line, number);
        }
    }

    private void comment(String text) {
        var date = DATE.matcher(text);
        while (date.find()) {
            var day = Theirs.day(date.group(1));
            if (first == null || last != null && !first.equals(last)) {
                first = day;
                last = null;
            } else {
                last = day;
            }
        }
    }

    private void row(Columns known, List<String> line, int number) {
        var day = day(known, line);
        var complaint = day == null ? missing(known) : sums.complaint(day);
        var tally = tally(known, line);
        if (day == null || complaint != null) {
            sums.refuse(file, number, complaint == null ? "" : complaint);
        } else if (tally == null) {
            sums.refuse(file, number, "A number cannot be read.");
        } else if (known.isTotal()) {
            sums.add(null, day, "", tally);
            sums.understood();
        } else {
            split(known, line, number, day, tally);
        }
    }

    private void split(Columns known, List<String> line, int number, LocalDate day, Tally tally) {
        var country = known.cell(line, "country");
        if (known.has("country") && Theirs.country(country) == null) {
            sums.refuse(file, number, "The country is not known by that name.");
            return;
        }
        known.lists()
                .forEach((word, dimension) -> sums.add(dimension, day, value(word, known.cell(line, word)), tally));
        if (known.has("source_medium")) {
            var parts = known.cell(line, "source_medium").split("\\s*/\\s*", 2);
            sums.add(Dimension.SOURCE, day, source(parts[0]), tally);
            sums.add(Dimension.MEDIUM, day, unset(parts.length < 2 ? "" : parts[1]), tally);
        }
        sums.understood();
    }

    private @Nullable LocalDate day(Columns known, List<String> line) {
        if (known.has("date")) {
            return Theirs.day(known.cell(line, "date"));
        }
        if (known.has("nth_day")) {
            long nth = known.cell(line, "nth_day").isBlank() ? -1 : Theirs.number(known.cell(line, "nth_day"));
            return first == null || nth < 0 || nth > 4_000 ? null : first.plusDays(nth);
        }
        return first != null && first.equals(last) ? first : null;
    }

    private static String missing(Columns known) {
        return known.has("date") || known.has("nth_day")
                ? "A sum of all days is not needed."
                : "The day is missing: add the dimension Date in Google Analytics, or export one day at a time.";
    }

    private static @Nullable Tally tally(Columns known, List<String> line) {
        long visitors = known.number(line, "visitors");
        long views = known.number(line, "views");
        long visits = known.number(line, "visits");
        long engaged = known.number(line, "engaged");
        long events = known.has("event") ? known.number(line, "events") : 0;
        return List.of(visitors, views, visits, engaged, events).contains(-1L)
                ? null
                : new Tally(visitors, views, 0, events, visits, Math.min(engaged, visits), 0);
    }

    private static String value(String word, String theirs) {
        return switch (word) {
            case "source" -> source(theirs);
            case "channel" -> Theirs.channel(theirs);
            case "country" -> {
                var code = Theirs.country(theirs);
                yield code == null ? "" : code;
            }
            case "device" -> Theirs.device(theirs);
            case "browser" -> Theirs.browser(theirs);
            case "system" -> Theirs.system(theirs);
            default -> unset(theirs);
        };
    }

    private static String source(String theirs) {
        var name = theirs.strip();
        return Imports.source(name.equals("(direct)") || name.equals("(not set)") ? "" : name);
    }

    private static String unset(String theirs) {
        var value = theirs.strip();
        return value.equals("(not set)") || value.equals("(none)") || value.equals("(direct)") ? "" : value;
    }

    /** Where in a table our words are. */
    private record Columns(Header header, Map<String, String> names) {
        static Columns of(Header header) {
            return new Columns(header, GoogleWords.of(header.places().keySet()));
        }

        boolean has(String word) {
            return names.containsKey(word);
        }

        String cell(List<String> line, String word) {
            var name = names.get(word);
            return name == null ? "" : header.cell(line, name);
        }

        long number(List<String> line, String word) {
            return Theirs.number(cell(line, word));
        }

        List<String> measures() {
            return GoogleWords.MEASURES.stream().filter(this::has).toList();
        }

        Map<String, Dimension> lists() {
            var lists = new java.util.TreeMap<>(GoogleWords.LISTS);
            lists.keySet().removeIf(word -> !has(word));
            return lists;
        }

        /** Nothing but days and numbers; other columns would split the sums without saying how. */
        boolean isTotal() {
            var known = new ArrayList<>(names.values());
            return lists().isEmpty()
                    && !has("source_medium")
                    && header.places().keySet().stream()
                            .filter(name -> !known.contains(name))
                            .noneMatch(GoogleWords::splits);
        }
    }
}
