package com.mewayz.contacts;

import com.mewayz.contacts.Columns.Meaning;
import com.mewayz.contacts.ContactImport.Known;
import com.mewayz.contacts.ContactImport.State;
import com.mewayz.platform.Check;
import com.mewayz.platform.Csv;
import com.mewayz.platform.CsvLines;
import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists of people that are brought along: a file is looked at, its columns are given a meaning, everything is tried without
 * a change, and then done; all of it can be undone for thirty days, also what it did to people who were known.
 */
final class Imports {
    static final int MOST = 200_000;

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int SAMPLE = 5;

    private final Db db;
    private final Clock clock;
    private final Runnable wake;

    /** @param wake lets the work begin soon */
    Imports(Db db, Clock clock, Runnable wake) {
        this.db = db;
        this.clock = clock;
        this.wake = wake;
    }

    Page<ContactImport> page(long workspace, int page, int size) {
        return db.page(
                ContactImport.class,
                page,
                size,
                "select * from contact_import where workspace = ? order by id desc",
                workspace);
    }

    ContactImport get(long workspace, long id) {
        return db.find(
                        ContactImport.class,
                        "select * from contact_import where workspace = ? and id = ?",
                        workspace,
                        id)
                .orElseThrow(() -> Problem.notFound("import"));
    }

    /** Looks at a file. Its columns are understood by their names, as far as they can be. */
    ContactImport begin(long workspace, long by, String name, byte[] file) {
        var text = text(file);
        var lines = lines(text);
        if (lines.size() < 2) {
            throw Problem.invalid(
                    "file",
                    "There are no people in this file: it needs a line with names of columns, and one a person.");
        }
        if (lines.size() > MOST + 1) {
            throw Problem.invalid("file", "Bring %,d people at a time.".formatted(MOST));
        }
        var columns = Columns.guessed(lines.getFirst());
        return db.inTransaction(() -> {
            long id = db.add(
                    "contact_import",
                    workspace,
                    new Row(
                            name.length() > 120 ? name.substring(0, 120) : name,
                            columns,
                            Known.FILL,
                            "",
                            "",
                            State.MAPPING,
                            lines.size() - 1,
                            by));
            keep(id, text);
            return get(workspace, id);
        });
    }

    /** The file of an import, or what is still needed of it. */
    void keep(long id, String text) {
        db.run(
                "insert into contact_import_file (import, content) values (?, ?) on conflict (import) do update set content = excluded.content",
                id,
                text);
    }

    /** The first lines of the file: the names of its columns, and some people. */
    List<List<String>> sample(ContactImport batch) {
        var lines = lines(content(batch.id()));
        return lines.subList(0, Math.min(lines.size(), SAMPLE + 1));
    }

    Columns columns(ContactImport batch) {
        return db.find(Meant.class, "select columns from contact_import where id = ?", batch.id())
                .map(Meant::columns)
                .orElseThrow();
    }

    /** What the columns mean and what shall be done: tried from now on, without a change. */
    ContactImport check(long workspace, long id, ImportInput input) {
        input.check();
        return db.inTransaction(() -> {
            var batch = get(workspace, id);
            requireState(batch, State.MAPPING, State.READY);
            db.change("contact_import", workspace, id, input.row(columns(batch)));
            return set(workspace, id, State.CHECKING);
        });
    }

    /** Does what was tried. */
    ContactImport run(long workspace, long id) {
        return db.inTransaction(() -> {
            requireState(get(workspace, id), State.READY);
            return set(workspace, id, State.RUNNING);
        });
    }

    /** Makes everything as it was, but for what was changed since. */
    ContactImport undo(long workspace, long id) {
        return db.inTransaction(() -> {
            var batch = get(workspace, id);
            requireState(batch, State.DONE);
            return set(workspace, id, State.UNDOING);
        });
    }

    /** The rows that were refused, as a table of the same columns and the reason. */
    String refusals(ContactImport batch) {
        var table = new StringBuilder();
        var head = new ArrayList<>(sample(batch).getFirst());
        head.addAll(List.of("line", "reason"));
        table.append(Csv.line(head));
        for (var refusal : db.list(
                Refusal.class,
                "select line, cells, reason from contact_refusal where import = ? order by line",
                batch.id())) {
            var cells = new ArrayList<>(refusal.cells());
            while (cells.size() < head.size() - 2) {
                cells.add("");
            }
            cells.addAll(List.of(String.valueOf(refusal.line()), refusal.reason()));
            table.append(Csv.line(cells));
        }
        return table.toString();
    }

