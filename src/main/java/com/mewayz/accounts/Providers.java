package com.mewayz.accounts;

import com.mewayz.facts.ServerFact.SettingChanged;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.oidc.Endpoints;
import com.mewayz.platform.oidc.Oidc;
import com.mewayz.platform.oidc.Registration;
import com.mewayz.platform.oidc.Registration.Kind;
import com.mewayz.platform.oidc.Told;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The providers that people may sign in with. */
final class Providers {
    static final Sealed SECRET = Sealed.column("provider", "client_secret");

    private static final String ALL =
            "select id, kind, name, issuer, client_id, client_secret, enabled, created_at from provider";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Secrets secrets;
    private final Oidc oidc;

    /** @param secrets opened when the first is needed */
    Providers(Db db, Bus bus, Clock clock, Secrets secrets, Oidc oidc) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.secrets = secrets;
        this.oidc = oidc;
    }

    List<Provider> all() {
        return db.list(Provider.class, ALL + " order by id");
    }

    List<Provider> enabled() {
        return db.list(Provider.class, ALL + " where enabled = 1 order by id");
    }

    Provider get(long id) {
        return db.find(Provider.class, ALL + " where id = ?", id).orElseThrow(() -> Problem.notFound("provider"));
    }

    /** One that may be used now. */
    Optional<Provider> usable(String id) {
        return id.matches("[0-9]{1,16}")
                ? db.find(Provider.class, ALL + " where enabled = 1 and id = ?", Long.parseLong(id))
                : Optional.empty();
    }

    /** How this server is known there, with the secret in the clear. */
    Registration registration(Provider provider) {
        return new Registration(
                provider.kind(),
                provider.issuer(),
                provider.clientId(),
                secrets.open(provider.clientSecret(), place(provider.id())));
    }

    /** Stores a provider that could be reached just now. */
    Provider add(long by, ProviderInput input) {
        input.check(true).done();
        requireThere(input);
        return db.inTransaction(() -> {
            requireNew(0, input.place());
            long id = db.add(
                    "provider",
                    new Row(
                            input.protocol(),
                            input.name(),
                            input.place(),
                            input.clientId(),
                            "",
                            input.enabled(),
                            clock.instant()));
            seal(id, input.clientSecret());
            bus.publish(new SettingChanged(by, "provider " + input.name()));
            return get(id);
        });
    }

    Provider change(long by, long id, ProviderInput input) {
        var before = get(id);
        input.check(false)
                .that(
                        "client_secret",
                        before.issuer().equals(input.place())
                                || !input.clientSecret().isEmpty(),
                        "Write the secret of this issuer: the one that is stored belongs to another.")
                .done();
        requireThere(input);
        return db.inTransaction(() -> {
            requireNew(id, input.place());
            db.run(
                    "update provider set kind = ?, name = ?, issuer = ?, client_id = ?, enabled = ? where id = ?",
                    input.protocol(),
                    input.name(),
                    input.place(),
                    input.clientId(),
                    input.enabled(),
                    id);
            if (!input.clientSecret().isEmpty()) {
                seal(id, input.clientSecret());
            }
            bus.publish(new SettingChanged(by, "provider " + input.name()));
            return get(id);
        });
    }

    /** Identities of this provider stay: they hold again when it is set up again. */
    void remove(long by, long id) {
        db.inTransaction(() -> {
            var provider = get(id);
            db.run("delete from provider where id = ?", id);
            bus.publish(new SettingChanged(by, "provider " + provider.name()));
        });
    }

    private void seal(long id, String secret) {
        db.run("update provider set client_secret = ? where id = ?", secrets.seal(secret, place(id)), id);
    }

    /** Whoever sets it up learns of a slip of the pen now, not the first person who wants to sign in. */
    private void requireThere(ProviderInput input) {
        if (input.enabled()) {
            var registration =
                    new Registration(input.protocol(), input.place(), input.clientId(), input.clientSecret());
            switch (oidc.inspect(registration)) {
                case Told.Known<Endpoints> known -> {}
                case Told.Refused<Endpoints> refused -> throw Problem.invalid("issuer", refused.why());
                case Told.TryLater<Endpoints> later -> throw Problem.invalid("issuer", later.why());
            }
        }
    }

    private void requireNew(long but, String issuer) {
        if (db.number("select count(*) from provider where issuer = ? and id <> ?", issuer, but) > 0) {
            throw Problem.invalid("issuer", "This provider is set up already.");
        }
    }

    private static String place(long id) {
        return SECRET.place(id);
    }

    private record Row(
            Kind kind,
            String name,
            String issuer,
            String clientId,
            String clientSecret,
            boolean enabled,
            Instant createdAt) {
        @Override
        public String toString() {
            return "provider " + name; // never the secret
        }
    }
}
