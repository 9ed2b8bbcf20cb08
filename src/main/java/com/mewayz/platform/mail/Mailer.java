package com.mewayz.platform.mail;

import com.mewayz.platform.Json;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.Db;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends letters, where a mail server is set up. A letter is stored sealed in the transaction that makes it true; a job
 * sends it within moments, and again with growing pauses while the mail server says "not now". That it is being sent is
 * on disk before the first word is said: what a crash leaves behind in that state may have arrived and is not repeated.
 */
public final class Mailer implements AutoCloseable {
    /** Where the text of a letter is kept until the letter has ended. */
    public static final Sealed BODY = Sealed.column("letter", "body");

    private static final Logger LOG = Logger.getLogger(Mailer.class.getName());
    private static final Duration LATE = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
    private static final int TRIES = 8;
    private static final Duration KEPT = Duration.ofDays(30);

    private final Db db;
    private final Clock clock;
    private final MailSettings settings;
    private final Secrets secrets;
    private final BiFunction<String, Map<String, Object>, String> templates;
    private final Runnable wake;
    private final ReentrantLock sending = new ReentrantLock();
    private volatile boolean open = true;

    /**
     * @param templates renders a template by name
     * @param wake lets {@link #send} run soon, on a thread of its own
     */
    public Mailer(
            Db db,
            Clock clock,
            MailSettings settings,
            Secrets secrets,
            BiFunction<String, Map<String, Object>, String> templates,
            Runnable wake) {
        this.db = db;
        this.clock = clock;
        this.settings = settings;
        this.secrets = secrets;
        this.templates = templates;
        this.wake = wake;
    }

    public MailSettings settings() {
        return settings;
    }

    /** Whether a mail server is set up. Without one, links are shown to be copied. */
    public boolean ready() {
        return settings.present();
    }

    /** Whether letters wait for longer than the timetable and a mail server that has a moment's trouble explain. */
    public boolean isBehind() {
        return db.number(
                        "select exists (select 1 from letter where state in ('waiting', 'sending') and created_at < ?)",
                        clock.instant().minus(LATE))
                > 0;
    }

    /** The full address of a page of this server, as it stands in letters. */
    public String link(String path) {
        return settings.address() + path;
    }

    /**
     * Stores a letter to be sent within moments; belongs into the transaction that makes it true.
     *
     * @return its id, or 0 where no mail server is set up
     */
    public long queue(Letter letter) {
        if (!db.isInTransaction()) {
            throw new IllegalStateException("a letter belongs into the transaction that makes it true");
        }
        if (!ready()) {
            return 0;
        }
        var now = clock.instant();
        long id = db.ids().next();
        db.run(
                "insert into letter (id, kind, recipient, body, next_try_at, created_at) values (?, ?, ?, ?, ?, ?)",
                id,
                letter.kind(),
                letter.to(),
                secrets.seal(Json.write(Body.of(letter)), BODY.place(id)),
                now,
                now);
        db.afterCommit(wake);
        return id;
    }

    /** Takes away every letter to an address, sent or not. */
    public void forget(String address) {
        db.run("delete from letter where recipient = ?", address);
    }

    /** What became of a letter. */
    public Optional<Fate> fate(long letter) {
        return db.find(
                Fate.class,
                "select case state when 'sending' then 'waiting' else state end as state, reply from letter where id = ?",
                letter);
    }

    /** The last letters, newest first. */
    public List<Sent> latest(int count) {
        return db.list(Sent.class, """
                select id, kind, recipient, case state when 'sending' then 'waiting' else state end as state, reply,
                created_at from letter order by id desc limit ?""", count);
    }

    /** Sends what is due, one letter after the other and over one connection; whoever comes meanwhile waits. */
    public void send() {
        sending.lock();
        try {
            settings.server().ifPresent(this::send);
        } finally {
            sending.unlock();
        }
    }

    private void send(MailServer server) {
        putRight();
        try (var smtp = new Smtp(server, null, null)) {
            while (open) {
                var next = db.find(
                        Due.class,
                        "select id, kind, recipient, body, tries from letter where state = 'waiting' and next_try_at <= ? order by next_try_at, id limit 1",
                        clock.instant());
                if (next.isEmpty() || !attempt(smtp, server, next.get())) {
                    return;
                }
            }
        }
    }

    /** Sends a letter at once, on this thread, and tells what was said meanwhile. */
    public Dialogue test(MailServer server, Letter letter) {
        var trace = new ByteArrayOutputStream();
        Outcome outcome;
        try (var smtp = new Smtp(server, null, trace)) {
            outcome = post(smtp, server, db.ids().next(), letter);
        }
        var sentence = switch (outcome) {
            case Outcome.Sent sent -> "The mail server took the letter. Look whether it arrives.";
            case Outcome.TryLater later -> "The mail server took no letter now. It said: " + later.reply();
            case Outcome.Refused refused ->
                "The mail server refused the letter or its recipient. It said: " + refused.reply();
            case Outcome.Uncertain uncertain -> uncertain.reply();
            case Outcome.Unreachable unreachable -> unreachable.reply();
        };
        return Dialogue.of(outcome instanceof Outcome.Sent, sentence, trace.toString(StandardCharsets.UTF_8), server);
    }

    /**
     * Greets the mail server and signs in, without sending anything.
     *
     * @return why that did not work, or nothing
     */
    public static Optional<String> reach(MailServer server) {
        try (var smtp = new Smtp(server, null, null)) {
            return smtp.reach();
        }
    }

