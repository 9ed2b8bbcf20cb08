package com.mewayz.platform.mail;

import com.mewayz.platform.db.Db;
import java.util.Optional;

/** Sends letters, where a mail server is set up. */
public final class Mailer {
    private final Db db;

    public Mailer(Db db) {
        this.db = db;
    }

    /** Whether a mail server is set up. Without one, links are shown to be copied. */
    public boolean ready() {
        return false;
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
        return 0;
    }

    /** What became of a letter. */
    public Optional<Fate> fate(long letter) {
        return Optional.empty();
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
        UNCERTAIN
    }
}
