package com.mewayz.contacts;

import com.mewayz.contacts.Consents.Consent;
import com.mewayz.contacts.Messages.Message;
import com.mewayz.contacts.Messages.Note;
import com.mewayz.facts.ContactFact;
import com.mewayz.facts.ContactFact.ConsentAsked;
import com.mewayz.facts.ContactFact.ConsentGiven;
import com.mewayz.facts.ContactFact.ConsentWithdrawn;
import com.mewayz.facts.ContactFact.ContactChanged;
import com.mewayz.facts.ContactFact.ContactDeleted;
import com.mewayz.facts.ContactFact.ContactErased;
import com.mewayz.facts.ContactFact.ContactMet;
import com.mewayz.facts.ContactFact.ContactsImported;
import com.mewayz.facts.ContactFact.ContactsMerged;
import com.mewayz.facts.ContactFact.ContactsTagged;
import com.mewayz.facts.ContactFact.FormSubmitted;
import com.mewayz.facts.ContactFact.ImportReverted;
import com.mewayz.facts.ContactFact.MergeReverted;
import com.mewayz.facts.ContactFact.NoteWritten;
import com.mewayz.platform.Amounts;
import com.mewayz.platform.bus.Facts;
import com.mewayz.platform.bus.StoredFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened with one person, read off the facts; the words that belong to them are looked up. */
final class Timeline {
    private static final int ENTRIES = 50;

    private final Facts facts;
    private final Consents consents;
    private final Messages messages;
    private final Merges merges;

    Timeline(Facts facts, Consents consents, Messages messages, Merges merges) {
        this.facts = facts;
        this.consents = consents;
        this.messages = messages;
        this.merges = merges;
    }

    /**
     * One thing that happened.
     *
     * @param icon a name in the console's sprite
     * @param tone "", ok, warn, bad or pri
     */
    record Entry(long id, String kind, String icon, String tone, String title, String detail, long by, Instant at) {}

    /** @param below only what is older than this entry; {@link Long#MAX_VALUE} for the newest */
    List<Entry> of(long workspace, long contact, long below) {
        Map<Long, Consent> asked = byId(consents.of(workspace, contact), Consent::id);
        Map<Long, Message> written = byId(messages.of(workspace, contact), Message::id);
        Map<Long, Note> noted = byId(messages.notes(workspace, contact), Note::id);
        return facts.ofContacts(workspace, merges.everybody(contact), below, ENTRIES).stream()
                .map(stored -> stored.fact() instanceof ContactFact fact
                        ? entry(stored, fact, asked, written, noted)
                        : plain(stored))
                .toList();
    }

    /** Everything, the latest first. */
    List<Entry> all(long workspace, long contact) {
        var all = new ArrayList<Entry>();
        long below = Long.MAX_VALUE;
        List<Entry> some;
        do {
            some = of(workspace, contact, below);
            all.addAll(some);
            below = some.isEmpty() ? below : some.getLast().id();
        } while (isFull(some));
        return all;
    }

    /** Whether there may be more than one call gives. */
    static boolean isFull(List<Entry> entries) {
        return entries.size() == ENTRIES;
    }

    private static Entry entry(
            StoredFact stored,
            ContactFact fact,
            Map<Long, Consent> asked,
            Map<Long, Message> written,
            Map<Long, Note> noted) {
        return switch (fact) {
            case ContactMet f ->
                entry(
                        stored,
                        "user-plus",
                        "pri",
                        "Met",
                        Met.valueOf(f.how().toUpperCase(Locale.ROOT)).label());
            case ContactChanged f -> entry(stored, "pencil", "", title(f.what()), "");
            case ContactsTagged f -> entry(stored, "tag", "", "Tagged", f.tag());
            case ContactsImported f -> plain(stored);
            case ImportReverted f -> plain(stored);
            case ContactsMerged f -> entry(stored, "users", "", "Put together with another contact", "");
            case MergeReverted f -> entry(stored, "undo-2", "", "Taken apart again", "");
            case ContactDeleted f -> entry(stored, "trash-2", "warn", "Put in the bin", "");
            case ContactErased f -> entry(stored, "trash-2", "bad", "Erased", "");
            case NoteWritten f -> {
                var note = noted.get(f.note());
                yield entry(stored, "pencil", "", "Note", note == null ? "" : note.text());
            }
            case ConsentAsked f -> entry(stored, "mail", "", "Asked for letters", detail(asked.get(f.consent())));
            case ConsentGiven f ->
                entry(stored, "circle-check", "ok", "Agreed to letters", confirmed(asked.get(f.consent())));
            case ConsentWithdrawn f -> entry(stored, "circle-x", "warn", "Wants no more letters", "");
            case FormSubmitted f -> {
                var message = written.get(f.message());
                yield entry(stored, "message-circle", "pri", "Wrote", message == null ? "" : message.text());
            }
        };
    }

    private static Entry plain(StoredFact stored) {
        var words = stored.kind().replace('-', ' ');
        return entry(stored, "circle", "", Character.toUpperCase(words.charAt(0)) + words.substring(1), "");
    }

    private static Entry entry(StoredFact stored, String icon, String tone, String title, String detail) {
        return new Entry(stored.id(), stored.kind(), icon, tone, title, detail, stored.user(), stored.at());
    }

    private static String title(String what) {
        return switch (what) {
            case "restored" -> "Taken out of the bin";
            case "tags" -> "Tags changed";
            default -> "Details changed";
        };
    }

    private static String detail(@Nullable Consent consent) {
        return consent == null ? "" : consent.page();
    }

    private static String confirmed(@Nullable Consent consent) {
        if (consent == null || consent.givenAt() == null) {
            return "";
        }
        return "Confirmed by mail after " + Amounts.time(Duration.between(consent.askedAt(), consent.givenAt()));
    }

    private static <T> Map<Long, T> byId(List<T> list, Function<T, Long> id) {
        return list.stream().collect(Collectors.toMap(id, Function.identity()));
    }
}