    /** After a start: what was being sent when the program died may have arrived, or not. */
    public void recover() {
        db.run(
                "update letter set state = 'uncertain', reply = 'The server stopped while this was being sent.', body = '', ended_at = ? where state = 'sending'",
                clock.instant());
    }

    public void expire() {
        db.run("delete from letter where ended_at <= ?", clock.instant().minus(KEPT));
    }

    /** The letter as HTML. */
    public String html(Letter letter, String sender) {
        var address = settings.address();
        var model = new HashMap<String, Object>();
        model.put("subject", letter.subject());
        model.put("paragraphs", letter.paragraphs());
        model.put("tables", letter.tables());
        model.put("button", letter.button().orElse(null));
        model.put("sender", sender);
        model.put("host", address.substring(address.indexOf("://") + 3));
        return templates.apply("mail/letter", model);
    }

    /** Lets the letter that is on its way arrive, if that does not take too long; then nobody knows whether it did. */
    @Override
    public void close() {
        open = false;
        try {
            if (sending.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                sending.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if there is no use in trying the next one now. */
    private boolean attempt(Smtp smtp, MailServer server, Due due) {
        if (db.run("update letter set state = 'sending', tries = tries + 1 where id = ? and state = 'waiting'", due.id)
                == 0) {
            return true;
        }
        Outcome outcome;
        try {
            var letter = Json.read(secrets.open(due.body, BODY.place(due.id)), Body.class)
                    .letter(due.kind, due.recipient);
            outcome = post(smtp, server, due.id, letter);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "letter " + due.id + " cannot be sent", e);
            outcome = new Outcome.Refused("This server could not write the letter; its log says why.");
        }
        int tries = due.tries + 1;
        switch (outcome) {
            case Outcome.Sent sent -> end(due.id, "sent", sent.reply());
            case Outcome.Refused refused -> end(due.id, "refused", refused.reply());
            case Outcome.Uncertain uncertain -> end(due.id, "uncertain", uncertain.reply());
            case Outcome.TryLater later -> later(due.id, tries, later.reply());
            case Outcome.Unreachable unreachable -> later(due.id, tries, unreachable.reply());
        }
        return !(outcome instanceof Outcome.Unreachable);
    }

    private Outcome post(Smtp smtp, MailServer server, long id, Letter letter) {
        // RFC 6531 would be needed, which few servers take; an address of other letters is never cut or guessed at
        if (!letter.to().matches("[\\x21-\\x7e]+")) {
            return new Outcome.Refused("Mail servers take only addresses of plain letters.");
        }
        var html = html(letter, server.senderName());
        var envelope = Envelope.of(smtp.session(), server, id, letter, html, clock.instant());
        return smtp.send(envelope, letter.to());
    }

    /** Whatever it held is of no use any more, and may have been a key to somebody's account. */
    private void end(long id, String state, String reply) {
        db.run(
                "update letter set state = ?, reply = ?, body = '', ended_at = ? where id = ?",
                state,
                reply,
                clock.instant(),
                id);
    }

    private void later(long id, int tries, String reply) {
        if (tries >= TRIES) {
            end(id, "refused", "Given up after " + tries + " tries. " + reply);
            return;
        }
        db.run(
                "update letter set state = 'waiting', reply = ?, next_try_at = ? where id = ?",
                reply,
                clock.instant().plus(pause(tries)),
                id);
    }

    /** What waits for longer than its pause was put off before the clock was put back, and is due. */
    private void putRight() {
        var now = clock.instant();
        for (var each : db.list(
                Waiting.class,
                "select id, tries, next_try_at from letter where state = 'waiting' and next_try_at > ?",
                now)) {
            if (each.tries == 0 || each.nextTryAt.isAfter(now.plus(pause(each.tries)))) {
                db.run("update letter set next_try_at = ? where id = ? and state = 'waiting'", now, each.id);
            }
        }
    }

    private static Duration pause(int tries) {
        var pause = PAUSE.multipliedBy((long) Math.pow(3, tries - 1));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /**
     * How far a letter came: waiting, sent, refused (the mail server said no), uncertain (it went silent).
     *
     * @param reply what the mail server said
     */
    public record Fate(State state, String reply) {}

    /** The states of a letter. */
    public enum State {
        WAITING,
        SENT,
        REFUSED,
        UNCERTAIN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A letter in the list of letters. */
    public record Sent(long id, String kind, String recipient, State state, String reply, Instant createdAt) {}

    private record Waiting(long id, int tries, Instant nextTryAt) {}

    private record Due(long id, String kind, String recipient, String body, int tries) {
        @Override
        public String toString() {
            return "letter " + id; // never the body
        }
    }

    /** What is sealed of a letter. */
    private record Body(
            String subject,
            List<String> paragraphs,
            @Nullable List<Letter.Table> tables,
            @Nullable String button,
            @Nullable String address) {
        static Body of(Letter letter) {
            return new Body(
                    letter.subject(),
                    letter.paragraphs(),
                    letter.tables().isEmpty() ? null : letter.tables(),
                    letter.button().map(Letter.Button::text).orElse(null),
                    letter.button().map(Letter.Button::address).orElse(null));
        }

        Letter letter(String kind, String to) {
            return new Letter(
                    kind,
                    to,
                    subject,
                    new ArrayList<>(paragraphs),
                    tables == null ? List.of() : tables,
                    button == null || address == null
                            ? Optional.empty()
                            : Optional.of(new Letter.Button(button, address)));
        }

        @Override
        public String toString() {
            return "body"; // never what it says
        }
    }
}
