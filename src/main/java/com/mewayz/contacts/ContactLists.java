package com.mewayz.contacts;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Many contacts at once: by page, by filter, or all there are. */
public final class ContactLists {
    private static final int MOST_FOUND = 1_000;
    static final String SHOWN = """
            select c.id, c.workspace, c.name, c.language, c.met_by, c.newsletter, c.seen_at, c.updated_at, c.created_at,
              (select json_group_array(written) from (
                select written from contact_address where contact = c.id and kind = 'email' order by position)) as emails,
              (select json_group_array(written) from (
                select written from contact_address where contact = c.id and kind = 'phone' order by position)) as phones,
              (select json_group_array(tag) from (select tag from contact_tag where contact = c.id order by tag)) as tags
            from contact c
            """;
    private static final String WHERE = "where c.workspace = ? ";
    /** By their ids first, which are few: the plus keeps SQLite from walking through everybody in the order of the list. */
    private static final String FOUND = "where c.id in (select value from json_each(?)) and +c.workspace = ? ";

    private static final String AND = """
            and (c.deleted_at is not null) = ? and c.merged_into is null
              and (? = '' or c.newsletter = ?) and (? = '' or c.met_by = ?) and c.seen_at >= ?
              and (? = '' or c.id in (select contact from contact_tag where workspace = ? and tag = ?))
            """;

    private static final int AT_ONCE = 1_000;

    private final Db db;
    private final Clock clock;
    private final Finding finding;

    ContactLists(Db db, Clock clock, Finding finding) {
        this.db = db;
        this.clock = clock;
        this.finding = finding;
    }

    /** Finds contacts by words; ids, the best first. */
    public interface Finding {
        List<Long> find(long workspace, String words, int most);
    }

    /** Those heard of last come first. */
    public Page<Contact> page(long workspace, ContactFilter filter, int page, int size) {
        return db.page(
                Contact.class,
                page,
                size,
                SHOWN + where(filter) + " order by c.seen_at desc, c.id desc",
                values(workspace, filter));
    }

    public long count(long workspace, ContactFilter filter) {
        return db.number("select count(*) from contact c " + where(filter), values(workspace, filter));
    }

    /** Hands over everybody whom the filter lets through, one by one. */
    void each(long workspace, ContactFilter filter, Consumer<Contact> reader) {
        long after = 0;
        List<Contact> some;
        do {
            some = db.list(
                    Contact.class,
                    SHOWN + where(filter) + " and c.id > ? order by c.id limit 1000",
                    with(values(workspace, filter), after));
            some.forEach(reader);
            after = some.isEmpty() ? after : some.getLast().id();
        } while (some.size() == AT_ONCE);
    }

    /** The contacts of all workspaces, for what is derived from them. */
    public void everywhere(Consumer<Contact> reader) {
        long after = 0;
        List<Contact> some;
        do {
            some = db.list(
                    Contact.class, SHOWN + " where c.deleted_at is null and c.id > ? order by c.id limit 1000", after);
            some.forEach(reader);
            after = some.isEmpty() ? after : some.getLast().id();
        } while (some.size() == AT_ONCE);
    }

    /** Everybody whom an import touched, as they are now; whoever is not there any more comes as nobody. */
    public void ofImport(long batch, BiConsumer<Long, Optional<Contact>> reader) {
        long after = 0;
        List<Id> some;
        do {
            some = db.list(
                    Id.class,
                    "select contact as id from contact_change where import = ? and contact > ? order by contact limit 1000",
                    batch,
                    after);
            var ids = some.stream().map(Id::id).toList();
            var there = new HashMap<Long, Contact>();
            db.list(
                            Contact.class,
                            SHOWN + " where c.deleted_at is null and c.id in (select value from json_each(?))",
                            ids)
                    .forEach(contact -> there.put(contact.id(), contact));
            ids.forEach(id -> reader.accept(id, Optional.ofNullable(there.get(id))));
            after = ids.isEmpty() ? after : ids.getLast();
        } while (some.size() == AT_ONCE);
    }

    /** Those of them that are there and not in the bin. */
    Map<Long, Contact> all(long workspace, Collection<Long> ids) {
        var all = new HashMap<Long, Contact>();
        db.list(
                        Contact.class,
                        SHOWN
                                + " where c.workspace = ? and c.deleted_at is null and c.id in (select value from json_each(?))",
                        workspace,
                        ids)
                .forEach(contact -> all.put(contact.id(), contact));
        return all;
    }

    private static String where(ContactFilter filter) {
        return (filter.words().isEmpty() ? WHERE : FOUND) + AND;
    }

    private Object[] values(long workspace, ContactFilter filter) {
        var since = filter.seen() == 0 ? Instant.EPOCH : clock.instant().minus(Duration.ofDays(filter.seen()));
        var values = List.<Object>of(
                workspace,
                filter.deleted(),
                filter.newsletter(),
                filter.newsletter(),
                filter.metBy(),
                filter.metBy(),
                since,
                filter.tag(),
                workspace,
                filter.tag());
        return filter.words().isEmpty()
                ? values.toArray()
                : Stream.concat(Stream.of(finding.find(workspace, filter.words(), MOST_FOUND)), values.stream())
                        .toArray();
    }

    private static Object[] with(Object[] values, Object more) {
        var all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = more;
        return all;
    }

    private record Id(long id) {}
}
