package com.mewayz.audit;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Form;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of the log is to be a file; what is left out means all. The days of {@code from} and {@code to} count whole. */
public record LogExport(
        @Nullable Format format,
        @Nullable String group,
        @Nullable String kind,
        @Nullable String who,
        @Nullable String from,
        @Nullable String to,
        @Nullable String q) {

    private static final String WHICH = "Choose csv, json or ndjson.";

    /** How the file is written. */
    public enum Format {
        CSV,
        JSON,
        /** A JSON object a line. */
        NDJSON;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static LogExport of(Form form) {
        var format = Stream.of(Format.values())
                .filter(each -> each.word().equals(form.text("format")))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("format", WHICH));
        return new LogExport(
                format,
                form.text("group"),
                form.text("kind"),
                form.text("who"),
                form.text("from"),
                form.text("to"),
                form.text("q"));
    }

    Format checkedFormat() {
        if (format == null) {
            throw Problem.invalid("format", WHICH);
        }
        return format;
    }

    Filter filter() {
        return new Filter(or(group), or(kind), or(who), or(from), or(to), or(q).strip());
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
