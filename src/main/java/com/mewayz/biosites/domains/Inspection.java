package com.mewayz.biosites.domains;

import com.mewayz.platform.dns.Dns;
import com.mewayz.platform.http.Ask;
import com.mewayz.platform.http.Outcome;
import com.mewayz.platform.http.Outgoing;
import java.net.URI;
import java.util.List;

/** Looks whether a name leads to this server: by the DNS, and by a question that only this server can answer. */
final class Inspection {
    /** Where the proof stands, before the name; and what is before the proof. */
    static final String LABEL = "_mewayz.";

    static final String PROOF = "mewayz-site=";

    private static final int PROXIES = 2;

    private final Dns dns;
    private final Outgoing outgoing;
    private final ServerAddresses server;
    private final Echo echo;

    Inspection(Dns dns, Outgoing outgoing, ServerAddresses server, Echo echo) {
        this.dns = dns;
        this.outgoing = outgoing;
        this.server = server;
        this.echo = echo;
    }

    /**
     * Takes up to half a minute, and belongs into no transaction.
     *
     * @param base where the site would be: scheme, name and port
     * @param proof what the TXT record has to say; empty if none is asked for
     */
    Finding look(String name, String base, String proof) {
        if (!proof.isEmpty()) {
            var text = dns.ask(LABEL + name, Dns.Type.TXT);
            if (text instanceof Dns.Silent) {
                return silence(name);
            }
            if (!(text instanceof Dns.Found(var values)) || !values.contains(PROOF + proof)) {
                return new Wrong(
                        "The TXT record of %s does not say yet that this name is yours.".formatted(LABEL + name));
            }
        }
        return switch (dns.addresses(name)) {
            case Dns.Silent silent -> silence(name);
            case Dns.Absent absent ->
                new Wrong("%s has no address yet. Enter the records below; new ones are seen within an hour, as a rule."
                        .formatted(name));
            case Dns.Found(var addresses) -> reach(name, base, addresses);
        };
    }

    private static Finding silence(String name) {
        return new Unclear("No name server answered for %s.".formatted(name));
    }

    /** Some addresses that are ours beside others is a record that was forgotten: visitors would come here by chance. */
    private Finding reach(String name, String base, List<String> addresses) {
        var others = addresses.stream().filter(it -> !server.all().contains(it)).toList();
        if (!others.isEmpty() && others.size() < addresses.size()) {
            return new Wrong("%s leads here, but also to %s, which is not this server. Remove that record."
                    .formatted(name, String.join(" and ", others)));
        }
        var question = echo.question();
        var port = URI.create(base).getPort();
        // without a port of ours it is 80: there, every web server and every proxy answers, with or without a
        // certificate
        var address = (port < 0 ? "http://" + name : base) + Echo.PATH + question;
        var outcome = outgoing.send(Ask.get(address).port(port).following(PROXIES));
        return switch (outcome) {
            case Outcome.Answered answer
            when answer.text().equals(echo.answer(question)) ->
                new Fine(
                        others.isEmpty() || server.all().isEmpty()
                                ? ""
                                : "It leads here by way of %s, which is not this server: a proxy, as it seems."
                                        .formatted(String.join(" and ", others)));
            case Outcome.Answered answer ->
                new Wrong(elsewhere(name, others) + "Another server answered (status %d).".formatted(answer.status()));
            case Outcome.Refused(var why) -> new Wrong(elsewhere(name, others) + "It was asked there: " + why);
            case Outcome.TryLater(var why) -> new Unclear(elsewhere(name, others) + "It was asked there: " + why);
            case Outcome.Uncertain(var why) -> new Unclear(elsewhere(name, others) + "It was asked there: " + why);
        };
    }

    private String elsewhere(String name, List<String> others) {
        return others.isEmpty()
                ? "The records of %s are right. ".formatted(name)
                : "%s leads to %s, not to this server%s. "
                        .formatted(
                                name,
                                String.join(" and ", others),
                                server.all().isEmpty() ? "" : " (" + String.join(", ", server.all()) + ")");
    }

    /** What a look came to. */
    sealed interface Finding {
        /** In a sentence; empty if there is nothing to say. */
        String reason();
    }

    record Fine(String reason) implements Finding {}

    /** It will stay so until somebody changes it. */
    record Wrong(String reason) implements Finding {}

    /** Perhaps it is a passing trouble. */
    record Unclear(String reason) implements Finding {}
}
