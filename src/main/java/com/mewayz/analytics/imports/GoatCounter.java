package com.mewayz.analytics.imports;

import com.mewayz.platform.CsvLines;
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
 * it came. The export is in order of time: the sessions of a day are forgotten once there are many and a later day began.
 */
final class GoatCounter {
    static final String NAME = "GoatCounter";

    private static final int SESSIONS = 50_000;
    private static final int CHARACTERS = 4_000_000;
    private static final int LONGEST_ID = 100;
    private static final long PAUSE = 1_800;

    private final String file;
    private final Header header;
    private final String path;
    private final ZoneId zone;
    private final Sums sums;
    private final Map<Id, Session> sessions = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private LocalDate newest = LocalDate.MIN;
    private LocalDate forgotten = LocalDate.MIN;
    private long characters;

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
        } else if (header.cell(line, "session").length() > LONGEST_ID) {
            sums.refuse(file, number, "The session cannot be read.");
        } else if (day.isBefore(forgotten)) {
            sums.refuse(file, number, "It comes after lines of later days: sort the file by its dates.");
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
        var key = new Id(day, id);
        var session = id.isBlank() ? null : sessions.get(key);
        boolean fresh = session == null;
        long seconds = 0;
        long engaged = 0;
        if (session == null) {
            session = new Session(line, at);
            if (!id.isBlank()) {
                remember(key, session);
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
        session.add(day, tally);
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

    private void remember(Id id, Session session) {
        newest = id.day.isAfter(newest) ? id.day : newest;
        if (isFull()) {
            forgotten = newest;
            sessions.keySet().removeIf(each -> each.day.isBefore(newest));
            characters = 0;
            sessions.forEach((each, kept) -> characters += each.text.length() + kept.length());
            texts.clear();
            if (isFull()) {
                throw Problem.invalid(
                        "file", "This has more than " + SESSIONS + " sessions on a day, or very long texts.");
            }
        }
        sessions.put(id, session);
        characters += id.text.length() + session.length();
    }

    private boolean isFull() {
        return sessions.size() >= SESSIONS || characters >= CHARACTERS;
    }

    /** One text in memory for all that are the same. */
    private String text(String value) {
        var clean = Sums.clean(value);
        if (texts.size() >= SESSIONS) {
            texts.clear();
        }
        var known = texts.putIfAbsent(clean, clean);
        return known == null ? clean : known;
    }

    private record Id(LocalDate day, String text) {}

    /** How a session came, and how far it has got. */
    private final class Session {
        private final String source;
        private final String system;
        private final String browser;
        private final String device;
        private final String country;
        private final @Nullable String campaign;
        private long last;
        private boolean engaged;

        Session(List<String> line, long at) {
            last = at;
            source = text(Imports.source(header.cell(line, "referrer")));
            system = text(Theirs.system(header.cell(line, "system")));
            browser = text(Theirs.browser(header.cell(line, "browser")));
            device = device(header.cell(line, "screen size"), system);
            var code = Theirs.country(header.cell(line, "location").toUpperCase(Locale.ROOT));
            country = code == null ? "" : text(code);
            campaign = header.cell(line, "referrer scheme").equals("c") ? text(header.cell(line, "referrer")) : null;
        }

        void add(LocalDate day, Tally tally) {
            sums.add(Dimension.SOURCE, day, source, tally);
            sums.add(Dimension.CHANNEL, day, Imports.channel(source).word(), tally);
            sums.add(Dimension.SYSTEM, day, system, tally);
            sums.add(Dimension.BROWSER, day, browser, tally);
            sums.add(Dimension.DEVICE, day, device, tally);
            sums.add(Dimension.COUNTRY, day, country, tally);
            if (campaign != null) {
                sums.add(Dimension.CAMPAIGN, day, campaign, tally);
            }
        }

        int length() {
            return source.length() + system.length() + browser.length() + (campaign == null ? 0 : campaign.length());
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
