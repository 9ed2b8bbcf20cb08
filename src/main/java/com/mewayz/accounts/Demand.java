package com.mewayz.accounts;

import com.mewayz.facts.ServerFact.SettingChanged;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.StoredSettings;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Doorkeeper.Membership;
import java.util.Optional;

/**
 * Who is asked for a second factor: everybody on this server, or the members of a workspace that wants it. Nobody is
 * locked out by it, since setting a factor up stays open; it is asked for where the web lets requests in.
 */
public final class Demand {
    private static final String NAME = "second_factor";
    private static final String EVERYBODY = "everybody";

    private final Db db;
    private final Bus bus;
    private final StoredSettings settings;

    Demand(Db db, Bus bus) {
        this.db = db;
        this.bus = bus;
        this.settings = new StoredSettings(db);
    }

    /** Whether this server asks everybody. */
    public boolean everybody() {
        return settings.find(NAME).filter(EVERYBODY::equals).isPresent();
    }

    /** @throws Problem 409 if whoever asks others has shown no second factor themselves */
    void ask(Call call, boolean everybody) {
        if (everybody && !call.caller().secondFactor()) {
            throw Problem.conflict("Set up a second factor for yourself first, under Security.");
        }
        db.inTransaction(() -> {
            if (everybody() == everybody) {
                return;
            }
            if (everybody) {
                settings.put(NAME, EVERYBODY);
            } else {
                settings.remove(NAME);
            }
            bus.publish(new SettingChanged(
                    call.user(), everybody ? "second factor asked of everybody" : "second factor left to everybody"));
        });
    }

    /** Who asks the caller for a second factor, as the beginning of a sentence; empty if nobody does. */
    Optional<String> asker(Call call) {
        return everybody()
                ? Optional.of("This server")
                : call.memberships().stream()
                        .filter(Membership::secondFactor)
                        .map(Membership::name)
                        .findFirst();
    }
}
