package com.mewayz.accounts;

import com.mewayz.facts.AccountFact.AccountReclaimed;
import com.mewayz.facts.AccountFact.AddressVerified;
import com.mewayz.facts.AccountFact.PasswordChanged;
import com.mewayz.facts.AccountFact.UserRegistered;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything that can be done with accounts. */
public final class Users {
    /** Everything but the password that opens an account, or eases the way in. */
    private static final List<String> KEYS = List.of(
            "delete from session where user = ?",
            "delete from identity where user = ?",
            "delete from totp where user = ?",
            "delete from passkey where user = ?",
            "delete from recovery_code where user = ?",
            "delete from pending_sign_in where user = ?",
            "delete from trusted_device where user = ?",
            "delete from known_place where user = ?");

    private static final String ALL = "select id, name, email, created_at, verified_at, operator from user";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Passwords passwords;

    Users(Db db, Bus bus, Clock clock, Passwords passwords) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.passwords = passwords;
    }

    public User get(long id) {
        return find(id).orElseThrow(() -> Problem.notFound("user"));
    }

    public Optional<User> find(long id) {
        return db.find(User.class, ALL + " where id = ?", id);
    }

    public Optional<User> find(String email) {
        return db.find(User.class, ALL + " where email = ?", UserInput.canonical(email));
    }

    public boolean none() {
        return db.number("select count(*) from (select 1 from user limit 1)") == 0;
    }

    /** Makes an account. {@code condition} runs in the same transaction, first, and may refuse. */
    public User register(UserInput input, Runnable condition) {
        return register(input, condition, user -> {});
    }

    /** {@code next} runs in the same transaction, last: for what must be there before others hear of the account. */
    public User register(UserInput input, Runnable condition, Consumer<User> next) {
        var hash = hash(input);
        return db.inTransaction(() -> {
            condition.run();
            var email = UserInput.canonical(input.email());
            if (find(email).isPresent()) {
                throw Problem.invalid("email", "There is an account with this address already.");
            }
            var name = String.valueOf(input.name()).strip();
            long id = db.add("user", new Row(name, email, hash, clock.instant(), none()));
            bus.publish(new UserRegistered(id, id, name));
            var user = get(id);
            next.accept(user);
            return user;
        });
    }

    /**
     * Makes an account without a password for somebody whose address was confirmed elsewhere. {@code next} runs in the
     * same transaction, last.
     */
    User welcome(String name, String email, Consumer<User> next) {
        return admit(name, email, "", next);
    }

    /** What is stored of a password, if everything about the account to be made is right. */
    String hash(UserInput input) {
        input.check().done();
        return passwords.hash(String.valueOf(input.password()));
    }

    /** Makes an account whose address is confirmed; the hash may be empty. {@code next} runs in the same transaction. */
    User admit(String name, String email, String hash, Consumer<User> next) {
        return db.inTransaction(() -> {
            if (find(email).isPresent()) {
                throw Problem.conflict("There is an account with this address already. Start again.");
            }
            var now = clock.instant();
            long id = db.add("user", new Guest(name, UserInput.canonical(email), hash, now, now));
            bus.publish(new UserRegistered(id, id, name));
            var user = get(id);
            next.accept(user);
            return user;
        });
    }

    /** How many passkeys open the account. */
    long passkeys(long id) {
        return db.number("select count(*) from passkey where user = ?", id);
    }

    /** Whether there is a password at all: who came through a provider has none until they set one. */
    boolean hasPassword(long id) {
        return db.number("select count(*) from user where id = ? and password <> ''", id) == 1;
    }

    /** The user with this address and password. It takes as long for an address that nobody has. */
    Optional<User> verify(String email, String password) {
        var stored = db.find(Stored.class, "select id, password from user where email = ?", UserInput.canonical(email));
        boolean right = stored.filter(user -> !user.password.isEmpty())
                .map(user -> passwords.verify(password, user.password))
                .orElseGet(() -> passwords.verifyNobody(password));
        if (!right) {
            return Optional.empty();
        }
        stored.ifPresent(user -> renew(user, password));
        return stored.flatMap(user -> find(user.id));
    }

    /** A password that was hashed at another cost is hashed again at today's. */
    private void renew(Stored user, String password) {
        if (passwords.needsRehash(user.password)) {
            db.run(
                    "update user set password = ? where id = ? and password = ?",
                    passwords.hash(password),
                    user.id,
                    user.password);
        }
    }

    /**
     * Notes that an address was proved to be the user's, by something that was mailed to it alone.
     *
     * @return false, if the user has another address by now
     */
    public boolean confirm(long id, String address) {
        return db.inTransaction(() -> {
            if (db.run(
                            "update user set verified_at = ? where id = ? and email = ? and verified_at is null",
                            clock.instant(),
                            id,
                            address)
                    == 1) {
                bus.publish(new AddressVerified(id, id));
            }
            return db.number("select count(*) from user where id = ? and email = ?", id, address) == 1;
        });
    }

    /**
     * Empties an account of everything but its password that opens it, and notes that its address is confirmed: whoever
     * made it may have been somebody else, lying in wait. Belongs into a transaction.
     */
    void reclaim(long id) {
        KEYS.forEach(key -> db.run(key, id));
        confirm(id, get(id).email());
        bus.publish(new AccountReclaimed(id, id));
    }

    User rename(long id, NameInput input) {
        db.run("update user set name = ? where id = ?", input.checked(), id);
        return get(id);
    }

    /**
     * Sets another password, if the rules allow it. {@code also} runs in the same transaction, and may refuse.
     *
     * @param by who does it: the user, or 0 for who holds a link
     */
    void changePassword(User user, long by, String password, Runnable also) {
        new UserInput(user.name(), user.email(), password).check().done();
        var hash = passwords.hash(password);
        db.inTransaction(() -> {
            db.run("update user set password = ? where id = ?", hash, user.id());
            bus.publish(new PasswordChanged(by, user.id()));
            also.run();
        });
    }

    private record Row(String name, String email, String password, Instant createdAt, boolean operator) {
        @Override
        public String toString() {
            return "user " + email; // never the hash
        }
    }

    private record Guest(String name, String email, String password, Instant createdAt, Instant verifiedAt) {}

    private record Stored(long id, String password) {
        @Override
        public String toString() {
            return "user " + id;
        }
    }
}
