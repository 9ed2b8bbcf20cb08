package com.mewayz.analytics.imports;

import com.mewayz.platform.CsvLines;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Imports;
import com.mewayz.traffic.Tally;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plausible's export: one table for each list, {@code imported_sources_20260101_20260331.csv}, sums by day. The columns
 * tell which list it is, for files get other names.
 */
final class Plausible {
    static final String NAME = "Plausible";

    /** Columns with a value each; a table of sources has several. */
    private static final Map<String, Dimension> LISTS = Map.ofEntries(
            Map.entry("source", Dimension.SOURCE),
            Map.entry("channel", Dimension.CHANNEL),
            Map.entry("utm_medium", Dimension.MEDIUM),
            Map.entry("utm_campaign", Dimension.CAMPAIGN),
            Map.entry("utm_content", Dimension.CONTENT),
            Map.entry("utm_term", Dimension.TERM),
            Map.entry("page", Dimension.PAGE),
            Map.entry("entry_page", Dimension.ENTRY),
            Map.entry("exit_page", Dimension.EXIT),
            Map.entry("country", Dimension.COUNTRY),
            Map.entry("device", Dimension.DEVICE),
            Map.entry("browser", Dimension.BROWSER),
            Map.entry("operating_system", Dimension.SYSTEM));

    private static final String OUTBOUND = "Outbound Link: Click";

    private Plausible() {}

    static boolean is(Header header) {
        return header.has("date") && header.has("visitors");
    }

    static void read(String file, Header header, CsvLines lines, Sums sums) throws IOException {
        sums.from(NAME);
        var lists = LISTS.keySet().stream().filter(header::has).sorted().toList();
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (line.size() > 1 || !line.getFirst().isBlank()) {
                line(file, header, line, lines.line(), lists, sums);
            }
        }
    }

    private static void line(String file, Header header, List<String> line, int number, List<String> lists, Sums sums) {
        var day = Theirs.day(header.cell(line, "date"));
        var complaint = sums.complaint(day);
        var tally = tally(header, line);
        if (day == null || complaint != null) {
            sums.refuse(file, number, complaint == null ? "" : complaint);
        } else if (tally == null) {
            sums.refuse(file, number, "A number cannot be read.");
        } else if (header.has("name")) {
            event(header, line, day, tally, sums);
        } else if (lists.isEmpty()) {
            sums.add(null, day, "", tally);
            sums.understood();
        } else {
            lists.forEach(list -> sums.add(LISTS.get(list), day, value(list, header.cell(line, list)), tally));
            sums.understood();
        }
    }

    private static void event(Header header, List<String> line, LocalDate day, Tally tally, Sums sums) {
        var name = header.cell(line, "name");
        var address = header.cell(line, "link_url");
        if (name.equals(OUTBOUND) && !address.isEmpty()) {
            sums.add(Dimension.OUTBOUND, day, address, new Tally(tally.visitors(), 0, tally.events(), 0, 0, 0, 0));
        } else {
            sums.add(Dimension.EVENT, day, name, tally);
        }
        sums.understood();
    }

    private static String value(String list, String theirs) {
        return switch (list) {
            case "source" -> Imports.source(theirs);
            case "channel" -> Theirs.channel(theirs);
            case "country" -> {
                var code = Theirs.country(theirs);
                yield code == null ? "" : code;
            }
            case "device" -> Theirs.device(theirs);
            case "browser" -> Theirs.browser(theirs);
            case "operating_system" -> Theirs.system(theirs);
            default -> theirs;
        };
    }

    /** Null if one of the numbers is none. */
    private static @Nullable Tally tally(Header header, List<String> line) {
        long visitors = Theirs.number(header.cell(line, "visitors"));
        long views = Theirs.number(header.cell(line, "pageviews"));
        long exits = Theirs.number(header.cell(line, "exits"));
        long visits = Theirs.number(header.cell(line, header.has("entrances") ? "entrances" : "visits"));
        long bounces = Theirs.number(header.cell(line, "bounces"));
        long seconds = Theirs.number(header.cell(line, "visit_duration"));
        long events = Theirs.number(header.cell(line, "events"));
        if (List.of(visitors, views, exits, visits, bounces, seconds, events).contains(-1L)) {
            return null;
        }
        long engaged = header.has("bounces") ? Math.max(0, visits - bounces) : 0;
        return new Tally(visitors, Math.max(views, exits), 0, events, visits, engaged, seconds);
    }
}
