package com.mewayz.contacts;

import com.mewayz.contacts.ContactImport.Known;
import com.mewayz.contacts.ContactImport.State;
import com.mewayz.facts.ContactFact.ContactsImported;
import com.mewayz.facts.ContactFact.ImportReverted;
import com.mewayz.platform.Csv;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries, does and undoes imports, some hundred people a transaction: what was dealt with is counted in the same
 * transaction, so that after a crash it goes on where it was.
 */
final class ImportWork {
    private static final Logger LOG = Logger.getLogger(ImportWork.class.getName());
    private static final int AT_ONCE = 500;

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Contacts contacts;
    private final Consents consents;
    private final Imports imports;

    ImportWork(Db db, Bus bus, Clock clock, Contacts contacts, Consents consents, Imports imports) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.contacts = contacts;
        this.consents = consents;
        this.imports = imports;
    }

    /** Everything that waits, one after the other. */
    synchronized void work() {
        for (var next = next(); next.isPresent(); next = next()) {
            var batch = next.get();
            try {
                if (batch.state() == State.UNDOING) {
                    undo(batch);
                } else {
                    go(batch);
                }
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "import " + batch.id() + " of contacts failed", e);
                var sentence = e instanceof Problem problem
                        ? String.valueOf(problem.getMessage())
                        : "Something broke on our side. It is in the log; what was done until then can be undone.";
                db.inTransaction(() -> db.change(
                        "contact_import",
                        batch.workspace(),
                        batch.id(),
                        new Failed(
                                batch.state() == State.CHECKING ? State.FAILED : State.DONE,
                                sentence,
                                clock.instant())));
            }
        }
    }

    private Optional<ContactImport> next() {
        return db.find(
                ContactImport.class,
                "select * from contact_import where state in ('checking', 'running', 'undoing') order by id limit 1");
    }

    private void go(ContactImport batch) {
        var lines = Imports.lines(imports.content(batch.id()));
        var columns = imports.columns(batch);
        var counts = new Counts();
        if (batch.done() > 0) {
            counts.from(batch);
        } else {
            db.run("delete from contact_refusal where import = ?", batch.id());
        }
        var trial = batch.state() == State.CHECKING ? new Trial() : null;
        for (int from = 1 + batch.done(); from < lines.size(); from += AT_ONCE) {
            int begin = from;
            int end = Math.min(lines.size(), from + AT_ONCE);
            db.inTransaction(() -> {
                rows(batch, columns, lines.subList(begin, end), begin, trial, counts);
                db.change("contact_import", batch.workspace(), batch.id(), counts.row(end - 1));
            });
        }
        db.inTransaction(() -> {
            db.change(
                    "contact_import",
                    batch.workspace(),
                    batch.id(),
                    new Ended(trial != null ? State.READY : State.DONE, lines.size() - 1, clock.instant()));
            if (trial == null) {
                // of the file only the names of its columns are needed any more
                db.run("update contact_import set content = ? where id = ?", Csv.line(lines.getFirst()), batch.id());
                bus.publish(new ContactsImported(
                        batch.workspace(), madeBy(batch), batch.id(), counts.made, counts.changed));
            }
        });
    }

    private void rows(
            ContactImport batch,
            Columns columns,
            List<List<String>> rows,
            int first,
            @Nullable Trial trial,
            Counts counts) {
        var people = new ArrayList<ContactInput>();
        Set<Key> keys = new LinkedHashSet<>();
        for (var row : rows) {
            var person = columns.read(row, batch.tag());
            people.add(person);
            keys(person).forEach(keys::add);
        }
        var holders = new HashMap<Key, Long>();
        for (var kind : List.of("email", "phone")) {
            var normals = keys.stream()
                    .filter(key -> key.kind.equals(kind))
                    .map(Key::normal)
                    .toList();
            contacts.holders(batch.workspace(), kind, normals)
                    .forEach((normal, contact) -> holders.put(new Key(kind, normal), contact));
        }
        if (trial != null) {
            keys.stream().filter(trial.holders::containsKey).forEach(key -> holders.put(key, trial.holders.get(key)));
        }
        var known = new HashMap<>(contacts.lists().all(batch.workspace(), new HashSet<>(holders.values())));
        for (int i = 0; i < rows.size(); i++) {
            int line = first + i + 1;
            try {
                row(batch, people.get(i), holders, known, trial, counts);
            } catch (Problem problem) {
                counts.refused++;
                refuse(batch, line, rows.get(i), problem);
            }
        }
        if (trial != null) {
            trial.holders.putAll(holders);
        }
    }

    private void row(
            ContactImport batch,
            ContactInput person,
            Map<Key, Long> holders,
            Map<Long, Contact> known,
            @Nullable Trial trial,
            Counts counts) {
        person.check();
        var holder = keys(person).filter(holders::containsKey).map(holders::get).findFirst();
        if (holder.isEmpty()) {
            long id = trial == null ? contacts.put(batch.workspace(), Met.IMPORT, person) : trial.meets(person);
            keys(person).forEach(key -> holders.put(key, id));
            if (trial == null) {
                changed(batch, id, null, person);
                known.put(id, believe(batch, contacts.get(batch.workspace(), id)));
            }
            counts.made++;
            return;
        }
        long id = holder.get();
        var before = Optional.ofNullable(trial)
                .flatMap(it -> it.as(id))
                .or(() -> Optional.ofNullable(known.get(id)).map(Contact::input))
                .orElseThrow(() -> Problem.invalid("emails", "They are in the bin. Restore them first."));
        var after = merged(id, before, person, batch.known(), holders);
        if (after.equals(before)) {
            counts.same++;
        } else {
            counts.changed++;
            keys(after).forEach(key -> holders.put(key, id));
        }
        if (trial != null) {
            trial.people.put(id, after);
            return;
        }
        if (!after.equals(before)) {
            contacts.put(batch.workspace(), id, after);
            changed(batch, id, before, after);
        }
        if (batch.known() != Known.SKIP) {
            known.put(id, believe(batch, contacts.get(batch.workspace(), id)));
        }
    }

    /** What would have become of people so far. Whoever would be new has a number below 0. */
    private static final class Trial {
        private final Map<Key, Long> holders = new HashMap<>();
        private final Map<Long, ContactInput> people = new HashMap<>();
        private long next = -1;

        long meets(ContactInput person) {
            people.put(next, person);
            return next--;
        }

        Optional<ContactInput> as(long id) {
            return Optional.ofNullable(people.get(id));
        }
    }

    private Contact believe(ContactImport batch, Contact contact) {
        if (!batch.consent().isEmpty()) {
            consents.believe(contact, batch.consent(), origin(batch));
        }
        return contact;
    }

    private static String origin(ContactImport batch) {
        return "import " + batch.id();
    }

    /** What somebody who is known becomes. What reaches somebody else stays with them. */
    private static ContactInput merged(
            long id, ContactInput before, ContactInput person, Known known, Map<Key, Long> holders) {
        if (known == Known.SKIP) {
            return before;
        }
        boolean over = known == Known.OVERWRITE;
        return new ContactInput(
                either(before.name(), person.name(), over),
                both(id, "email", before.emails(), person.emails(), holders),
                both(id, "phone", before.phones(), person.phones(), holders),
                Stream.concat(before.tags().stream(), person.tags().stream()).toList(),
                either(before.language(), person.language(), over));
    }

    private static String either(String before, String now, boolean over) {
        return before.isBlank() || over && !now.isBlank() ? now : before;
    }

    private static List<String> both(
            long self, String kind, List<String> before, List<String> now, Map<Key, Long> holders) {
        return Stream.concat(before.stream(), now.stream().filter(text -> {
                    var holder = holders.get(new Key(kind, normal(kind, text)));
                    return holder == null || holder == self;
                }))
                .toList();
    }

    private void changed(ContactImport batch, long contact, @Nullable ContactInput before, ContactInput after) {
        db.run("""
                insert into contact_change (import, contact, before, after) values (?, ?, ?, ?)
                on conflict (import, contact) do update set after = excluded.after""", batch.id(), contact, before == null ? null : Json.write(before), Json.write(after));
    }

    private void refuse(ContactImport batch, int line, List<String> cells, Problem problem) {
        var reason = problem.fields().values().stream()
                .flatMap(List::stream)
                .findFirst()
                .orElse(String.valueOf(problem.getMessage()));
        db.run(
                "insert into contact_refusal (import, line, cells, reason) values (?, ?, ?, ?) on conflict do nothing",
                batch.id(),
                line,
                cells,
                reason);
    }

    private void undo(ContactImport batch) {
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
            bus.publish(new ImportReverted(batch.workspace(), madeBy(batch), batch.id(), kept));
        });
    }

    /** Makes a contact what it was before the import; if something happened with it since, it is left alone. */
    private void back(ContactImport batch, Change change) {
        var there = contacts.find(batch.workspace(), change.contact());
        if (there.isPresent() && isTouched(batch, there.get(), change)) {
            return;
        }
        if (there.isPresent()) {
            consents.forget(batch.workspace(), change.contact(), origin(batch));
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

    private long madeBy(ContactImport batch) {
        return db.number("select made_by from contact_import where id = ?", batch.id());
    }

    private static Stream<Key> keys(ContactInput person) {
        return Stream.concat(
                person.emails().stream().map(email -> new Key("email", Addresses.email(email))),
                person.phones().stream().map(phone -> new Key("phone", Addresses.phone(phone))));
    }

    private static String normal(String kind, String text) {
        return kind.equals("email") ? Addresses.email(text) : Addresses.phone(text);
    }

    /** What reaches somebody, as it is compared. */
    private record Key(String kind, String normal) {}

    private record Change(long contact, @Nullable String before, String after) {}

    private static final class Counts {
        int made;
        int changed;
        int same;
        int refused;

        void from(ContactImport batch) {
            made = batch.made();
            changed = batch.changed();
            same = batch.same();
            refused = batch.refused();
        }

        Counted row(int done) {
            return new Counted(done, made, changed, same, refused);
        }
    }

    private record Counted(int done, int made, int changed, int same, int refused) {}

    private record Ended(State state, int done, Instant finishedAt) {}

    private record Failed(State state, String error, Instant finishedAt) {}
}
