package com.mewayz.analytics.imports;

import com.mewayz.platform.CsvLines;
import com.mewayz.platform.Problem;
import com.mewayz.traffic.Import;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Says in our words what a file with figures of another program says, piece by piece. */
public final class ForeignFigures {
    private static final int HEAD = 30;

    private ForeignFigures() {}

    /**
     * @param zone whose days they shall be, where the file has times
     * @param sink may have had a part already when the file is refused
     * @throws Problem 422 under {@code file} if it is none we know, or too large
     */
    public static Import.Outcome read(String name, byte[] content, ZoneId zone, LocalDate today, Sink sink) {
        var archive = new Archive(content);
        var sums = new Sums(today, lines -> sink.take(lines, archive.percent()));
        var strangers = new ArrayList<String>();
        archive.each(name, (file, in) -> {
            if (!table(file.equals(name) ? "" : file, in, zone, sums)) {
                strangers.add(file);
            }
        });
        if (sums.outcome().origin().isEmpty()) {
            throw Problem.invalid(
                    "file",
                    "This is no table of Plausible, GoatCounter or Google Analytics: the names of its columns tell nothing we know.");
        }
        strangers.forEach(file -> sums.refuse(file, 1, "This table is none we know."));
        if (sums.isEmpty()) {
            throw Problem.invalid("file", nothing(sums.outcome()));
        }
        sums.flush();
        return sums.outcome();
    }

    private static String nothing(Import.Outcome outcome) {
        return "Not one line of this can be used. "
                + outcome.reasons().stream()
                        .limit(3)
                        .reduce("", (all, reason) -> all + reason + " ")
                        .strip();
    }

    /** False if nobody knows such a table. */
    private static boolean table(String file, InputStream in, ZoneId zone, Sums sums) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        var lines = new CsvLines(reader, comma(reader));
        var head = new ArrayList<List<String>>();
        for (var line = lines.next(); line != null && head.size() < HEAD; line = lines.next()) {
            head.add(line);
            var start = line.getFirst().replace("\ufeff", "").strip();
            if (start.startsWith("#") || line.stream().allMatch(String::isBlank)) {
                continue;
            }
            var header = Header.of(line);
            if (GoatCounter.is(header)) {
                GoatCounter.read(file, header, lines, zone, sums);
            } else if (Plausible.is(header)) {
                Plausible.read(file, header, lines, sums);
            } else if (Google.is(header)) {
                Google.read(file, head, lines, sums);
            } else {
                return false;
            }
            return true;
        }
        return false;
    }

    /** Whatever there is most of in the first line that is no comment. */
    private static char comma(BufferedReader reader) throws IOException {
        reader.mark(8192);
        var start = new char[4096];
        int length = Math.max(0, reader.read(start));
        reader.reset();
        var first = new String(start, 0, length)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        long commas = first.chars().filter(c -> c == ',').count();
        return first.chars().filter(c -> c == ';').count() > commas
                ? ';'
                : first.chars().filter(c -> c == '\t').count() > commas ? '\t' : ',';
    }

    /** Takes what was read so far. */
    public interface Sink {
        /** @param lines to be added to what came before of the same day, list and value */
        void take(List<Import.Line> lines, int percent);
    }
}
