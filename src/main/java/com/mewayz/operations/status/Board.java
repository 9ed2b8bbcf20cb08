package com.mewayz.operations.status;

import com.mewayz.platform.Amounts;
import com.mewayz.platform.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the status page shows, put together from what was found and what was told. */
final class Board {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int MOST = 100;
    /** A day with less than that down is marked as one with a disturbance, not as one that was lost: of its time. */
    private static final double LITTLE = .05;

    private final List<Component> components;
    private final Watch watch;
    private final History history;
    private final Incidents incidents;

    Board(List<Component> components, Watch watch, History history, Incidents incidents) {
        this.components = components;
        this.watch = watch;
        this.history = history;
        this.incidents = incidents;
    }

    /**
     * @param state ok, partial, down, maintenance or unknown
     * @param looked when the server last looked, or null
     * @param past what is over, the newest first
     */
    record Shown(
            String state, String words, @Nullable Instant looked, List<Part> parts, List<Told> open, List<Past> past) {}

    /**
     * @param works null if nobody has looked yet
     * @param uptime of ninety days, in percent; null if nothing is known
     */
    record Part(
            String name,
            String label,
            @Nullable Boolean works,
            @Nullable Double uptime,
            History.Line line) {
        /** Like "99.98 %": cut off, never rounded up. */
        String percent() {
            return uptime == null ? "–" : (uptime == 100 ? "100" : String.format(Locale.ROOT, "%.2f", uptime)) + " %";
        }
    }

    record Told(Incidents.Incident incident, List<Incidents.Note> notes) {}

    /** An outage or an incident. */
    record Past(
            String id,
            String title,
            String text,
            Instant beganAt,
            @Nullable Instant endedAt,
            boolean found) {
        Instant updatedAt() {
            return endedAt == null ? beganAt : endedAt;
        }
    }

    Shown at(Instant now) {
        var lines = history.lines(
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                components.stream().map(Component::name).toList());
        var works = watch.now();
        var parts = components.stream()
                .map(each -> part(each, works.get(each.name()), lines.get(each.name())))
                .filter(part -> part.works != null || part.uptime != null)
                .toList();
        var open = incidents.open().stream()
                .map(each -> new Told(each, incidents.notes(each.id())))
                .toList();
        var state = state(parts, open, now);
        return new Shown(state, words(state), watch.looked().orElse(null), parts, open, past(now));
    }

    private static Part part(Component component, @Nullable Boolean works, History.@Nullable Line line) {
        var known = line == null ? new History.Line(List.of()) : line;
        return new Part(
                component.name(),
                component.label(),
                works,
                known.uptime().map(hundredths -> hundredths / 100.0).orElse(null),
                known);
    }

    private static String state(List<Part> parts, List<Told> open, Instant now) {
        var looked = parts.stream()
                .map(Part::works)
                .flatMap(works -> Optional.ofNullable(works).stream())
                .toList();
        boolean major = open.stream().anyMatch(told -> told.incident.impact().equals("major"));
        boolean minor = open.stream().anyMatch(told -> told.incident.impact().equals("minor"));
        boolean maintenance = open.stream()
                .anyMatch(told -> told.incident.impact().equals(Incidents.MAINTENANCE)
                        && !told.incident.beginsAt().isAfter(now));
        if (major || !looked.isEmpty() && looked.stream().noneMatch(works -> works)) {
            return "down";
        }
        if (minor || looked.contains(false)) {
            return "partial";
        }
        return maintenance ? "maintenance" : looked.isEmpty() ? "unknown" : "ok";
    }

    private static String words(String state) {
        return switch (state) {
            case "ok" -> "Everything works";
            case "partial" -> "Some of it does not work";
            case "down" -> "Much of it does not work";
            case "maintenance" -> "Being worked on";
            default -> "Not looked at yet";
        };
    }

