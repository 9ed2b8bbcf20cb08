package com.mewayz.platform.bus;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts that are stored, for those who read them or, in the two cases there are, forget them. The database itself
 * refuses every other change of a fact.
 */
public final class Facts {
    private static final String ALL = "select id, workspace, user, at, kind, body from fact";
    private static final String WHERE = """
             where (workspace = ?
              or workspace = 0 and body ->> 'user' in (select value ->> 0 from json_each(?)) and exists (
                select 1 from json_each(?) where value ->> 0 = fact.body ->> 'user'
                  and fact.id between value ->> 1 and value ->> 2))
            and (json_array_length(?) = 0 or kind in (select value from json_each(?)))
            and (? = 0 or user = ? or body ->> 'user' = ?)
            and at >= ? and at < ?
            and (? = ''
              or exists (select 1 from json_each(fact.body) where type = 'text' and key <> 'kind' and instr(lower(value), lower(?)) > 0)
              or kind in (select value from json_each(?))
              or user in (select value from json_each(?))
              or body ->> 'user' in (select value from json_each(?)))
            """;
    static final String MOVES =
            ALL + " where workspace = ? and kind in ('member-added', 'member-left', 'member-removed') order by id";
    private static final int CHUNK = 1_000;

    private final Db db;

    Facts(Db db) {
        this.db = db;
    }

    /** Newest first. */
    public Page<StoredFact> page(FactQuery query, int page, int size) {
        return db.scan(() -> db.page(StoredFact.class, page, size, ALL + WHERE + "order by id desc", query.values()));
    }

    /** The newest ones below an id: for reading all of a long list bit by bit. */
    public List<StoredFact> below(FactQuery query, long id, int count) {
        var values = new ArrayList<Object>(Arrays.asList(query.values()));
        values.add(id);
        values.add(count);
        return db.scan(
                () -> db.list(StoredFact.class, ALL + WHERE + "and id < ? order by id desc limit ?", values.toArray()));
    }

    /** What happened to contacts, newest first. The expression stands in the statement as in the index for it. */
    public List<StoredFact> ofContacts(long workspace, List<Long> contacts, long below, int count) {
        return db.list(
                StoredFact.class,
                ALL
                        + " where workspace = ? and body ->> 'contact' in (select value from json_each(?)) and id < ? order by id desc limit ?",
                workspace,
                contacts,
                below,
                count);
    }

    /** Who came into a workspace and who went, oldest first. The kinds stand in the statement as in the index for it. */
    public List<StoredFact> moves(long workspace) {
        return db.list(StoredFact.class, MOVES, workspace);
    }

    /**
     * When facts of a kind happened in a workspace, oldest first; none is kept in memory. The reader must not ask the
     * database.
     *
     * @param sites only those that happened to one of these, by what the fact itself says; empty for all
     */
    public void moments(
            long workspace, String kind, Collection<Long> sites, Instant from, Instant until, Moments reader) {
        db.scan(() -> {
            db.each(
                    """
                    select at, body ->> 'amount', body ->> 'currency' from fact
                    where workspace = ? and kind = ? and at >= ? and at < ?
                      and (json_array_length(?) = 0
                        or coalesce(body ->> 'site', body ->> 'website') in (select value from json_each(?)))
                    order by id""",
                    cells -> reader.happened(Instant.ofEpochMilli(cells.number(1)), cells.number(2), cells.text(3)),
                    workspace,
                    kind,
                    from,
                    until,
                    sites,
                    sites);
            return Boolean.TRUE;
        });
    }

    /**
     * Forgets what happened before a time, but nothing that a listener has yet to see, and never the last fact, from
     * which new listeners count.
     *
     * @return how many facts were forgotten
     */
    long forget(Instant before, List<String> listeners) {
        long all = 0;
        long some;
        do {
            some = db.inTransaction(() -> {
                db.run("insert into fact_exception (reason) values ('retention')");
                long gone = db.run("""
                        delete from fact where id in (
                          select id from fact
                          where at < ? and id < (select max(id) from fact)
                            and id <= (select coalesce(min(fact), 0) from listener where name in (select value from json_each(?)))
                          order by id limit ?)""", before, listeners, CHUNK);
                db.run("delete from fact_exception");
                return gone;
            });
            all += some;
        } while (some == CHUNK);
        return all;
    }

    /**
     * Takes a person's name and devices, and the names of workspaces that went with them, out of the facts that stay.
     * Belongs into the transaction in which the person goes.
     */
    public void erase(long user, List<Long> workspaces) {
        if (!db.isInTransaction()) {
            throw new IllegalStateException("a person is forgotten in the transaction in which they go");
        }
        db.run("insert into fact_exception (reason) values ('erasure')");
        db.run("""
                update fact set body = json_replace(body, '$.name', '', '$.client', '')
                where workspace = 0 and body ->> 'user' = ?
                  or workspace in (select value from json_each(?))""", user, workspaces);
        db.run("delete from fact_exception");
    }

    /** Takes facts one by one. */
    public interface Moments {
        /** @param amount in minor units of the currency, if the fact carries one */
        void happened(Instant at, long amount, @Nullable String currency);
    }
}
