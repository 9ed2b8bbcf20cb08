package com.mewayz.accounts;

import com.mewayz.facts.AccountFact.FactorAdded;
import com.mewayz.facts.AccountFact.FactorFailed;
import com.mewayz.facts.AccountFact.FactorRemoved;
import com.mewayz.facts.AccountFact.RecoveryCodeUsed;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.util.List;
import java.util.Optional;

/**
 * The second factors of a user: an authenticator app, passkeys, and recovery codes beside them. Whoever lets somebody try
 * a code counts the {@link Guesses} first.
 */
final class Factors {
    private final Db db;
    private final Bus bus;
    private final Authenticators authenticators;
    private final Passkeys passkeys;
    private final RecoveryCodes recoveryCodes;
    private final TrustedDevices devices;

    Factors(
            Db db,
            Bus bus,
            Authenticators authenticators,
            Passkeys passkeys,
            RecoveryCodes recoveryCodes,
            TrustedDevices devices) {
        this.devices = devices;
        this.db = db;
        this.bus = bus;
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
     * @throws Problem 422 if it is wrong or was used before
     */
    void use(long user, String code, String client) {
        boolean digits = isOfAnApp(code);
        boolean right =
                digits ? authenticators.accepts(user, code.replace(" ", "")) : recoveryCodes.accepts(user, code);
        db.inTransaction(() -> {
            if (!right) {
                bus.publish(new FactorFailed(0, user, digits ? "totp" : "recovery-code", client));
                return;
            }
            if (!digits) {
                bus.publish(new RecoveryCodeUsed(user, user, recoveryCodes.left(user)));
            }
        });
        if (!right) {
            throw Problem.invalid("code", "This code is wrong, too old or was used before.");
        }
    }

    /** Whether this has the form of an app's code; everything else is taken for a recovery code. */
    static boolean isOfAnApp(String code) {
        return code.replace(" ", "").matches("[0-9]{6}");
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

    /** @param asker who asks for a second factor, so that the last one has to stay */
    void removeAuthenticator(long user, Optional<String> asker) {
        db.inTransaction(() -> {
            if (authenticators.remove(user)) {
                removed(user, "totp", asker);
            }
        });
    }

    /** @param asker who asks for a second factor, so that the last one has to stay */
    void removePasskey(long user, long id, Optional<String> asker) {
        db.inTransaction(() -> {
            if (isOnlyWay(user)) {
                throw Problem.conflict("This is the only way into your account. Set a password first.");
            }
            passkeys.remove(user, id);
            removed(user, "passkey", asker);
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
        devices.forgetAll(user);
        bus.publish(new FactorAdded(user, user, factor));
    }

    /** Whether there is one passkey and nothing else that opens the account. */
    private boolean isOnlyWay(long user) {
        return db.number("""
                        select count(*) from user where id = ? and password = ''
                        and (select count(*) from passkey where user = user.id) = 1
                        and not exists (select 1 from identity where user = user.id)""", user) == 1;
    }

    private void removed(long user, String factor, Optional<String> asker) {
        devices.forgetAll(user);
        if (!wanted(user)) {
            asker.ifPresent(who -> {
                throw Problem.conflict(who
                        + " asks for a second factor, and this is your last one. Add another before you remove it.");
            });
            recoveryCodes.remove(user);
            // what was shown is no factor any more
            db.run("update session set second_factor = 0 where user = ?", user);
        }
        bus.publish(new FactorRemoved(user, user, factor));
    }
}
