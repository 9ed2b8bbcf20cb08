package com.mewayz.platform.oidc;

import com.mewayz.platform.http.Ask;
import com.mewayz.platform.http.Outgoing;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The public keys of providers, kept for an hour, and asked for again once when a token names one that is new. */
final class KeySets {
    private static final Duration LIFE = Duration.ofHours(1);

    private final Outgoing outgoing;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    KeySets(Outgoing outgoing, Clock clock) {
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /** The keys that may have signed under this header; at least one. */
    Told<List<JWK>> fitting(Registration registration, Endpoints endpoints, JWSHeader header) {
        var before = kept.get(endpoints.keys());
        if (before != null && before.holds(clock.instant())) {
            var keys = select(before.keys, header);
            if (!keys.isEmpty()) {
                return new Told.Known<>(keys);
            }
        }
        return ask(registration, endpoints).then(set -> {
            kept.put(endpoints.keys(), new Kept(set, clock.instant().plus(LIFE)));
            var keys = select(set, header);
            return keys.isEmpty()
                    ? new Told.Refused<>("The provider's word is signed with a key that is not its own.")
                    : new Told.Known<>(keys);
        });
    }

    private Told<JWKSet> ask(Registration registration, Endpoints endpoints) {
        var outcome = outgoing.send(
                Ask.get(endpoints.keys()).port(registration.port()).inConfidence());
        return Members.of(outcome).then(members -> {
            try {
                return new Told.Known<>(JWKSet.parse(members.values()));
            } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
                return new Told.Refused<>("The provider's keys cannot be read.");
            }
        });
    }

    private static List<JWK> select(JWKSet set, JWSHeader header) {
        return new JWKSelector(JWKMatcher.forJWSHeader(header)).select(set);
    }

    private record Kept(JWKSet keys, Instant until) {
        /** Not if the clock was put back since: who knows how long ago that was. */
        boolean holds(Instant now) {
            return until.isAfter(now) && !until.isAfter(now.plus(LIFE));
        }
    }
}
