package com.mewayz.operations.certificates;

import com.mewayz.facts.SiteFact.DomainVerified;
import com.mewayz.operations.Notice;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.acme.Challenges;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.tls.HostKeys;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Encryption that is built in: certificates for our hosts, if the configuration asks for it. */
public final class Encryption implements Feature {
    /** The job that gets and renews certificates. */
    public static final String RENEW = "renew-certificates";

    static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final boolean on;
    private final Jobs jobs;
    private final HostKeys keys;
    private final Challenges challenges = new Challenges();
    private final Certificates certificates;
    private final CertificatePages pages;

    /**
     * @param hosts which hosts want a certificate, the console's first
     * @param changed told when a host has another certificate
     */
    public Encryption(
            Settings settings,
            Db db,
            Bus bus,
            Clock clock,
            Jobs jobs,
            Secrets secrets,
            Supplier<List<String>> hosts,
            HostKeys keys,
            Runnable changed,
            Views views) {
        this.on = settings.https();
        this.jobs = jobs;
        this.keys = keys;
        certificates = new Certificates(
                db,
                bus,
                clock,
                secrets,
                new Certificates.Parts(hosts, keys, () -> new Authorities(settings, challenges), changed));
        pages = new CertificatePages(certificates, on, settings, jobs, clock, views);
    }

    public HostKeys keys() {
        return keys;
    }

    /** Before the port is bound. */
    public void load() {
        if (on) {
            certificates.load();
        }
    }

    /** Once everything runs: the first certificate is wanted now. */
    public void begin() {
        if (on) {
            jobs.soon(RENEW);
        }
    }

    /** Before the ports are closed. */
    public void end() {
        certificates.end();
    }

    /** How it stands with a host's certificate, in words; empty if certificates are somebody else's business. */
    public String words(String host) {
        return !on
                ? ""
                : certificates.find(host).map(Encryption::words).orElse("Its certificate is asked for within minutes.");
    }

    static String words(CertificateRow row) {
        var expires = row.expiresAt();
        var has = expires == null
                ? "It has no certificate yet."
                : "Its certificate holds until " + DAY.format(expires) + ".";
        return row.reason().isEmpty() ? has : has + " " + row.reason();
    }

    public List<Notice> notices() {
        return on ? certificates.notices() : List.of();
    }

    @Override
    public void pages(Pages pages) {
        this.pages.mount(pages);
        if (on) {
            pages.everywhere(
                    Challenges.PATH + "{challenge}",
                    call -> challenges
                            .answer(call.parameter("challenge"))
                            .map(answer -> Answer.bytes(
                                    200,
                                    "application/octet-stream",
                                    answer.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                            .orElseThrow(() -> Problem.notFound("challenge")));
        }
    }

    @Override
    public void listen(Bus bus) {
        if (on) {
            bus.on("certificates-domain-verified", DomainVerified.class, fact -> jobs.soon(RENEW));
        }
    }

    @Override
    public void jobs(Jobs jobs) {
        if (on) {
            jobs.every(Duration.ofMinutes(5), RENEW, "Gets and renews certificates.", certificates::renew);
        }
    }
}
