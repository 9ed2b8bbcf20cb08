package com.mewayz.contacts;

import com.mewayz.contacts.ContactImport.Known;
import com.mewayz.contacts.ContactImport.State;
import com.mewayz.facts.ContactFact.ContactsImported;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries and does imports, and has them undone, some hundred people a transaction: what was dealt with is counted in the same
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
    private final ImportUndo undo;

    ImportWork(Db db, Bus bus, Clock clock, Contacts contacts, Consents consents, Imports imports) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.contacts = contacts;
        this.consents = consents;
        this.imports = imports;
        this.undo = new ImportUndo(db, bus, clock, contacts, consents, imports);
    }

    /** Everything that waits, one after the other. */
    synchronized void work() {
        for (var next = next(); next.isPresent(); next = next()) {
            var batch = next.get();
            try {
                if (batch.state() == State.UNDOING) {
                    undo.run(batch);
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
                imports.keep(batch.id(), Csv.line(lines.getFirst()));
                bus.publish(new ContactsImported(
                        batch.workspace(), imports.madeBy(batch), batch.id(), counts.made, counts.changed));
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
        var people = new ArrayList<Person>();
        Set<Key> keys = new LinkedHashSet<>();
        for (var row : rows) {
            var input = columns.read(row, batch.tag());
            var person = new Person(input, keys(input).toList());
            people.add(person);
            keys.addAll(person.keys);
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
        var chunk = new Chunk(batch, holders, known, new LinkedHashMap<>());
        for (int i = 0; i < rows.size(); i++) {
            int line = first + i + 1;
            try {
                row(chunk, people.get(i), trial, counts);
            } catch (Problem problem) {
                counts.refused++;
                refuse(batch, line, rows.get(i), problem);
            }
        }
        write(chunk);
        if (trial != null) {
            trial.holders.putAll(holders);
        }
    }

    /** Adds those who are new all at once: one by one takes several times as long. */
    private void write(Chunk chunk) {
        if (chunk.added.isEmpty()) {
            return;
        }
        var batch = chunk.batch;
        contacts.putAll(batch.workspace(), Met.IMPORT, chunk.added);
        var changes = new ArrayList<List<Object>>();
        chunk.added.forEach((id, person) -> changes.add(List.of(id, Json.write(person))));
        db.run("""
                insert into contact_change (import, contact, before, after)
                select ?, value ->> 0, null, value ->> 1 from json_each(?)""", batch.id(), changes);
        if (!batch.consent().isEmpty()) {
            contacts.lists()
                    .all(batch.workspace(), chunk.added.keySet())
                    .values()
                    .forEach(contact -> believe(batch, contact));
        }
        chunk.added.clear();
    }

    private void row(Chunk chunk, Person row, @Nullable Trial trial, Counts counts) {
        var batch = chunk.batch;
        var holders = chunk.holders;
        var known = chunk.known;
        var person = row.input;
        person.check();
        var holder =
                row.keys.stream().filter(holders::containsKey).map(holders::get).findFirst();
        if (holder.isEmpty()) {
            long id = trial == null ? db.newId() : trial.meets(person);
            row.keys.forEach(key -> holders.put(key, id));
            if (trial == null) {
                chunk.added.put(id, person);
            }
            counts.made++;
            return;
        }
        long id = holder.get();
        if (chunk.added.containsKey(id)) {
            write(chunk);
        }
        if (trial == null && !known.containsKey(id)) {
            contacts.find(batch.workspace(), id).ifPresent(contact -> known.put(id, contact));
        }
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

    /** A row of the file, and what reaches them. */
    private record Person(ContactInput input, List<Key> keys) {}

    /**
     * What is done in one transaction.
     *
     * @param known contacts that rows are about, and {@code holders}: who has which address
     * @param added who is new and not written yet, by the ids they will have
     */
    private record Chunk(
            ContactImport batch, Map<Key, Long> holders, Map<Long, Contact> known, Map<Long, ContactInput> added) {}

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
            consents.believe(contact, batch.consent(), Imports.origin(batch));
        }
        return contact;
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
