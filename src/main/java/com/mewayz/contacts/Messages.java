package com.mewayz.contacts;

import com.mewayz.facts.ContactFact.FormSubmitted;
import com.mewayz.facts.ContactFact.NoteWritten;
import com.mewayz.platform.Check;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What contacts wrote, and what was written about them. */
public final class Messages {
    /** So many characters may be written at once. */
    public static final int LONGEST = 5_000;

    private final Db db;
    private final Bus bus;
    private final Contacts contacts;

    public Messages(Db db, Bus bus, Contacts contacts) {
        this.db = db;
        this.bus = bus;
        this.contacts = contacts;
    }

    /** What came through a form. */
    public record Message(
            long id,
            long contact,
            long site,
            String page,
            String text,
            @Nullable Instant readAt,
            Instant createdAt) {}

    public record Note(long id, long contact, String text, long writtenBy, Instant createdAt) {}

    /** @param page the full address of the page that the form is on */
    public Message receive(Contact contact, long site, String page, String text) {
        new Check().text("text", text, 1, LONGEST).done();
        return db.inTransaction(() -> {
            long id =
                    db.add("contact_message", contact.workspace(), new Written(contact.id(), site, page, text.strip()));
            contacts.seen(contact.workspace(), contact.id());
            bus.publish(new FormSubmitted(contact.workspace(), 0, contact.id(), site, id));
            return db.find(Message.class, "select * from contact_message where id = ?", id)
                    .orElseThrow();
        });
    }

    Note write(long workspace, long by, long contact, ContactNote input) {
        contacts.get(workspace, contact);
        input.check();
        return db.inTransaction(() -> {
            long id = db.add("contact_note", workspace, new Noted(contact, input.text(), by));
            bus.publish(new NoteWritten(workspace, by, contact, id));
            return db.find(Note.class, "select * from contact_note where id = ?", id)
                    .orElseThrow();
        });
    }

    List<Message> of(long workspace, long contact) {
        return db.list(
                Message.class,
                "select * from contact_message where workspace = ? and contact = ? order by id desc",
                workspace,
                contact);
    }

    List<Note> notes(long workspace, long contact) {
        return db.list(
                Note.class,
                "select * from contact_note where workspace = ? and contact = ? order by id desc",
                workspace,
                contact);
    }

    /** What a caller writes about a contact. */
    record ContactNote(String text) {
        ContactNote {
            text = text == null ? "" : text.strip();
        }

        void check() {
            new Check().text("text", text, 1, LONGEST).done();
        }
    }

    private record Written(long contact, long site, String page, String text) {}

    private record Noted(long contact, String text, long writtenBy) {}
}
