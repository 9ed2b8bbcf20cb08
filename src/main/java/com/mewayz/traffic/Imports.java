package com.mewayz.traffic;

import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps imports. What one holds is stored in small pieces and shown only once it is kept; undoing it takes all of it
 * away. A day of a list comes from one import only, the first that was kept.
 */
public final class Imports {
    private static final int CHUNK = 2_000;
    private static final int MOST_OPEN = 5;
    private static final int ATTEMPTS = 2;

    /** Of a workspace: at 100 to 400 bytes each they must not fill the disk. */
    private static final int MOST_FIGURES = 600_000;

    private static final Duration LOOKED_AT = Duration.ofDays(7);

    private static final String ALL = """
            select id, site, user, origin, file, state, why, understood, refused, reasons,
              percent, first_day, last_day,
              iif(state = 'ready', (select count(distinct i.day) from imported_day i where i.import = import.id
                and (exists (select 1 from open_day o where o.site = import.site and o.day = i.day)
                  or exists (select 1 from sealed_day s where s.site = import.site and s.day = i.day))), 0) as own_days,
              iif(state = 'ready', (select count(*) from imported_day i
                join import_day d on d.site = import.site and d.dimension = i.dimension and d.day = i.day
                where i.import = import.id and d.import <> import.id), 0) as taken_days,
              created_at
            from import where workspace = ?
            """;

    private static final String CLAIM = """
            insert into import_day (site, dimension, day, import)
            select m.site, i.dimension, i.day, m.id from import m join imported_day i on i.import = m.id where m.id = ?
            on conflict do nothing""";

    private static final String FREE = """
            delete from import_day where site = ? and import = ?
              and (dimension, day) in (select dimension, day from imported_day where import = ?)""";

    /** The days that one had go to the first of the others that knows them. */
    private static final String PASS_ON = """
            insert into import_day (site, dimension, day, import)
            select m.site, i.dimension, i.day, min(m.id) from import m cross join imported_day i cross join imported_day f
            where m.site = ? and m.state = 'kept' and i.import = m.id
              and f.import = ? and f.dimension = i.dimension and f.day = i.day
            group by i.dimension, i.day
            on conflict do nothing""";

    private final Db db;
    private final Clock clock;

