package com.mewayz.contacts;

import com.mewayz.facts.WorkspaceFact.ListExported;
import com.mewayz.platform.Csv;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Contacts as files that leave the house; that they did is written down. */
final class Extracts {
    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Contacts contacts;
    private final Consents consents;
    private final Messages messages;
    private final Timeline timeline;

    Extracts(Db db, Bus bus, Clock clock, Contacts contacts, Consents consents, Messages messages, Timeline timeline) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.contacts = contacts;
        this.consents = consents;
        this.messages = messages;
        this.timeline = timeline;
    }

    /** What a caller wants. {@code format}: csv or vcf. */
    record ExtractInput(String format) {}

    /** Everybody whom the filter lets through, one by one: their number does not matter. */
    Answer list(long workspace, long by, ContactFilter filter, ExtractInput wanted) {
        var format = wanted.format() == null ? "" : wanted.format();
        var answer = switch (format) {
            case "csv" -> file("text/csv; charset=utf-8", "csv", workspace, filter, Extracts::head, Extracts::line);
            case "vcf" -> file("text/vcard; charset=utf-8", "vcf", workspace, filter, () -> "", Extracts::card);
            default -> throw Problem.invalid("format", "Choose csv or vcf.");
        };
        db.inTransaction(() -> bus.publish(new ListExported(workspace, by, "contacts")));
        return answer;
    }

    /** Everything that is known of one person: for them to read. */
    Answer person(long workspace, long by, long id) {
        var contact = contacts.get(workspace, id);
        var all = new LinkedHashMap<String, Object>();
        all.put("contact", contact);
        all.put("consents", consents.of(workspace, id));
        all.put("messages", messages.of(workspace, id));
        all.put("notes", messages.notes(workspace, id));
        all.put("timeline", timeline.all(workspace, id));
        db.inTransaction(() -> bus.publish(new ListExported(workspace, by, "a contact")));
        var bytes = Json.write(all).getBytes(StandardCharsets.UTF_8);
        return Answer.download("application/json; charset=utf-8", "contact-" + id + ".json", out -> out.write(bytes));
    }

    private Answer file(
            String type,
            String ending,
            long workspace,
            ContactFilter filter,
            Supplier<String> head,
            Function<Contact, String> text) {
        var name = "contacts-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "." + ending;
        return Answer.download(type, name, out -> {
            put(out, head.get());
            try {
                contacts.lists().each(workspace, filter, contact -> {
                    try {
                        put(out, text.apply(contact));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String head() {
        return Csv.line(List.of(
                "name",
                "email",
                "more_emails",
                "phone",
                "more_phones",
                "tags",
                "language",
                "met_by",
                "newsletter",
                "seen_at",
                "created_at",
                "id"));
    }

    private static String line(Contact contact) {
        return Csv.line(List.of(
                contact.name(),
                contact.emails().stream().findFirst().orElse(""),
                rest(contact.emails()),
                contact.phones().stream().findFirst().orElse(""),
                rest(contact.phones()),
                String.join(", ", contact.tags()),
                contact.language(),
                contact.metBy(),
                contact.newsletter().name().toLowerCase(Locale.ROOT),
                contact.seenAt().toString(),
                contact.createdAt().toString(),
                String.valueOf(contact.id())));
    }

    private static String rest(List<String> all) {
        return String.join(", ", all.stream().skip(1).toList());
    }

    /** RFC 6350, in the parts that version 3 (RFC 2426) has as well. */
    private static String card(Contact contact) {
        var card = new StringBuilder("BEGIN:VCARD\r\nVERSION:4.0\r\n");
        card.append(folded("UID:mewayz-" + contact.id()));
        card.append(folded("FN:" + escaped(contact.title())));
        int last = contact.name().lastIndexOf(' ');
        if (!contact.name().isBlank()) {
            card.append(folded("N:"
                    + (last < 0
                            ? ";" + escaped(contact.name())
                            : escaped(contact.name().substring(last + 1)) + ";"
                                    + escaped(contact.name().substring(0, last)))
                    + ";;;"));
        }
        contact.emails().forEach(email -> card.append(folded("EMAIL:" + escaped(email))));
        contact.phones().forEach(phone -> card.append(folded("TEL:" + escaped(phone))));
        if (!contact.tags().isEmpty()) {
            card.append(folded("CATEGORIES:"
                    + String.join(
                            ",", contact.tags().stream().map(Extracts::escaped).toList())));
        }
        if (!contact.language().isEmpty()) {
            card.append(folded("LANG:" + escaped(contact.language())));
        }
        return card.append("END:VCARD\r\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace(";", "\\;")
                .replaceAll("\\R", "\\\\n");
    }

    /** No line is longer than 75 octets; none is cut within a character (RFC 6350 3.2). */
    private static String folded(String line) {
        var text = new StringBuilder();
        int length = 0;
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            var character = Character.toString(line.codePointAt(at));
            int octets = character.getBytes(StandardCharsets.UTF_8).length;
            if (length + octets > 75) {
                text.append("\r\n ");
                length = 1;
            }
            text.append(character);
            length += octets;
        }
        return text.append("\r\n").toString();
    }
}