    private List<Past> past(Instant now) {
        var past = new ArrayList<Past>();
        for (var outage : history.outages(MOST)) {
            var end = outage.endedAt();
            var time = Duration.between(outage.beganAt(), end == null ? now : end);
            past.add(new Past(
                    "outage-" + outage.id(),
                    label(outage.component()),
                    end == null
                            ? "Down for " + Amounts.span(time) + " so far."
                            : "Down for " + Amounts.span(time) + ".",
                    outage.beganAt(),
                    end,
                    true));
        }
        for (var incident : incidents.over(now.minus(Duration.ofDays(Watch.DAYS)), MOST)) {
            past.add(new Past(
                    "incident-" + incident.id(),
                    incident.title(),
                    incident.body(),
                    incident.beginsAt(),
                    incident.endedAt(),
                    false));
        }
        past.sort(Comparator.comparing(Past::beganAt).reversed());
        return past.stream().limit(MOST).toList();
    }

    private String label(String name) {
        return components.stream()
                .filter(component -> component.name().equals(name))
                .map(component -> component.label() + " did not work")
                .findFirst()
                .orElse("The server did not run");
    }

    /** For a template. */
    static Map<String, Object> model(Shown shown, Instant now) {
        var looked = shown.looked;
        return Map.of(
                "state",
                shown.state,
                "words",
                shown.words,
                "looked",
                looked == null ? "" : Times.words(looked, now, ZoneOffset.UTC),
                "parts",
                shown.parts.stream().map(Board::model).toList(),
                "open",
                shown.open.stream().map(Board::model).toList(),
                "past",
                shown.past.stream().map(Board::model).toList());
    }

    private static Map<String, Object> model(Part part) {
        var bars = new ArrayList<Map<String, Object>>();
        var troubles = new ArrayList<String>();
        for (var day : part.line.days()) {
            var words = DAY.format(day.day()) + ": "
                    + (!day.known()
                            ? "not known"
                            : day.down() == 0
                                    ? "no downtime"
                                    : "down for " + Amounts.span(Duration.ofSeconds(day.down())));
            if (day.down() > 0) {
                troubles.add(words);
            }
            var tone = tone(day);
            bars.add(Map.of("x", bars.size() * 10, "height", height(tone), "tone", tone, "words", words));
        }
        return Map.of(
                "label",
                part.label,
                "tone",
                part.works == null ? "" : part.works ? "ok" : "bad",
                "now",
                part.works == null ? "Not looked at yet" : part.works ? "Works" : "Does not work",
                "percent",
                part.percent(),
                "bars",
                bars,
                "troubles",
                troubles.isEmpty() ? "no downtime that is known of" : String.join("; ", troubles));
    }

    private static String tone(History.Day day) {
        if (!day.known()) {
            return "none";
        }
        return day.down() == 0 ? "ok" : day.down() < LITTLE * (day.up() + day.down()) ? "warn" : "bad";
    }

    /** Colour is not all that tells them apart. */
    private static int height(String tone) {
        return switch (tone) {
            case "warn" -> 18;
            case "bad" -> 10;
            default -> 28;
        };
    }

    static Map<String, Object> model(Told told) {
        var incident = told.incident;
        return Map.of(
                "id",
                incident.id(),
                "title",
                incident.title(),
                "tone",
                tone(incident.impact()),
                "state",
                Incidents.WORDS.getOrDefault(incident.state(), ""),
                "begins",
                TIME.format(incident.beginsAt()),
                "notes",
                told.notes.stream()
                        .map(note -> Map.of(
                                "state",
                                Incidents.WORDS.getOrDefault(note.state(), ""),
                                "body",
                                note.body(),
                                "at",
                                TIME.format(note.at())))
                        .toList());
    }

    static String tone(String impact) {
        return switch (impact) {
            case "major" -> "bad";
            case "minor" -> "warn";
            default -> "pri";
        };
    }

    private static Map<String, Object> model(Past past) {
        return Map.of(
                "title",
                past.title,
                "text",
                past.text,
                "at",
                TIME.format(past.beganAt),
                "found",
                past.found,
                "over",
                past.endedAt != null);
    }
}
