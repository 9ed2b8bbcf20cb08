package com.mewayz.contacts;

import com.mewayz.facts.ContactFact.ContactsMerged;
import com.mewayz.facts.ContactFact.MergeReverted;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one contact of two that are the same person, and two again. */
final class Merges {
    private static final int SUGGESTED = 10;
    /** Everything that belongs to a contact and goes with it. */
    private static final List<String> TABLES = List.of("contact_address", "contact_note", "contact_message", "consent");

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Contacts contacts;

    Merges(Db db, Bus bus, Clock clock, Contacts contacts) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.contacts = contacts;
    }

    /** A merge that can be undone. {@code other}: who was put together with {@code contact}. */
    record Merge(long id, long workspace, long contact, long other, Instant createdAt) {}

    /**
     * Puts the other together with the contact: addresses, tags, notes, messages and consents come to it. What the contact
     * has itself, its name above all, stays.
     */
    Merge merge(long workspace, long by, long id, long otherId) {
        return db.inTransaction(() -> {
            if (id == otherId) {
                throw Problem.invalid("other", "Choose somebody else.");
            }
            var contact = contacts.get(workspace, id);
            var other = contacts.find(workspace, otherId)
                    .orElseThrow(() -> Problem.invalid("other", "This contact does not exist."));
            var moved = new ArrayList<Moved>();
            for (var table : TABLES) {
                moved.add(new Moved(table, ids(table, otherId)));
            }
            long merge = db.add(
                    "contact_merge",
                    workspace,
                    new Row(id, otherId, new Before(contact.input(), contact.newsletter()), new Moves(moved)));
            moved.forEach(part -> move(part.table, part.ids, id));
            // those of the contact itself come first
            db.run(
                    "update contact_address set position = position + 100 where contact = ? and id in (select value from json_each(?))",
                    id,
                    moved.getFirst().ids);
            db.run("update contact set deleted_at = ?, merged_into = ? where id = ?", clock.instant(), id, otherId);
            db.run(
                    "update contact set name = ?, language = ?, newsletter = ?, seen_at = max(seen_at, ?), updated_at = ? where id = ?",
                    contact.name().isBlank() ? other.name() : contact.name(),
                    contact.language().isBlank() ? other.language() : contact.language(),
                    stronger(contact.newsletter(), other.newsletter()),
                    other.seenAt(),
                    clock.instant(),
                    id);
            other.tags().forEach(tag -> contacts.tags().add(workspace, id, tag));
            bus.publish(new ContactsMerged(workspace, by, id, otherId, merge));
            return get(workspace, merge);
        });
    }

    /** Makes two of them again, each with what it had; what came since stays with the one that stayed. */
    Merge undo(long workspace, long by, long id) {
        return db.inTransaction(() -> {
            var merge = get(workspace, id);
            var stored = db.find(Stored.class, "select before, moved from contact_merge where id = ?", id)
                    .orElseThrow();
            if (db.run(
                            "update contact set deleted_at = null, merged_into = null where workspace = ? and id = ? and merged_into = ?",
                            workspace,
                            merge.other,
                            merge.contact)
                    == 0) {
                throw Problem.conflict("This was too long ago: the other contact is gone for good.");
            }
            stored.moved().parts().forEach(part -> move(part.table, here(part, merge.contact), merge.other));
            var before = stored.before();
            db.run(
                    "update contact set name = ?, language = ?, newsletter = ?, updated_at = ? where id = ?",
                    before.input.name(),
                    before.input.language(),
                    before.newsletter,
                    clock.instant(),
                    merge.contact);
            var theirs = contacts.get(workspace, merge.other).tags();
            theirs.stream()
                    .filter(tag -> before.input.tags().stream().noneMatch(tag::equalsIgnoreCase))
                    .forEach(tag -> contacts.tags().remove(workspace, merge.contact, tag));
            db.run("update contact_merge set undone_at = ? where id = ?", clock.instant(), id);
            bus.publish(new MergeReverted(workspace, by, merge.contact, merge.other, id));
            return merge;
        });
    }

    /** Merges into a contact that can be undone, the latest first. */
    List<Merge> of(long workspace, long contact) {
        return db.list(Merge.class, """
                select m.id, m.workspace, m.contact, m.other, m.created_at from contact_merge m
                join contact o on o.id = m.other and o.merged_into = m.contact
                where m.workspace = ? and m.contact = ? and m.undone_at is null order by m.id desc""", workspace, contact);
    }

    /** A contact and everybody who was put together with it: what happened to any of them belongs to it. */
    List<Long> everybody(long contact) {
        var all = new ArrayList<Long>();
        all.add(contact);
        for (int i = 0; i < all.size(); i++) {
            db
                    .list(
                            Other.class,
                            "select other from contact_merge where contact = ? and undone_at is null",
                            all.get(i))
                    .stream()
                    .map(Other::other)
                    .filter(other -> !all.contains(other))
                    .forEach(all::add);
        }
        return all;
    }

    /** Who may be the same person: by the name, or by what stands before the @. */
    List<Contact> suggestions(Contact contact) {
        var name = contact.name().strip();
        var local = contact.emails().stream()
                .map(email -> email.substring(0, Math.max(0, email.lastIndexOf('@'))))
                .filter(text -> text.length() > 3)
                .findFirst();
        var ids = db.list(
                Id.class,
                """
                select distinct c.id from contact c left join contact_address a on a.contact = c.id and a.kind = 'email'
                where c.workspace = ? and c.deleted_at is null and c.id <> ?
                  and (? <> '' and c.name = ? collate nocase or ? <> '' and a.normal glob ?)
                limit ?""",
                contact.workspace(),
                contact.id(),
                name,
                name,
                local.orElse(""),
                local.map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[*?\\[]", "?") + "@*")
                        .orElse(""),
                SUGGESTED);
        return ids.stream()
                .flatMap(found -> contacts.find(contact.workspace(), found.id).stream())
                .toList();
    }

    private Merge get(long workspace, long id) {
        return db.find(
                        Merge.class,
                        "select id, workspace, contact, other, created_at from contact_merge where workspace = ? and id = ? and undone_at is null",
                        workspace,
                        id)
                .orElseThrow(() -> Problem.notFound("merge"));
    }

    private List<Long> ids(String table, long contact) {
        return db.list(Id.class, select(table), contact).stream().map(Id::id).toList();
    }

    /** Those that are still with the contact. */
    private List<Long> here(Moved part, long contact) {
        var now = ids(part.table, contact);
        return part.ids.stream().filter(now::contains).toList();
    }

    private void move(String table, List<Long> ids, long to) {
        db.run(update(table), to, ids);
    }

    private static String select(String table) {
        return switch (table) {
            case "contact_address" -> "select id from contact_address where contact = ?";
            case "contact_note" -> "select id from contact_note where contact = ?";
            case "contact_message" -> "select id from contact_message where contact = ?";
            default -> "select id from consent where contact = ?";
        };
    }

    private static String update(String table) {
        return switch (table) {
            case "contact_address" ->
                "update contact_address set contact = ? where id in (select value from json_each(?))";
            case "contact_note" -> "update contact_note set contact = ? where id in (select value from json_each(?))";
            case "contact_message" ->
                "update contact_message set contact = ? where id in (select value from json_each(?))";
            default -> "update consent set contact = ? where id in (select value from json_each(?))";
        };
    }

    /** Whoever left under one address stays away; otherwise what they agreed to under either holds. */
    private static Contact.Newsletter stronger(Contact.Newsletter one, Contact.Newsletter two) {
        return Stream.of(Contact.Newsletter.WITHDRAWN, Contact.Newsletter.GIVEN, Contact.Newsletter.ASKED)
                .filter(state -> state == one || state == two)
                .findFirst()
                .orElse(Contact.Newsletter.NONE);
    }

    private record Moved(String table, List<Long> ids) {}

    private record Moves(List<Moved> parts) {}

    private record Before(ContactInput input, Contact.Newsletter newsletter) {}

    private record Row(long contact, long other, Before before, Moves moved) {}

    private record Stored(Before before, Moves moved) {}

    private record Id(long id) {}

    private record Other(long other) {}

    /** What a caller chooses. */
    record MergeInput(@Nullable Long other) {
        long checked() {
            return Optional.ofNullable(other)
                    .orElseThrow(() -> Problem.invalid("other", "Choose who is the same person."));
        }
    }
}