    public Imports(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The name under which we count a source that another program calls by a tag, a host or a name. */
    public static String source(String theirs) {
        return theirs.isBlank() ? Sources.DIRECT : Sources.named(theirs.strip());
    }

    /** The channel of a source by our name. */
    public static Channel channel(String source) {
        return Channel.of(source, null, null, source.equals(Sources.DIRECT) ? null : source);
    }

    public Page<Import> page(long workspace, int page, int size) {
        return db.scan(() -> db.page(Row.class, page, size, ALL + "order by id desc", workspace)
                .map(Row::shown));
    }

    public Import get(long workspace, long id) {
        return db.scan(() -> db.find(Row.class, ALL + "and id = ?", workspace, id))
                .map(Row::shown)
                .orElseThrow(() -> Problem.notFound("import"));
    }

    /** Takes a file, to be read soon. */
    public long begin(long workspace, long site, long user, String file, byte[] content) {
        return db.inTransaction(() -> {
            long open = db.number(
                    "select count(*) from import where workspace = ? and state in ('waiting', 'reading')", workspace);
            if (open >= MOST_OPEN) {
                throw Problem.conflict("There are " + MOST_OPEN + " files waiting to be read. Try again in a minute.");
            }
            if (figures(workspace) >= MOST_FIGURES) {
                throw Problem.conflict(full());
            }
            long id = db.ids().next();
            db.run(
                    "insert into import (id, workspace, site, user, file, state, created_at) values (?, ?, ?, ?, ?, 'waiting', ?)",
                    id,
                    workspace,
                    site,
                    user,
                    file,
                    clock.instant());
            db.run("insert into import_file (import, content) values (?, ?)", id, content);
            return id;
        });
    }

    /** A file to read, which nobody else reads. */
    public Optional<Import.Waiting> next() {
        var waiting = new ArrayList<Import.Waiting>();
        db.each("""
                select m.id, m.workspace, m.site, m.file, f.content from import m join import_file f on f.import = m.id
                where m.state = 'waiting' order by m.id limit 1""", cells -> {
            var content = cells.bytes(5);
            waiting.add(new Import.Waiting(
                    cells.number(1),
                    cells.number(2),
                    cells.number(3),
                    String.valueOf(cells.text(4)),
                    content == null ? new byte[0] : content));
        });
        return waiting.stream()
                .findFirst()
                .filter(file -> db.run(
                                "update import set state = 'reading', attempts = attempts + 1 where id = ? and state = 'waiting'",
                                file.id())
                        == 1);
    }

    /**
     * After a start: what was being read is read again from its beginning, but only once more: the file itself may be why
     * the program ended.
     */
    public void recover() {
        for (var one : db.list(Started.class, "select id, attempts from import where state = 'reading'")) {
            if (one.attempts >= ATTEMPTS) {
                refuse(
                        one.id,
                        "The server stopped twice while it read this file. Split the file, then send the parts.");
            } else {
                clear(one.id);
                db.run("update import set state = 'waiting', percent = 0, figures = 0 where id = ?", one.id);
            }
        }
    }

    /**
     * Stores a part of what a file says. What came before of the same day, list and value is added to.
     *
     * @param percent how much of the file is read
     * @throws Problem if nobody wants it any more, or it is too much for the workspace
     */
    public void store(long id, List<Import.Line> lines, int percent) {
        for (int from = 0; from < lines.size(); from += CHUNK) {
            var piece = lines.subList(from, Math.min(from + CHUNK, lines.size()));
            db.inTransaction(() -> {
                long reading = db.run(
                        "update import set percent = ?, figures = figures + ? where id = ? and state = 'reading'",
                        percent,
                        piece.size(),
                        id);
                if (reading == 0) {
                    throw Problem.conflict("This import is no longer wanted.");
                }
                if (figures(db.number("select workspace from import where id = ?", id)) > MOST_FIGURES) {
                    throw Problem.conflict(full());
                }
                piece.forEach(line -> store(id, line));
            });
        }
    }

    /** All of a file is stored. */
    public void ready(long id, Import.Outcome outcome) {
        db.inTransaction(() -> {
            db.run("""
                update import set state = 'ready', percent = 100, origin = ?, understood = ?, refused = ?, reasons = ?,
                  figures = (select count(*) from imported where import = import.id),
                  first_day = (select min(day) from imported_day where import = import.id),
                  last_day = (select max(day) from imported_day where import = import.id)
                where id = ? and state = 'reading'""", outcome.origin(), outcome.understood(), outcome.refused(), outcome.reasons(), id);
            db.run("delete from import_file where import = ?", id);
        });
    }

    public void refuse(long id, String why) {
        db.inTransaction(() -> {
            db.run("update import set state = 'refused', why = ? where id = ? and state = 'reading'", why, id);
            db.run("delete from import_file where import = ?", id);
        });
        clear(id);
    }

    /** From now on its figures are shown. */
    public Import keep(long workspace, long id) {
        var found = get(workspace, id);
        db.inTransaction(() -> {
            if (!moved(id, "ready", "kept")) {
                throw Problem.conflict(
                        "This import cannot be kept: it is " + found.state().word() + ".");
            }
            db.run(CLAIM, id);
        });
        return get(workspace, id);
    }

    /** Takes all of it away; days that another import knows too are shown from that one. */
    public void undo(long workspace, long id) {
        var found = get(workspace, id);
        db.inTransaction(() -> {
            if (db.run("update import set state = 'undone' where id = ? and state <> 'reading'", id) == 0) {
                throw Problem.conflict("This file is being read. Try again in a minute.");
            }
            db.run("delete from import_file where import = ?", id);
            db.run(FREE, found.site(), id, id);
            db.run(PASS_ON, found.site(), id);
        });
        clear(id);
    }

    /** What nobody wanted to keep goes, and what a crash left of what is gone. */
    public void expire() {
        for (var old : db.list(
                Id.class,
                "select id from import where state = 'ready' and created_at <= ?",
                clock.instant().minus(LOOKED_AT))) {
            moved(old.id, "ready", "undone");
        }
        for (var gone : db.list(Id.class, """
                select id from import where state in ('undone', 'refused')
                  and exists (select 1 from imported where import = import.id)""")) {
            clear(gone.id);
        }
    }

    /** Everything of a site that is gone for good. */
    static void forget(Db db, long site) {
        db.run("delete from import_day where site = ?", site);
        for (var one : db.list(Id.class, "select id from import where site = ?", site)) {
            db.run("update import set state = 'undone' where id = ?", one.id); // stops who reads it
            clear(db, one.id);
            db.run("delete from import where id = ?", one.id);
        }
    }

    private long figures(long workspace) {
        return db.number(
                "select sum(figures) from import where workspace = ? and state in ('reading', 'ready', 'kept')",
                workspace);
    }

    private static String full() {
        return "A workspace holds at most " + MOST_FIGURES
                + " imported figures. Undo an import that is no longer needed, or import fewer days.";
    }

    private boolean moved(long id, String from, String to) {
        return db.run("update import set state = ? where id = ? and state = ?", to, id, from) == 1;
    }

    private void store(long id, Import.Line line) {
        var tally = line.tally();
        var dimension =
                line.dimension() == null ? Imported.TOTAL : line.dimension().word();
        db.run(
                "insert into imported_day (import, dimension, day) values (?, ?, ?) on conflict do nothing",
                id,
                dimension,
                line.day());
        db.run(
                """
                insert into imported (import, dimension, day, value, visitors, views, clicks, events, visits, engaged, seconds)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do update set visitors = visitors + excluded.visitors, views = views + excluded.views,
                  clicks = clicks + excluded.clicks, events = events + excluded.events, visits = visits + excluded.visits,
                  engaged = engaged + excluded.engaged, seconds = seconds + excluded.seconds""",
                id,
                dimension,
                line.day(),
                line.value(),
                tally.visitors(),
                tally.views(),
                tally.clicks(),
                tally.events(),
                tally.visits(),
                tally.engaged(),
                tally.seconds());
    }

    private void clear(long id) {
        clear(db, id);
    }

    private static void clear(Db db, long id) {
        long removed;
        do {
            removed = db.run("""
                    delete from imported where (import, dimension, day, value) in
                      (select import, dimension, day, value from imported where import = ? limit ?)""", id, CHUNK);
        } while (removed > 0);
        do {
            removed = db.run("""
                    delete from imported_day where (import, dimension, day) in
                      (select import, dimension, day from imported_day where import = ? limit ?)""", id, CHUNK);
        } while (removed > 0);
    }

    private record Id(long id) {}

    private record Started(long id, long attempts) {}

    private record Row(
            long id,
            long site,
            long user,
            String origin,
            String file,
            Import.State state,
            String why,
            long understood,
            long refused,
            List<String> reasons,
            int percent,
            @Nullable Long firstDay,
            @Nullable Long lastDay,
            long ownDays,
            long takenDays,
            Instant createdAt) {
        Import shown() {
            return new Import(
                    id,
                    site,
                    user,
                    origin,
                    file,
                    state,
                    why,
                    understood,
                    refused,
                    reasons,
                    percent,
                    day(firstDay),
                    day(lastDay),
                    ownDays,
                    takenDays,
                    createdAt);
        }

        private static @Nullable String day(@Nullable Long number) {
            return number == null ? null : LocalDate.ofEpochDay(number).toString();
        }
    }
}
