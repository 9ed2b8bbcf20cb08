package com.mewayz.contacts;

import com.mewayz.facts.ContactFact.ImportReverted;
import com.mewayz.platform.Json;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes people what they were before an import, some hundred a transaction; who changed since is left alone. */
final class ImportUndo {
    private static final int AT_ONCE = 500;

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Contacts contacts;
    private final Consents consents;
    private final Imports imports;

    ImportUndo(Db db, Bus bus, Clock clock, Contacts contacts, Consents consents, Imports imports) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.contacts = contacts;
        this.consents = consents;
        this.imports = imports;
    }

    void run(ContactImport batch) {
        long after = 0;
        List<Change> some;
        do {
            some = db.list(Change.class, """
                    select contact, before, after from contact_change
                    where import = ? and undone = 0 and contact > ? order by contact limit ?""", batch.id(), after, AT_ONCE);
            var chunk = some;
            db.inTransaction(() -> {
                chunk.forEach(change -> back(batch, change));
                db.run("update contact_import set done = done + ? where id = ?", chunk.size(), batch.id());
            });
            after = some.isEmpty() ? after : some.getLast().contact();
        } while (some.size() == AT_ONCE);
        db.inTransaction(() -> {
            int kept = Math.toIntExact(
                    db.number("select count(*) from contact_change where import = ? and undone = 0", batch.id()));
            db.run(
                    "update contact_import set state = 'undone', kept = ?, finished_at = ? where id = ?",
                    kept,
                    clock.instant(),
                    batch.id());
            bus.publish(new ImportReverted(batch.workspace(), imports.madeBy(batch), batch.id(), kept));
        });
    }

    /** Makes a contact what it was before the import; if something happened with it since, it is left alone. */
    private void back(ContactImport batch, Change change) {
        var there = contacts.find(batch.workspace(), change.contact());
        if (there.isPresent() && isTouched(batch, there.get(), change)) {
            return;
        }
        if (there.isPresent()) {
            consents.forget(batch.workspace(), change.contact(), Imports.origin(batch));
            if (change.before() == null) {
                db.remove("contact", batch.workspace(), change.contact());
            } else {
                contacts.put(batch.workspace(), change.contact(), Json.read(change.before(), ContactInput.class));
            }
        }
        db.run("update contact_change set undone = 1 where import = ? and contact = ?", batch.id(), change.contact());
    }

    /** Whether somebody changed it, or it did something itself. */
    private boolean isTouched(ContactImport batch, Contact now, Change change) {
        return !isSame(now.input(), Json.read(change.after(), ContactInput.class))
                || batch.finishedAt() != null && now.seenAt().isAfter(batch.finishedAt())
                || db.number(
                                "select count(*) from contact_note where contact = ? and created_at > ?",
                                now.id(),
                                batch.createdAt())
                        > 0;
    }

    private static boolean isSame(ContactInput a, ContactInput b) {
        return a.name().equals(b.name())
                && a.language().equals(b.language())
                && a.emails().equals(b.emails())
                && a.phones().equals(b.phones())
                && lower(a.tags()).equals(lower(b.tags()));
    }

    private static Set<String> lower(List<String> tags) {
        return tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private record Change(long contact, @Nullable String before, String after) {}
}
