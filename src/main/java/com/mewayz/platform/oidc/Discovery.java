package com.mewayz.platform.oidc;

import com.mewayz.platform.http.Ask;
import com.mewayz.platform.http.Outgoing;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out where a provider does what (OpenID Connect Discovery 1.0), and remembers it for an hour. */
final class Discovery {
    private static final Duration LIFE = Duration.ofHours(1);

    private final Outgoing outgoing;
    private final Clock clock;
    private final Map<String, Found> known = new ConcurrentHashMap<>();

    Discovery(Outgoing outgoing, Clock clock) {
        this.outgoing = outgoing;
        this.clock = clock;
    }

    Told<Endpoints> find(Registration registration) {
        if (registration.kind() == Registration.Kind.GITHUB) {
            return new Told.Known<>(GitHub.endpoints(registration.issuer()));
        }
        var before = known.get(registration.issuer());
        if (before != null && before.holds(clock.instant())) {
            return new Told.Known<>(before.endpoints);
        }
        return ask(registration).then(endpoints -> {
            known.put(
                    registration.issuer(), new Found(endpoints, clock.instant().plus(LIFE)));
            return new Told.Known<>(endpoints);
        });
    }

    void forget(String issuer) {
        known.remove(issuer);
    }

    private Told<Endpoints> ask(Registration registration) {
        var address = registration.issuer() + "/.well-known/openid-configuration";
        var outcome = outgoing.send(Ask.get(address).port(registration.port()).inConfidence());
        return Members.of(outcome).then(members -> read(registration, members));
    }

    private static Told<Endpoints> read(Registration registration, Members members) {
        var issuer = members.text("issuer");
        // Google and others write the slash that we leave out
        if (!issuer.equals(registration.issuer()) && !issuer.equals(registration.issuer() + "/")) {
            return new Told.Refused<>("The provider calls itself by another name than the issuer written here.");
        }
        var endpoints = new Endpoints(
                issuer,
                members.text("authorization_endpoint"),
                members.text("token_endpoint"),
                members.text("jwks_uri"),
                members.text("userinfo_endpoint"),
                members.flag("authorization_response_iss_parameter_supported"),
                basic(members.texts("token_endpoint_auth_methods_supported")));
        boolean encrypted = registration.issuer().startsWith("https:");
        return List.of(endpoints.authorization(), endpoints.token(), endpoints.keys()).stream()
                        .allMatch(address -> usable(address, encrypted))
                ? new Told.Known<>(endpoints)
                : new Told.Refused<>("The provider does not say where its pages are.");
    }

    /** The standard's choice, unless the provider only takes the other. */
    private static boolean basic(List<String> methods) {
        return methods.isEmpty() || methods.contains("client_secret_basic") || !methods.contains("client_secret_post");
    }

    /** Browsers go there, too: never to a script, nor from https to http. */
    private static boolean usable(String address, boolean encrypted) {
        try {
            var uri = URI.create(address);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && address.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)
                    && (address.startsWith("https://") || !encrypted && address.startsWith("http://"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private record Found(Endpoints endpoints, Instant until) {
        /** Not if the clock was put back since: who knows how long ago that was. */
        boolean holds(Instant now) {
            return until.isAfter(now) && !until.isAfter(now.plus(LIFE));
        }
    }
}