    List<Refusal> refused(ContactImport batch, int most) {
        return db.list(
                Refusal.class,
                "select line, cells, reason from contact_refusal where import = ? order by line limit ?",
                batch.id(),
                most);
    }

    /** Forgets files and what they changed, once it cannot be undone any more. */
    void expire() {
        db.run(
                "delete from contact_import where created_at < ? and state not in ('checking', 'running', 'undoing')",
                clock.instant().minus(KEPT));
    }

    String content(long id) {
        return db.find(Content.class, "select content from contact_import_file where import = ?", id)
                .map(Content::content)
                .orElse("");
    }

    /** What says of a consent that it came with an import, and with which. */
    static String origin(ContactImport batch) {
        return "import " + batch.id();
    }

    long madeBy(ContactImport batch) {
        return db.number("select made_by from contact_import where id = ?", batch.id());
    }

    /** All lines that hold anything; with commas, semicolons or tabs, whichever the first line has most of. */
    static List<List<String>> lines(String text) {
        var first = text.lines().findFirst().orElse("");
        char comma = Stream.of(',', ';', '\t')
                .max((a, b) -> Long.compare(count(first, a), count(first, b)))
                .orElse(',');
        try {
            var lines = new ArrayList<List<String>>();
            var in = new CsvLines(new StringReader(text), comma);
            for (var cells = in.next(); cells != null; cells = in.next()) {
                if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                    lines.add(cells);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ContactImport set(long workspace, long id, State state) {
        db.change("contact_import", workspace, id, new Begun(state, 0));
        db.afterCommit(wake);
        return get(workspace, id);
    }

    private static void requireState(ContactImport batch, State... states) {
        if (Stream.of(states).noneMatch(state -> state == batch.state())) {
            throw Problem.conflict(
                    batch.works()
                            ? "This import is being worked on. Wait until it has ended."
                            : "This is not possible now.");
        }
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** Spreadsheets write UTF-8 with or without a mark, UTF-16 with one, or the letters of Western Europe. */
    private static String text(byte[] file) {
        if (file.length >= 2
                && (file[0] == (byte) 0xFF && file[1] == (byte) 0xFE
                        || file[0] == (byte) 0xFE && file[1] == (byte) 0xFF)) {
            return new String(file, StandardCharsets.UTF_16);
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(file, Charset.forName("windows-1252"));
        }
    }

    /**
     * What shall be done with a list.
     *
     * @param columns a {@link Meaning} for each column of the file, in lower case; left out, they are as they were understood
     * @param known fill (write down what is missing), overwrite (what the file says holds) or skip
     * @param tag put on everybody; may be empty
     * @param consent when and where they agreed to letters; empty if they did not
     */
    record ImportInput(List<String> columns, String known, String tag, String consent) {
        ImportInput {
            columns = columns == null ? List.of() : List.copyOf(columns);
            tag = tag == null ? "" : Tags.normal(tag);
            consent = consent == null ? "" : consent.strip();
        }

        void check() {
            var check = new Check()
                    .oneOf("known", known, Set.of("fill", "overwrite", "skip"))
                    .text("consent", consent, 0, 400);
            if (!tag.isEmpty()) {
                Tags.check(check, "tag", tag);
            }
            check.that(
                    "columns",
                    columns.isEmpty() || meant().areEnough(),
                    "Say which column holds the mail address, the phone number or the name.");
            check.done();
        }

        private Columns meant() {
            return new Columns(columns.stream().map(Meaning::of).toList());
        }

        Chosen row(Columns understood) {
            return new Chosen(columns.isEmpty() ? understood : meant(), Known.of(known), tag, consent);
        }
    }

    /** A row that is not that of a person, and why. */
    record Refusal(int line, List<String> cells, String reason) {}

    private record Row(
            String name,
            Columns columns,
            Known known,
            String tag,
            String consent,
            State state,
            int rows,
            long madeBy) {}

    private record Chosen(Columns columns, Known known, String tag, String consent) {}

    private record Begun(State state, int done) {}

    private record Content(String content) {}

    private record Meant(Columns columns) {}
}
