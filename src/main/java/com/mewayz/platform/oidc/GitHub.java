package com.mewayz.platform.oidc;

import com.mewayz.platform.http.Ask;
import com.mewayz.platform.http.Outcome;
import com.mewayz.platform.http.Outgoing;

/** GitHub speaks OAuth 2 without OpenID Connect: who somebody is, is asked of its API. */
final class GitHub {
    private final Outgoing outgoing;

    GitHub(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    /** GitHub itself, or an Enterprise Server, which keeps its API under a path. */
    static Endpoints endpoints(String issuer) {
        var api = api(issuer);
        return new Endpoints(
                issuer,
                issuer + "/login/oauth/authorize",
                issuer + "/login/oauth/access_token",
                "",
                api + "/user",
                false,
                false);
    }

    /** Asks its API whether it is there, under the rules that hold for what is asked later: never unencrypted. */
    Told<Endpoints> inspect(Registration registration) {
        var outcome = outgoing.send(Ask.get(api(registration.issuer()) + "/meta")
                .with("Accept", "application/vnd.github+json")
                .port(registration.port())
                .inConfidence());
        // 401 and 403: a server that shows nothing to strangers, or too many questions from here
        return outcome instanceof Outcome.Answered answer && (answer.status() == 401 || answer.status() == 403)
                ? new Told.Known<>(endpoints(registration.issuer()))
                : Members.answered(outcome).then(there -> new Told.Known<>(endpoints(registration.issuer())));
    }

    /** Only the primary address counts, and only if it was verified; the one on the profile is anybody's claim. */
    Told<Person> person(Registration registration, Endpoints endpoints, String token) {
        return Members.of(outgoing.send(ask(registration, endpoints.person(), token)))
                .then(user -> user.digits("id").isEmpty()
                        ? new Told.Refused<>("The provider did not say who this is.")
                        : Members.listOf(outgoing.send(ask(registration, endpoints.person() + "/emails", token)))
                                .then(addresses -> {
                                    var primary = addresses.stream()
                                            .filter(address -> address.flag("primary") && address.flag("verified"))
                                            .findFirst();
                                    return new Told.Known<>(new Person(
                                            endpoints.issuer(),
                                            user.digits("id"),
                                            primary.map(address -> address.text("email"))
                                                    .orElse(""),
                                            primary.isPresent(),
                                            user.text("name").isBlank() ? user.text("login") : user.text("name")));
                                }));
    }

    private static String api(String issuer) {
        return issuer.equals(Registration.Kind.GITHUB.issuer()) ? "https://api.github.com" : issuer + "/api/v3";
    }

    private static Ask ask(Registration registration, String address, String token) {
        return Ask.get(address)
                .with("Accept", "application/vnd.github+json")
                .with("Authorization", "Bearer " + token)
                .port(registration.port())
                .inConfidence();
    }
}
