package com.mewayz.accounts;

import com.mewayz.facts.AccountFact.FactorAdded;
import com.mewayz.facts.AccountFact.FactorFailed;
import com.mewayz.facts.AccountFact.FactorRemoved;
import com.mewayz.facts.AccountFact.RecoveryCodeUsed;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The second factors of a user: an authenticator app, passkeys, and recovery codes beside them. Wrong codes are counted
 * in the database, for each account, before a code is looked at: signing in anew does not start the count again.
 */
final class Factors {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int TRIES = 5;

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Authenticators authenticators;
    private final Passkeys passkeys;
    private final RecoveryCodes recoveryCodes;

    Factors(
            Db db,
            Bus bus,
            Clock clock,
            Authenticators authenticators,
            Passkeys passkeys,
            RecoveryCodes recoveryCodes) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.authenticators = authenticators;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
    }

    Authenticators authenticators() {
        return authenticators;
    }

    Passkeys passkeys() {
        return passkeys;
    }

    RecoveryCodes recoveryCodes() {
        return recoveryCodes;
    }

    /** What the user can show beside a password: totp, passkey, and with any of them recovery-code. */
    List<String> of(long user) {
        var all = new java.util.ArrayList<String>();
        if (authenticators.on(user)) {
            all.add("totp");
        }
        if (passkeys.any(user)) {
            all.add("passkey");
        }
        if (!all.isEmpty() && recoveryCodes.left(user) > 0) {
            all.add("recovery-code");
        }
        return all;
    }

    boolean wanted(long user) {
        return authenticators.on(user) || passkeys.any(user);
    }

    /**
     * Uses up the code of an app, or a recovery code.
     *
     * @throws Problem 422 if it is wrong or was used before, 429 after too many wrong ones
     */
    void use(long user, String code, String client) {
        take(user);
        boolean digits = code.replace(" ", "").matches("[0-9]{6}");
        boolean right =
                digits ? authenticators.accepts(user, code.replace(" ", "")) : recoveryCodes.accepts(user, code);
        db.inTransaction(() -> {
            if (!right) {
                bus.publish(new FactorFailed(0, user, digits ? "totp" : "recovery-code", client));
                return;
            }
            db.run("update factor_try set tries = tries - 1 where user = ? and tries > 0", user);
            if (!digits) {
                bus.publish(new RecoveryCodeUsed(user, user, recoveryCodes.left(user)));
            }
        });
        if (!right) {
            throw Problem.invalid("code", "This code is wrong, too old or was used before.");
        }
    }

    /** Turns the app on if the code fits; gives recovery codes if there were none. */
    Optional<RecoveryCodes.Sheet> confirmAuthenticator(long user, String code) {
        var sheet = sheetIfMissing(user);
        db.inTransaction(() -> {
            if (!authenticators.confirm(user, code.replace(" ", ""))) {
                throw Problem.invalid("code", "This code does not fit. Check the clock of your phone.");
            }
            added(user, "totp", sheet);
        });
        return sheet;
    }

    Optional<RecoveryCodes.Sheet> addPasskey(long user, Passkeys.Registration registration) {
        var made = passkeys.check(user, registration);
        var sheet = sheetIfMissing(user);
        db.inTransaction(() -> {
            passkeys.add(user, made);
            added(user, "passkey", sheet);
        });
        return sheet;
    }

    void removeAuthenticator(long user) {
        db.inTransaction(() -> {
            if (authenticators.remove(user)) {
                removed(user, "totp");
            }
        });
    }

    void removePasskey(long user, long id) {
        db.inTransaction(() -> {
            if (isOnlyWay(user)) {
                throw Problem.conflict("This is the only way into your account. Set a password first.");
            }
            passkeys.remove(user, id);
            removed(user, "passkey");
        });
    }

    /** New recovery codes in place of the old ones. */
    RecoveryCodes.Sheet renewRecoveryCodes(long user) {
        if (!wanted(user)) {
            throw Problem.conflict("Recovery codes come with a second factor. Add one first.");
        }
        var sheet = recoveryCodes.draw();
        db.inTransaction(() -> added(user, "recovery-codes", Optional.of(sheet)));
        return sheet;
    }

    private Optional<RecoveryCodes.Sheet> sheetIfMissing(long user) {
        return recoveryCodes.left(user) > 0 ? Optional.empty() : Optional.of(recoveryCodes.draw());
    }

    private void added(long user, String factor, Optional<RecoveryCodes.Sheet> sheet) {
        sheet.ifPresent(codes -> recoveryCodes.replace(user, codes));
        bus.publish(new FactorAdded(user, user, factor));
    }

    /** Whether there is one passkey and nothing else that opens the account. */
    private boolean isOnlyWay(long user) {
        return db.number("""
                        select count(*) from user where id = ? and password = ''
                        and (select count(*) from passkey where user = user.id) = 1
                        and not exists (select 1 from identity where user = user.id)""", user) == 1;
    }

    private void removed(long user, String factor) {
        if (!wanted(user)) {
            recoveryCodes.remove(user);
        }
        bus.publish(new FactorRemoved(user, user, factor));
    }

    private void take(long user) {
        var now = clock.instant();
        boolean taken = db.run("""
                        insert into factor_try (user, tries, until) values (?, 1, ?)
                        on conflict (user) do update set
                        tries = case when until <= ? then 1 else tries + 1 end,
                        until = case when until <= ? then excluded.until else until end
                        where until <= ? or tries < ?""", user, now.plus(WINDOW), now, now, now, TRIES) == 1;
        if (!taken) {
            long until = db.number("select until from factor_try where user = ?", user);
            var wait = Duration.ofMillis(Math.max(1_000, until - now.toEpochMilli()))
                    .plusSeconds(1);
            throw Problem.tooMany(
                    "Too many wrong codes. Wait " + (wait.toMinutes() + 1) + " minutes, or use a passkey.", wait);
        }
    }
}
