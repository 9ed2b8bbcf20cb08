package com.mewayz.platform.oidc;

import com.mewayz.platform.http.Ask;
import com.mewayz.platform.http.Outgoing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;

/** Sends browsers to providers, and finds out who came back. */
public final class Oidc {
    private static final int LONGEST_CODE = 4096;

    private final Outgoing outgoing;
    private final Discovery discovery;
    private final IdTokens idTokens;
    private final GitHub gitHub;

    public Oidc(Outgoing outgoing, Clock clock) {
        this.outgoing = outgoing;
        this.discovery = new Discovery(outgoing, clock);
        this.idTokens = new IdTokens(new KeySets(outgoing, clock), clock);
        this.gitHub = new GitHub(outgoing);
    }

    /** Whether the provider is there and says what is needed; asked afresh, for whoever sets it up. */
    public Told<Endpoints> inspect(Registration registration) {
        if (registration.kind() == Registration.Kind.GITHUB) {
            return gitHub.inspect(registration);
        }
        discovery.forget(registration.issuer());
        return discovery.find(registration);
    }

    /** The provider's page for this errand. */
    public Told<String> address(Registration registration, Errand errand) {
        return discovery
                .find(registration)
                .then(endpoints -> new Told.Known<>(errand.address(registration, endpoints)));
    }

    /**
     * Who came back.
     *
     * @param issuer what the answer calls its sender (RFC 9207), empty if it does not say: a code of one provider must
     *     not be carried to another
     */
    public Told<Person> redeem(Registration registration, Errand errand, String code, String issuer) {
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            return new Told.Refused<>("The provider sent nothing that can be used.");
        }
        return discovery.find(registration).then(endpoints -> {
            if (issuer.isEmpty() ? endpoints.saysIssuer() : !isIssuer(registration, endpoints, issuer)) {
                return new Told.Refused<>("The answer came from another provider than the one that was asked.");
            }
            return Members.of(outgoing.send(ask(registration, endpoints, errand, code)))
                    .then(tokens -> person(registration, endpoints, errand, tokens));
        });
    }

    private Told<Person> person(Registration registration, Endpoints endpoints, Errand errand, Members tokens) {
        var access = tokens.text("access_token");
        if (registration.kind() == Registration.Kind.GITHUB) {
            // GitHub answers 200 to a code it does not know, with an error and no token
            return access.isEmpty()
                    ? new Told.Refused<>("The provider did not accept what we asked.")
                    : gitHub.person(registration, endpoints, access);
        }
        return idTokens.read(registration, endpoints, errand.nonce(), tokens.text("id_token"))
                .then(claims -> claims.text("email").isEmpty()
                        ? more(registration, endpoints, claims, access)
                        : new Told.Known<>(person(endpoints, claims)));
    }

    /** Some providers keep the address out of the token; it counts only if it is of the same person. */
    private Told<Person> more(Registration registration, Endpoints endpoints, Members claims, String access) {
        if (endpoints.person().isEmpty() || access.isEmpty()) {
            return new Told.Known<>(person(endpoints, claims));
        }
        var ask = Ask.get(endpoints.person())
                .with("Authorization", "Bearer " + access)
                .port(registration.port())
                .inConfidence();
        return Members.of(outgoing.send(ask))
                .then(about -> about.text("sub").equals(claims.text("sub"))
                        ? new Told.Known<>(person(endpoints, about))
                        : new Told.Refused<>("The provider spoke of two different people."));
    }

    private static Person person(Endpoints endpoints, Members claims) {
        var email = claims.text("email");
        return new Person(
                endpoints.issuer(),
                claims.text("sub"),
                email,
                !email.isEmpty() && claims.flag("email_verified"),
                claims.text("name"));
    }

    private static boolean isIssuer(Registration registration, Endpoints endpoints, String issuer) {
        return issuer.equals(endpoints.issuer())
                || registration.kind() == Registration.Kind.GITHUB
                        && issuer.equals(endpoints.issuer() + "/login/oauth");
    }

    private static Ask ask(Registration registration, Endpoints endpoints, Errand errand, String code) {
        var fields = new HashMap<>(errand.redemption(code));
        if (!endpoints.basic()) {
            fields.put("client_id", registration.clientId());
            fields.put("client_secret", registration.clientSecret());
        }
        var ask = Ask.form(endpoints.token(), fields)
                .with("Accept", "application/json")
                .port(registration.port())
                .inConfidence();
        return endpoints.basic() ? ask.with("Authorization", "Basic " + proof(registration)) : ask;
    }

    /** RFC 6749, 2.3.1: both are encoded as in a form before they are joined. */
    private static String proof(Registration registration) {
        var pair = URLEncoder.encode(registration.clientId(), StandardCharsets.UTF_8)
                + ":"
                + URLEncoder.encode(registration.clientSecret(), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
