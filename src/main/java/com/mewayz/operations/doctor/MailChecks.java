package com.mewayz.operations.doctor;

import com.mewayz.platform.Amounts;
import com.mewayz.platform.dns.Dns;
import com.mewayz.platform.mail.MailServer;
import com.mewayz.platform.mail.Mailer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** Whether mail leaves, and whether others will take it for ours. */
final class MailChecks {
    /** Where providers keep their keys; there is no way to ask for all (RFC 6376, 3.6.2.1). */
    private static final List<String> SELECTORS = List.of(
            "default",
            "mail",
            "dkim",
            "google",
            "selector1",
            "k1",
            "s1",
            "key1",
            "mxvault",
            "fm1",
            "protonmail",
            "mailo",
            "zoho");

    private static final Duration STUCK = Duration.ofHours(1);

    private final Patient patient;

    MailChecks(Patient patient) {
        this.patient = patient;
    }

    List<Check> all() {
        return List.of(
                new Check("Mail server", () -> mail(MailChecks::reachable)),
                new Check("Letters", () -> mail(server -> letters())),
                new Check("SPF", () -> mail(server -> domain(server, this::spf))),
                new Check("DKIM", () -> mail(server -> domain(server, this::dkim))),
                new Check("DMARC", () -> mail(server -> domain(server, this::dmarc))));
    }

    private Finding mail(Function<MailServer, Finding> look) {
        return patient.mail()
                .get()
                .map(look)
                .orElseGet(() -> Finding.notApplicable("No mail server is set up: links are shown to be copied."));
    }

    private static Finding reachable(MailServer server) {
        return Mailer.reach(server)
                .map(why ->
                        Finding.problem(why, "Correct it under Settings, Mail server, and send a test letter there."))
                .orElseGet(() -> Finding.ok(server.host() + " takes mail from this server."));
    }

    private Finding letters() {
        if (patient.databases().isEmpty()) {
            return Finding.notApplicable("There are no databases that could be opened.");
        }
        long stuck = patient.databases()
                .get()
                .main()
                .number(
                        "select count(*) from letter where state in ('waiting', 'sending') and created_at < ?",
                        patient.clock().instant().minus(STUCK));
        return stuck > 0
                ? Finding.warning(
                        Amounts.count(stuck, "letter") + " could not be sent for more than an hour.",
                        "Settings, Mail server shows what the mail server said.")
                : Finding.ok("No letter waits for more than an hour.");
    }

    private static Finding domain(MailServer server, Function<String, Finding> look) {
        var domain = server.domain().toLowerCase(Locale.ROOT);
        return domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z][a-z0-9-]*[a-z0-9]")
                ? look.apply(domain)
                : Finding.notApplicable(domain + " is no domain of the public net.");
    }

    private Finding spf(String domain) {
        return switch (patient.dns().ask(domain, Dns.Type.TXT)) {
            case Dns.Silent _ -> unasked();
            case Dns.Absent(boolean named)
            when !named ->
                Finding.problem(
                        domain + " does not exist.", "Correct the sender's address under Settings, Mail server.");
            case Dns.Absent _ -> spf(domain, List.of());
            case Dns.Found(var texts) ->
                spf(domain, texts.stream().filter(starts("v=spf1")).toList());
        };
    }

    private static Finding spf(String domain, List<String> records) {
        if (records.isEmpty()) {
            return Finding.warning(
                    domain + " does not say who may send its mail, which may end in spam.",
                    "Add the SPF record that your mail provider names, like: " + domain
                            + " TXT \"v=spf1 include:PROVIDER -all\"");
        }
        if (records.size() > 1) {
            return Finding.problem(
                    domain + " has " + records.size() + " SPF records, and so none that counts.",
                    "Put them together in one, and remove the others.");
        }
        return records.getFirst().matches(".*\\s\\+?all\\b.*")
                ? Finding.warning(
                        "The SPF record of " + domain + " lets everybody send its mail.", "Let it end in -all or ~all.")
                : Finding.ok("SPF: " + records.getFirst());
    }

    private Finding dkim(String domain) {
        for (var selector : SELECTORS) {
            switch (patient.dns().ask(selector + "._domainkey." + domain, Dns.Type.TXT)) {
                case Dns.Silent _ -> {
                    return unasked();
                }
                case Dns.Found(var texts)
                when texts.stream().anyMatch(text -> text.contains("p=")) -> {
                    return Finding.ok("DKIM: there is a key named " + selector + ".");
                }
                case Dns.Found _, Dns.Absent _ -> {}
            }
        }
        return switch (patient.dns().ask("_domainkey." + domain, Dns.Type.TXT)) {
            case Dns.Silent _ -> unasked();
            case Dns.Absent(boolean named)
            when !named ->
                Finding.warning(
                        domain + " has no key for signatures, without which much mail ends in spam.",
                        "Let your mail provider sign, and add the DKIM record that it names.");
            case Dns.Found _, Dns.Absent _ ->
                Finding.ok("DKIM: " + domain + " has keys, under a name that only the mail provider knows.");
        };
    }

    /** The domain's own record, or that of the domain it is part of (RFC 7489, 6.6.3). */
    private Finding dmarc(String domain) {
        for (var name = domain; name.contains("."); name = name.substring(name.indexOf('.') + 1)) {
            switch (patient.dns().ask("_dmarc." + name, Dns.Type.TXT)) {
                case Dns.Silent _ -> {
                    return unasked();
                }
                case Dns.Found(var texts)
                when texts.stream().anyMatch(starts("v=dmarc1")) -> {
                    return Finding.ok("DMARC: "
                            + texts.stream()
                                    .filter(starts("v=dmarc1"))
                                    .findFirst()
                                    .orElse(""));
                }
                case Dns.Found _, Dns.Absent _ -> {}
            }
        }
        return Finding.warning(
                domain + " has no DMARC record, and large mail providers may refuse its mail.",
                "Add: _dmarc." + domain + " TXT \"v=DMARC1; p=none\"");
    }

    private static Predicate<String> starts(String word) {
        return text -> text.toLowerCase(Locale.ROOT).startsWith(word);
    }

    private static Finding unasked() {
        return Finding.unknown("No name server could be asked.", "See whether this machine can look names up.");
    }
}
