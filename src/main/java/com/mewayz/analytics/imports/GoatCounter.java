package com.mewayz.analytics.imports;

import com.mewayz.platform.Problem;
import com.mewayz.traffic.Device;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Imports;
import com.mewayz.traffic.Tally;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GoatCounter's export: every page view, with the session it belonged to. The first column's name begins with the version
 * of the format (2Path); columns are found by name. A session is a visitor and a visit; its first view of a day says how
 * it came.
 */
final class GoatCounter {
    static final String NAME = "GoatCounter";

    private static final int SESSIONS = 1_000_000;
    private static final long PAUSE = 1_800;

    private final String file;
    private final Header header;
    private final String path;
    private final ZoneId zone;
    private final Sums sums;
    private final Map<String, Session> sessions = new HashMap<>();

    private GoatCounter(String file, Header header, ZoneId zone, Sums sums) {
        this.file = file;
        this.header = header;
        this.path = header.places().keySet().stream()
                .filter(name -> name.matches("[0-9]{0,2}path"))
                .findFirst()
                .orElse("path");
        this.zone = zone;
        this.sums = sums;
    }

    static boolean is(Header header) {
        return header.has("date")
                && header.has("session")
                && header.places().keySet().stream().anyMatch(name -> name.matches("[0-9]{0,2}path"));
    }

    static void read(String file, Header header, CsvLines lines, ZoneId zone, Sums sums) throws IOException {
        sums.from(NAME);
        var reading = new GoatCounter(file, header, zone, sums);
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (line.size() > 1 || !line.getFirst().isBlank()) {
                reading.line(line, lines.line());
            }
        }
    }

    private void line(List<String> line, int number) {
        var at = time(header.cell(line, "date"));
        var day = at == null ? null : LocalDate.ofInstant(at, zone);
        var complaint = sums.complaint(day);
        if (at == null || day == null || complaint != null) {
            sums.refuse(file, number, complaint == null ? "" : complaint);
        } else if (!List.of("", "0").contains(header.cell(line, "bot").strip())) {
            sums.refuse(file, number, "It is marked as a program's, not a person's.");
        } else if (header.cell(line, path).isBlank()) {
            sums.refuse(file, number, "The page is missing.");
        } else {
            count(line, day, at.getEpochSecond());
            sums.understood();
        }
    }

    private void count(List<String> line, LocalDate day, long at) {
        boolean event = header.cell(line, "event").equals("true");
        var name = header.cell(line, path);
        long views = event ? 0 : 1;
        long events = event ? 1 : 0;
        var id = header.cell(line, "session");
        var session = id.isBlank() ? null : sessions.get(day + " " + id);
        boolean fresh = session == null;
        long seconds = 0;
        long engaged = 0;
        if (session == null) {
            session = new Session(line, at);
            if (!id.isBlank()) {
                sessions.put(day + " " + id, session);
            }
            if (sessions.size() > SESSIONS) {
                throw Problem.invalid("file", "This has more than " + SESSIONS + " sessions. Split it by years.");
            }
        } else {
            seconds = Math.clamp(at - session.last, 0, PAUSE);
            engaged = session.engaged ? 0 : 1;
            session.engaged = true;
            session.last = Math.max(at, session.last);
        }
        long first = fresh ? 1 : 0;
        var tally = new Tally(first, views, 0, events, first, engaged, seconds);
        sums.add(null, day, "", tally);
        session.ways.forEach((dimension, value) -> sums.add(dimension, day, value, tally));
        long once = header.cell(line, "firstvisit").equals("false") ? 0 : 1;
        sums.add(event ? Dimension.EVENT : Dimension.PAGE, day, name, new Tally(once, views, 0, events, first, 0, 0));
        if (fresh && !event) {
            sums.add(Dimension.ENTRY, day, name, new Tally(1, 1, 0, 0, 1, 0, 0));
        }
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** How a session came, and how far it has got. */
    private final class Session {
        final Map<Dimension, String> ways = new HashMap<>();
        long last;
        boolean engaged;

        Session(List<String> line, long at) {
            last = at;
            var source = Imports.source(header.cell(line, "referrer"));
            var system = Theirs.system(header.cell(line, "system"));
            ways.put(Dimension.SOURCE, source);
            ways.put(Dimension.CHANNEL, Imports.channel(source).word());
            ways.put(Dimension.SYSTEM, system);
            ways.put(Dimension.BROWSER, Theirs.browser(header.cell(line, "browser")));
            ways.put(Dimension.DEVICE, device(header.cell(line, "screen size"), system));
            var country = Theirs.country(header.cell(line, "location").toUpperCase(Locale.ROOT));
            ways.put(Dimension.COUNTRY, country == null ? "" : country);
            if (header.cell(line, "referrer scheme").equals("c")) {
                ways.put(Dimension.CAMPAIGN, header.cell(line, "referrer"));
            }
        }

        /** It knows the screen's width only. */
        private static String device(String size, String system) {
            var width = size.strip().split("[x,]", 2)[0];
            boolean touch = system.equals("iOS") || system.equals("Android") || system.equals("iPadOS");
            if (!width.matches("\\d{2,5}") || Integer.parseInt(width) == 0) {
                return touch ? Device.PHONE.word() : "";
            }
            int pixels = Integer.parseInt(width);
            return (pixels < 600 ? Device.PHONE : touch && pixels < 1400 ? Device.TABLET : Device.COMPUTER).word();
        }
    }
}
