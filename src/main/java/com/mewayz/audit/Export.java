package com.mewayz.audit;

import com.mewayz.platform.Csv;
import com.mewayz.platform.Json;
import com.mewayz.platform.bus.FactQuery;
import com.mewayz.platform.bus.Facts;
import com.mewayz.platform.web.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/** The log as a file: read bit by bit, so that its length does not matter. */
final class Export {
    private static final int BIT = 500;

    private final Facts facts;
    private final Entries entries;
    private final FactQuery query;

    Export(Facts facts, Entries entries, FactQuery query) {
        this.facts = facts;
        this.entries = entries;
        this.query = query;
    }

    Answer as(LogExport.Format format, LocalDate day) {
        var name = "mewayz-audit-" + day + "." + format.word();
        return switch (format) {
            case CSV ->
                Answer.download(
                        "text/csv; charset=utf-8",
                        name,
                        out -> write(
                                out,
                                Csv.line(List.of("time", "kind", "title", "detail", "by", "about", "id", "by_id")),
                                "",
                                Export::line,
                                ""));
            case JSON ->
                Answer.download(
                        "application/json; charset=utf-8", name, out -> write(out, "[", ",\n", Json::write, "]\n"));
            case NDJSON ->
                Answer.download(
                        "application/x-ndjson", name, out -> write(out, "", "", entry -> Json.write(entry) + "\n", ""));
        };
    }

    private void write(OutputStream out, String head, String between, Function<Audit.Entry, String> text, String tail)
            throws IOException {
        put(out, head);
        long last = Long.MAX_VALUE;
        var gap = "";
        var bit = facts.below(query, last, BIT);
        while (!bit.isEmpty()) {
            for (var stored : bit) {
                put(out, gap + text.apply(entries.of(stored)));
                gap = between;
            }
            last = bit.getLast().id();
            bit = facts.below(query, last, BIT);
        }
        put(out, tail);
    }

    private static String line(Audit.Entry entry) {
        return Csv.line(List.of(
                entry.at().toString(),
                entry.kind(),
                entry.title(),
                entry.detail(),
                entry.actor(),
                entry.about(),
                String.valueOf(entry.id()),
                String.valueOf(entry.by())));
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
