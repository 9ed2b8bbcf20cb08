package com.mewayz.contacts;

import com.mewayz.facts.ContactFact.ContactChanged;
import com.mewayz.facts.ContactFact.ContactDeleted;
import com.mewayz.facts.ContactFact.ContactErased;
import com.mewayz.facts.ContactFact.ContactMet;
import com.mewayz.facts.ContactFact.ContactsTagged;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that can be done with contacts. {@code by} is the user who does it, 0 for the program or a visitor. */
public final class Contacts {
    static final Duration UNDO = Duration.ofDays(30);
    /** So many contacts are changed at once at most. */
    static final int MOST_AT_ONCE = 10_000;

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Tags tags;
    private final ContactLists lists;

    public Contacts(Db db, Bus bus, Clock clock, ContactLists.Finding finding) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.tags = new Tags(db);
        this.lists = new ContactLists(db, clock, finding);
    }

    public ContactLists lists() {
        return lists;
    }

    public Tags tags() {
        return tags;
    }

    public Contact get(long workspace, long id) {
        return find(workspace, id).orElseThrow(() -> Problem.notFound("contact"));
    }

    public Optional<Contact> find(long workspace, long id) {
        return db.find(
                Contact.class,
                ContactLists.SHOWN + " where c.workspace = ? and c.id = ? and c.deleted_at is null",
                workspace,
                id);
    }

    /** Contacts by what reaches them, also those in the bin: {@code email} or {@code phone}, and the normal forms. */
    Map<String, Long> holders(long workspace, String kind, Collection<String> normals) {
        var holders = new HashMap<String, Long>();
        db.list(
                        Holder.class,
                        "select normal, contact from contact_address where workspace = ? and kind = ? and normal in (select value from json_each(?))",
                        workspace,
                        kind,
                        normals)
                .forEach(holder -> holders.put(holder.normal, holder.contact));
        return holders;
    }

    /** Who has this mail address, also if they are in the bin. */
    Optional<Long> holder(long workspace, String email) {
        long id = db.number(
                "select contact from contact_address where workspace = ? and kind = 'email' and normal = ?",
                workspace,
                Addresses.email(email));
        return id == 0 ? Optional.empty() : Optional.of(id);
    }

    public Contact create(long workspace, long by, Met how, ContactInput input) {
        input.check();
        return db.inTransaction(() -> {
            long id = put(workspace, how, input);
            bus.publish(new ContactMet(workspace, by, id, how.word()));
            return get(workspace, id);
        });
    }

    /**
     * The contact with this mail address, made if there is none and taken out of the bin if it is there. A name is
     * written down where there was none.
     */
    public Contact meet(long workspace, Met how, String name, String email) {
        return db.inTransaction(() -> {
            var known = holder(workspace, email);
            if (known.isEmpty()) {
                return create(workspace, 0, how, ContactInput.of(name, email));
            }
            long id = known.get();
            boolean back =
                    db.run("update contact set deleted_at = null where id = ? and deleted_at is not null", id) > 0;
            boolean named = !name.isBlank()
                    && db.run("update contact set name = ? where id = ? and name = ''", name.strip(), id) > 0;
            seen(workspace, id);
            if (back || named) {
                bus.publish(new ContactChanged(workspace, 0, id, back ? "restored" : "details"));
            }
            return get(workspace, id);
        });
    }

    public Contact edit(long workspace, long by, long id, ContactInput input) {
        input.check();
        return db.inTransaction(() -> {
            var before = get(workspace, id);
            if (before.input().equals(input)) {
                return before;
            }
            put(workspace, id, input);
            bus.publish(new ContactChanged(workspace, by, id, "details"));
            return get(workspace, id);
        });
    }

    /** Writes a new contact down, and tells nobody; from within a transaction that does. */
    long put(long workspace, Met how, ContactInput input) {
        requireFree(workspace, 0, input);
        var now = clock.instant();
        long id = db.add("contact", workspace, new Row(input.name(), input.language(), how.word(), now, now));
        address(workspace, id, input);
        input.tags().forEach(tag -> tags.add(workspace, id, tag));
        return id;
    }

    /** The same for many, by new ids, of whom it is known that nobody else has their addresses. */
    void putAll(long workspace, Met how, Map<Long, ContactInput> people) {
        var now = clock.instant();
        var rows = new LinkedHashMap<Long, Row>();
        var addresses = new LinkedHashMap<Long, AddressRow>();
        var tagged = new ArrayList<List<Object>>();
        people.forEach((id, person) -> {
            rows.put(id, new Row(person.name(), person.language(), how.word(), now, now));
            addresses(id, person).forEach(address -> addresses.put(db.newId(), address));
            person.tags().forEach(tag -> tagged.add(List.of(id, tag)));
        });
        db.addAll("contact", workspace, rows);
        db.addAll("contact_address", workspace, addresses);
        tags.addAll(workspace, tagged);
    }

    /** The same for one that is there. */
    void put(long workspace, long id, ContactInput input) {
        requireFree(workspace, id, input);
        db.change("contact", workspace, id, new Details(input.name(), input.language(), clock.instant()));
        address(workspace, id, input);
        tags.set(workspace, id, input.tags());
    }

    /** They were heard of now. */
    void seen(long workspace, long id) {
        db.run(
                "update contact set seen_at = max(seen_at, ?) where workspace = ? and id = ?",
                clock.instant(),
                workspace,
                id);
    }

    /** Into the bin, from where {@link #restore} brings them back for thirty days. */
    public void delete(long workspace, long by, long id) {
        db.inTransaction(() -> {
            get(workspace, id);
            db.change("contact", workspace, id, new Deletion(clock.instant()));
            bus.publish(new ContactDeleted(workspace, by, id));
        });
    }

    public Contact restore(long workspace, long by, long id) {
        return db.inTransaction(() -> {
            if (db.run(
                            "update contact set deleted_at = null where workspace = ? and id = ? and deleted_at is not null and merged_into is null",
                            workspace,
                            id)
                    == 0) {
                throw Problem.notFound("deleted contact");
            }
            bus.publish(new ContactChanged(workspace, by, id, "restored"));
            return get(workspace, id);
        });
    }

    /** Puts a tag on each of them, or takes it off; ids of others are passed over. */
    public int tag(long workspace, long by, List<Long> ids, String tag, boolean on) {
        var word = Tags.normal(tag);
        var check = new Check();
        Tags.check(check, "tag", word);
        check.done();
        return db.inTransaction(() -> {
            int changed = 0;
            for (long id : mine(workspace, ids)) {
                boolean did = on ? tags.add(workspace, id, word) : tags.remove(workspace, id, word);
                if (did) {
                    changed++;
                    bus.publish(new ContactChanged(workspace, by, id, "tags"));
                }
            }
            if (changed > 0) {
                bus.publish(new ContactsTagged(workspace, by, word, on, changed));
            }
            return changed;
        });
    }

    /** Into the bin with each of them. */
    public int delete(long workspace, long by, List<Long> ids) {
        return db.inTransaction(() -> {
            var mine = mine(workspace, ids);
            mine.forEach(id -> delete(workspace, by, id));
            return mine.size();
        });
    }

    public int restore(long workspace, long by, List<Long> ids) {
        return db.inTransaction(() -> {
            int back = 0;
            for (long id : ids) {
                if (db.number(
                                "select count(*) from contact where workspace = ? and id = ? and deleted_at is not null and merged_into is null",
                                workspace,
                                id)
                        > 0) {
                    restore(workspace, by, id);
                    back++;
                }
            }
            return back;
        });
    }

    /** Forgets a person for good, also one in the bin. What they want no more stays known, without who they were. */
    void erase(long workspace, long by, long id) {
        db.inTransaction(() -> {
            if (db.number("select count(*) from contact where workspace = ? and id = ?", workspace, id) == 0) {
                throw Problem.notFound("contact");
            }
            db.run("""
                    delete from letter where kind = ? and recipient in (
                      select written from contact_address where contact = ? and kind = 'email')""", Consents.LETTER, id);
            db.run("delete from contact_change where contact = ?", id);
            db.run("delete from contact_merge where other = ?", id);
            db.remove("contact", workspace, id);
            bus.publish(new ContactErased(workspace, by, id));
        });
    }

    /** Forgets for good what was deleted more than thirty days ago. */
    void purge() {
        var before = clock.instant().minus(UNDO);
        // who was put together with another lives on there
        db.run("delete from contact where deleted_at < ? and merged_into is not null", before);
        for (var old : db.list(Old.class, "select workspace, id from contact where deleted_at < ?", before)) {
            erase(old.workspace, 0, old.id);
        }
    }

    private List<Long> mine(long workspace, List<Long> ids) {
        if (ids.size() > MOST_AT_ONCE) {
            throw Problem.invalid("ids", "Choose %,d contacts at most.".formatted(MOST_AT_ONCE));
        }
        return ids.stream()
                .distinct()
                .filter(id -> find(workspace, id).isPresent())
                .toList();
    }

    private void requireFree(long workspace, long self, ContactInput input) {
        for (var email : input.emails()) {
            requireFree(workspace, self, "email", "emails", email, Addresses.email(email));
        }
        for (var phone : input.phones()) {
            requireFree(workspace, self, "phone", "phones", phone, Addresses.phone(phone));
        }
    }

    private void requireFree(long workspace, long self, String kind, String field, String written, String normal) {
        long holder = db.number(
                "select contact from contact_address where workspace = ? and kind = ? and normal = ?",
                workspace,
                kind,
                normal);
        if (holder != 0 && holder != self) {
            var who = find(workspace, holder).map(Contact::title).orElse("a contact in the bin");
            throw Problem.invalid(field, written + " belongs to " + who + ". One person is one contact.");
        }
    }

    /** Leaves exactly these with a contact. What stays keeps its row, so that whoever remembers it finds it again. */
    private void address(long workspace, long id, ContactInput input) {
        var before = new HashMap<String, Long>();
        db.list(Kept.class, "select id, kind || ' ' || normal as key from contact_address where contact = ?", id)
                .forEach(kept -> before.put(kept.key, kept.id));
        addresses(id, input).forEach(row -> address(workspace, row, before));
        before.values().forEach(gone -> db.remove("contact_address", workspace, gone));
    }

    private static List<AddressRow> addresses(long id, ContactInput input) {
        var rows = new ArrayList<AddressRow>();
        for (var email : input.emails()) {
            rows.add(new AddressRow(id, "email", email, Addresses.email(email), rows.size()));
        }
        for (var phone : input.phones()) {
            rows.add(new AddressRow(id, "phone", phone, Addresses.phone(phone), rows.size()));
        }
        return rows;
    }

    private void address(long workspace, AddressRow row, Map<String, Long> before) {
        var kept = before.remove(row.kind + " " + row.normal);
        if (kept == null) {
            db.add("contact_address", workspace, row);
        } else {
            db.change("contact_address", workspace, kept, row);
        }
    }

    private record Kept(long id, String key) {}

    private record Row(String name, String language, String metBy, Instant seenAt, Instant updatedAt) {}

    private record Details(String name, String language, Instant updatedAt) {}

    private record Deletion(@Nullable Instant deletedAt) {}

    private record AddressRow(long contact, String kind, String written, String normal, int position) {}

    private record Holder(String normal, long contact) {}

    private record Old(long workspace, long id) {}
}
