package com.mewayz.platform.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A letter as it travels (RFC 5322): plain text and HTML beside each other, headers that nobody can break out of. */
final class Envelope extends MimeMessage {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String id;

    private Envelope(Session session, String id) {
        super(session);
        this.id = id;
    }

    /** @param number the letter's id: the same letter has the same Message-ID however often it is tried */
    static Envelope of(Session session, MailServer server, long number, Letter letter, String html, Instant at) {
        try {
            var envelope = new Envelope(session, "<letter." + number + "@" + server.domain() + ">");
            envelope.setFrom(new InternetAddress(server.senderAddress(), line(server.senderName()), "UTF-8"));
            envelope.setRecipient(RecipientType.TO, new InternetAddress(letter.to(), false));
            envelope.setSubject(line(letter.subject()), "UTF-8");
            envelope.setHeader("Date", DATE.format(at));
            // RFC 3834: nobody shall answer by machine
            envelope.setHeader("Auto-Submitted", "auto-generated");
            envelope.setHeader("X-Auto-Response-Suppress", "All");
            envelope.setContent(new MimeMultipart("alternative", part(letter.text(), "plain"), part(html, "html")));
            envelope.saveChanges();
            return envelope;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("letter " + number + " cannot be put in an envelope", e);
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    /** Folds whatever ends a line, or may be taken for that after a careless cast to bytes (CVE-2025-7962), to a space. */
    static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u760A\\u760D]+", " ").strip();
    }

    private static MimeBodyPart part(String text, String kind) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", kind);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }
}
