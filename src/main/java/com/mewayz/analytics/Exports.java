package com.mewayz.analytics;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.facts.WorkspaceFact.ListExported;
import com.mewayz.platform.Csv;
import com.mewayz.platform.Json;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Answer;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Dump;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Question;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import com.mewayz.traffic.Visits;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was counted, as a file that is written a day at a time: its length does not matter. That it left the
 * house is written down.
 */
final class Exports {
    private static final List<String> FIGURES = List.of(
            "day",
            "dimension",
            "value",
            "name",
            "visitors",
            "views",
            "clicks",
            "events",
            "visits",
            "engaged",
            "seconds",
            "imported");
    private static final Set<Dimension> ALL = EnumSet.allOf(Dimension.class);
    private static final int AMOUNT = Dump.EVENTS.indexOf("amount");
    private static final int CURRENCY = Dump.EVENTS.indexOf("currency");

    private final Db db;
    private final Bus bus;
    private final Visits visits;
    private final Dump dump;
    private final Scope scope;

    Exports(Db db, Bus bus, Visits visits, Dump dump, Scope scope) {
        this.db = db;
        this.bus = bus;
        this.visits = visits;
        this.dump = dump;
        this.scope = scope;
    }

    Answer file(long workspace, long by, ExportInput input) {
        var wanted = input.checked(Scope.ids(scope.sites().all(workspace)));
        var sites = scope.present(workspace, input.sites());
        var zone = scope.zone(workspace);
        var titles = scope.titles(workspace, sites);
        boolean json = wanted.format() == ExportInput.Format.JSON;
        var name = "mewayz-" + wanted.what().word() + "-" + scope.today(workspace) + (json ? ".ndjson" : ".csv");
        var type = json ? "application/x-ndjson; charset=utf-8" : "text/csv; charset=utf-8";
        db.inTransaction(
                () -> bus.publish(new ListExported(workspace, by, wanted.what().word())));
        return Answer.download(type, name, out -> write(out, wanted, sites, zone, titles));
    }

    /** How many acts are kept. */
    long size(long workspace) {
        return dump.size(Scope.ids(scope.sites().all(workspace)));
    }

    private void write(
            OutputStream out, ExportInput.Checked wanted, List<SiteInfo> sites, ZoneId zone, Map<Long, String> titles)
            throws IOException {
        var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15);
        var columns = Stream.concat(Stream.of("site", "site_name"), columns(wanted.what()).stream())
                .toList();
        var lines = new Lines(text, wanted.format() == ExportInput.Format.JSON, columns);
        lines.head();
        for (var site : sites) {
            var start = List.of(Long.toString(site.id()), site.name());
            for (var day : dump.days(site.id())) {
                if (wanted.holds(day)) {
                    Dump.Sink sink = cells -> lines.row(start, cells);
                    switch (wanted.what()) {
                        case FIGURES -> figures(site.id(), day, zone, titles, sink);
                        case ACTS -> dump.acts(site.id(), day, sink);
                        case EVENTS -> dump.events(site.id(), day, cells -> sink.row(priced(cells)));
                    }
                    text.flush();
                }
            }
        }
        text.flush();
    }

    /** The amount as it was sent and as people write it, not in minor units: 12.50 of EUR, 1250 of JPY. */
    private static List<String> priced(List<String> cells) {
        var currency = cells.get(CURRENCY);
        if (currency.isEmpty()) {
            return cells;
        }
        var priced = new ArrayList<>(cells);
        priced.set(AMOUNT, new Money(currency, Long.parseLong(cells.get(AMOUNT))).plain());
        return priced;
    }

    private static List<String> columns(ExportInput.Part what) {
        return switch (what) {
            case FIGURES -> FIGURES;
            case ACTS -> Dump.ACTS;
            case EVENTS -> Dump.EVENTS;
        };
    }

    private void figures(long site, LocalDate day, ZoneId zone, Map<Long, String> titles, Dump.Sink sink)
            throws IOException {
        var report = visits.report(Question.of(List.of(site), Period.of(day, day, zone)), ALL);
        boolean imported = !report.imported().isEmpty();
        sink.row(cells(day, "total", "", "", report.total(), imported, _ -> true));
        for (var dimension : ALL) {
            for (var part : report.by(dimension)) {
                sink.row(cells(
                        day,
                        dimension.word(),
                        part.value(),
                        name(dimension, part, titles),
                        part.tally(),
                        imported,
                        measure -> measure.answers(dimension)));
            }
        }
    }

    private static String name(Dimension dimension, Report.Part part, Map<Long, String> titles) {
        return dimension == Dimension.LINK
                ? titles.getOrDefault(Long.valueOf(part.value()), "")
                : Labels.words(dimension, part.value());
    }

    /** @param answered whose sums mean something there; the others' cells are empty */
    private static List<String> cells(
            LocalDate day,
            String dimension,
            String value,
            String name,
            Tally tally,
            boolean imported,
            Predicate<Measure> answered) {
        BiFunction<Measure, Long, String> cell =
                (measure, number) -> answered.test(measure) ? Long.toString(number) : "";
        return List.of(
                day.toString(),
                dimension,
                value,
                name,
                cell.apply(Measure.VISITORS, tally.visitors()),
                cell.apply(Measure.VIEWS, tally.views()),
                cell.apply(Measure.CLICKS, tally.clicks()),
                cell.apply(Measure.EVENTS, tally.events()),
                cell.apply(Measure.VISITS, tally.visits()),
                cell.apply(Measure.BOUNCE_RATE, tally.engaged()),
                cell.apply(Measure.DURATION, tally.seconds()),
                Boolean.toString(imported));
    }

    /** Rows as lines of either format. */
    private record Lines(Writer out, boolean json, List<String> columns) {
        private static final Set<String> TEXTS = Set.of(
                "site_name",
                "day",
                "time",
                "dimension",
                "value",
                "name",
                "kind",
                "page",
                "target",
                "event",
                "properties",
                "amount", // so that 12.00 keeps its digits, and is nowhere read as a binary fraction
                "currency",
                "source",
                "channel",
                "referrer",
                "medium",
                "campaign",
                "content",
                "term",
                "country",
                "device",
                "browser",
                "system",
                "language");

        void head() throws IOException {
            if (!json) {
                out.write(Csv.line(columns));
            }
        }

        void row(List<String> start, List<String> rest) throws IOException {
            var cells = new ArrayList<>(start);
            cells.addAll(rest);
            out.write(json ? Json.write(object(cells)) + "\n" : Csv.line(cells));
        }

        private Map<String, @Nullable Object> object(List<String> cells) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                object.put(columns.get(i), value(columns.get(i), cells.get(i)));
            }
            return object;
        }

        private static @Nullable Object value(String column, String cell) {
            if (TEXTS.contains(column)) {
                return cell;
            }
            if (cell.isEmpty()) {
                return null;
            }
            return column.equals("imported") ? Boolean.valueOf(cell) : Long.valueOf(cell);
        }
    }
}
