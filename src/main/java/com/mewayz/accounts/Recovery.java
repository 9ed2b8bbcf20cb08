package com.mewayz.accounts;

import com.mewayz.accounts.Links.Purpose;
import com.mewayz.facts.AccountFact.ResetRequested;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Networks;
import com.mewayz.platform.web.Throttle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** New passwords: for who forgot the old one, by a link, and for who knows it. Neither passes over a second factor. */
public final class Recovery {
    /** A second letter within this time would only make the first one's link worthless. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    /** How a link reached its user: only what was mailed proves an address. */
    private static final String MAILED = "mailed ";

    private static final String SHOWN = "shown ";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Users users;
    private final SignIns signIns;
    private final Links links;
    private final Mailer mailer;
    private final Letters letters;
    private final Runnable wake;
    private final Throttle asking;

    /** @param wake lets {@link #answer} run soon, on a thread of its own */
    Recovery(Db db, Bus bus, Clock clock, Users users, SignIns signIns, Links links, Mailer mailer, Runnable wake) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.users = users;
        this.signIns = signIns;
        this.links = links;
        this.mailer = mailer;
        this.letters = new Letters(mailer);
        this.wake = wake;
        this.asking = new Throttle(clock, 10, Duration.ofHours(1));
    }

    /** Whether links can be mailed at all. */
    boolean mails() {
        return mailer.ready();
    }

    /**
     * Notes that somebody wants back in. Whether anybody has the address is looked up later, out of sight, so that
     * neither the answer nor its time tells.
     */
    void ask(String email, String from) {
        if (!mailer.ready()) {
            throw Problem.conflict("This server sends no mail. Ask whoever runs it for a link.");
        }
        var address = UserInput.canonical(email);
        new Check().email("email", address).done();
        asking.take(Networks.neighbourhood(from));
        db.inTransaction(() -> {
            db.add("reset_request", new Request(address, clock.instant()));
            db.afterCommit(wake);
        });
    }

    /** Writes to those who asked and have an account. */
    void answer() {
        for (var request : db.list(Asked.class, "select id, email from reset_request order by id limit 100")) {
            db.inTransaction(() -> {
                if (db.run("delete from reset_request where id = ?", request.id) == 1) {
                    users.find(request.email).filter(this::isDue).ifPresent(user -> {
                        var path = link(user, MAILED);
                        mailer.queue(letters.reset(user, path));
                    });
                }
            });
        }
    }

    /** The path of a fresh link that sets a new password; an earlier one stops working. */
    public String link(User user) {
        return link(user, SHOWN);
    }

    private String link(User user, String way) {
        return db.inTransaction(() -> {
            bus.publish(new ResetRequested(0, user.id()));
            return "/reset?token=" + links.create(Purpose.RESET, user.id(), way + user.email());
        });
    }

    /** Whose password the token may set, as long as it holds. */
    Optional<User> owner(String token) {
        return links.find(Purpose.RESET, token)
                .flatMap(link ->
                        users.find(link.user()).filter(user -> link.subject().endsWith(" " + user.email())));
    }

    /** Sets the password, ends every session and makes every open link worthless: whoever had a way in has none now. */
    void reset(String token, String password) {
        var user = owner(token).orElseThrow(Links::spent);
        users.changePassword(user, 0, password, () -> {
            var link = links.use(Purpose.RESET, token);
            if (!link.subject().endsWith(" " + users.get(user.id()).email())) {
                throw Links.spent();
            }
            if (user.verifiedAt() == null && link.subject().startsWith(MAILED)) {
                users.reclaim(user.id());
            }
            signIns.endAll(user.id());
            after(user);
        });
    }

    /** For who knows the old one; the session at hand goes on, all others end. */
    void change(User user, long session, String password) {
        users.changePassword(user, user.id(), password, () -> {
            signIns.endOthers(user.id(), session);
            after(user);
        });
    }

    /** Drops what was asked for under an address that leaves. */
    public void forget(String email) {
        db.run("delete from reset_request where email = ?", email);
        db.run("delete from registration where email = ?", email);
    }

    private void after(User user) {
        links.forgetAll(user.id());
        mailer.queue(letters.passwordChanged(user));
    }

    private boolean isDue(User user) {
        return links.open(Purpose.RESET, user.id())
                .map(link -> link.expiresAt().minus(Purpose.RESET.life()).plus(PAUSE))
                .filter(this::isToCome)
                .isEmpty();
    }

    /** A pause that ends later than one that begins now began before the clock was put back. */
    private boolean isToCome(Instant next) {
        var now = clock.instant();
        return next.isAfter(now) && !next.isAfter(now.plus(PAUSE));
    }

    private record Request(String email, Instant createdAt) {}

    private record Asked(long id, String email) {}
}
