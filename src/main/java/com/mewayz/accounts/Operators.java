package com.mewayz.accounts;

import com.mewayz.facts.AccountFact.OperatorAppointed;
import com.mewayz.facts.AccountFact.OperatorDismissed;
import com.mewayz.facts.AccountFact.SessionsEnded;
import com.mewayz.facts.ServerFact.EverybodySignedOut;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What those who run this server see of the accounts on it, and may do: end sessions, and share their office. They never
 * see a password, a code or what somebody works on. Every verb looks in its own transaction whether its doer is still an
 * operator, so that two who dismiss each other at the same moment cannot both succeed.
 */
final class Operators {
    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Users users;
    private final UserSessions sessions;

    Operators(Db db, Bus bus, Clock clock, Users users, UserSessions sessions) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.users = users;
        this.sessions = sessions;
    }

    /** The accounts whose address contains the words, the newest first. */
    Page<Account> page(String words, int page, int size) {
        return db.scan(() -> db.page(
                Account.class, page, size, """
                select user.id, name, email, created_at, operator,
                  (select max(last_used_at) from session where session.user = user.id) as last_seen_at,
                  (select count(*) from session where session.user = user.id and expires_at > ?) as sessions,
                  (exists (select 1 from totp where totp.user = user.id and confirmed_at is not null)
                    or exists (select 1 from passkey where passkey.user = user.id)) as second_factor
                from user where instr(email, ?) > 0 order by created_at desc, id desc""", clock.instant(), words.strip().toLowerCase(Locale.ROOT)));
    }

    /** Ends what somebody has open; of whoever asks, everything but the session they ask in. API tokens stay. */
    void endSessions(long by, long session, long user) {
        db.inTransaction(() -> {
            requireOperator(by);
            users.get(user);
            if (user == by) {
                sessions.endOthers(user, session);
            } else {
                sessions.endAll(user);
                bus.publish(new SessionsEnded(by, user, "all"));
            }
        });
    }

    /** Ends everybody's sessions, half sign-ins and trusted devices, but for the session of whoever asks. */
    void endEverybodysSessions(long by, long session) {
        db.inTransaction(() -> {
            requireOperator(by);
            db.run("delete from pending_sign_in");
            db.run("delete from trusted_device");
            bus.publish(new EverybodySignedOut(by, db.run("delete from session where id <> ?", session)));
        });
    }

    void appoint(long by, long user) {
        db.inTransaction(() -> {
            requireOperator(by);
            users.get(user);
            if (db.run("update user set operator = 1 where id = ? and operator = 0", user) == 1) {
                bus.publish(new OperatorAppointed(by, user));
            }
        });
    }

    /** @throws Problem 409 for the last one: somebody has to run the server */
    void dismiss(long by, long user) {
        db.inTransaction(() -> {
            requireOperator(by);
            if (!users.get(user).operator()) {
                return;
            }
            if (db.number("select count(*) from user where operator = 1") < 2) {
                throw Problem.conflict("This server needs an operator. Make somebody else one first.");
            }
            db.run("update user set operator = 0 where id = ?", user);
            bus.publish(new OperatorDismissed(by, user));
        });
    }

    private void requireOperator(long by) {
        if (!users.get(by).operator()) {
            throw Problem.forbidden("Only who runs this server may do this.");
        }
    }

    /**
     * An account, as whoever runs the server sees it.
     *
     * @param sessions how many it has open
     * @param secondFactor whether it has one
     */
    record Account(
            long id,
            String name,
            String email,
            Instant createdAt,
            boolean operator,
            @Nullable Instant lastSeenAt,
            long sessions,
            boolean secondFactor) {}
}
