package com.mewayz.accounts;

import com.mewayz.accounts.Links.Purpose;
import com.mewayz.facts.AccountFact.AddressChanged;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Throttle;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Proving and changing mail addresses. A link acts only for the account it was made for, signed in: whoever gets one by
 * mistake cannot confirm somebody else's account with it.
 *
 * <p>Without a mail server the links have nowhere to go. Only an operator gets to see one, for themselves: they could
 * change the database anyway. Shown to anybody else, a link would prove an address to the program that nobody proved,
 * and sign-in by providers trusts proved addresses.
 */
final class Addresses {
    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Users users;
    private final SignIns signIns;
    private final Links links;
    private final Mailer mailer;
    private final Letters letters;
    private final Throttle asking;

    Addresses(Db db, Bus bus, Clock clock, Users users, SignIns signIns, Links links, Mailer mailer) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.users = users;
        this.signIns = signIns;
        this.links = links;
        this.mailer = mailer;
        this.letters = new Letters(mailer);
        this.asking = new Throttle(clock, 5, Duration.ofHours(1));
    }

    boolean mails() {
        return mailer.ready();
    }

    /** The first letter, once the account is there; belongs into a transaction. */
    void welcome(long id) {
        users.find(id).filter(user -> mailer.ready()).ifPresent(user -> {
            mailer.queue(user.verifiedAt() == null ? letters.welcome(user, verifyLink(user)) : letters.welcome(user));
        });
    }

    /**
     * Mails a fresh link that proves the address.
     *
     * @return the link itself where there is no mail, for an operator's eyes
     */
    Optional<String> askToVerify(User user) {
        requireWay(user);
        if (user.verifiedAt() != null) {
            throw Problem.conflict("Your address is confirmed already.");
        }
        asking.take("verify " + user.id());
        return db.inTransaction(() -> {
            var path = verifyLink(user);
            return mailer.queue(letters.verify(user, path)) == 0 ? Optional.of(mailer.link(path)) : Optional.empty();
        });
    }

    void verify(long user, String token) {
        db.inTransaction(() -> {
            var link = links.use(Purpose.VERIFY, token);
            if (link.user() != user || !users.confirm(user, link.subject())) {
                throw Links.spent();
            }
        });
    }

    /**
     * Mails a link to the new address. Whether somebody has it already is told there, and not here.
     *
     * @return the link itself where there is no mail, for an operator's eyes
     */
    Optional<String> askToChange(User user, String email) {
        var address = UserInput.canonical(email);
        new Check()
                .email("email", address)
                .that("email", !address.equals(user.email()), "This is your address already.")
                .done();
        requireWay(user);
        asking.take("change " + user.id());
        return db.inTransaction(() -> {
            var path = "/address?token=" + links.create(Purpose.CHANGE_ADDRESS, user.id(), address);
            boolean taken = users.find(address).isPresent();
            long letter =
                    mailer.queue(taken ? letters.addressTaken(address) : letters.changeAddress(user, address, path));
            return letter == 0 ? Optional.of(mailer.link(path)) : Optional.empty();
        });
    }

    /** The new address is in force, the old one is told, and links to the old one are worthless. */
    void change(long user, long session, String token) {
        db.inTransaction(() -> {
            var link = links.use(Purpose.CHANGE_ADDRESS, token);
            if (link.user() != user) {
                throw Links.spent();
            }
            if (users.find(link.subject()).isPresent()) {
                throw Problem.conflict("Another account has this address already.");
            }
            var before = users.get(user);
            // an operator without mail took the link from the screen: that proves nothing
            var proved = mailer.ready() ? clock.instant() : null;
            db.run("update user set email = ?, verified_at = ? where id = ?", link.subject(), proved, user);
            links.forgetAll(user);
            signIns.endOthers(user, session);
            bus.publish(new AddressChanged(user, user));
            mailer.queue(letters.addressChanged(before));
        });
    }

    /** The address a link of this purpose is for, if it holds and is this user's. */
    Optional<String> subject(Purpose purpose, long user, String token) {
        return links.find(purpose, token).filter(link -> link.user() == user).map(Links.Link::subject);
    }

    /** The address that waits to be confirmed in place of the old one. */
    Optional<String> pending(long user) {
        return links.open(Purpose.CHANGE_ADDRESS, user).map(Links.Link::subject);
    }

    private String verifyLink(User user) {
        return "/verify?token=" + links.create(Purpose.VERIFY, user.id(), user.email());
    }

    private void requireWay(User user) {
        if (!mailer.ready() && !user.operator()) {
            throw Problem.conflict("This server sends no mail yet, so no address can be confirmed.");
        }
    }
}
