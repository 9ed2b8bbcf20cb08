package com.mewayz.operations.certificates;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.config.Settings;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How it stands with the certificates, for operators. */
final class CertificatePages {
    static final String PATH = "/settings/certificates";

    private final Certificates certificates;
    private final boolean on;
    private final Settings settings;
    private final Jobs jobs;
    private final Clock clock;
    private final Views views;

    CertificatePages(Certificates certificates, boolean on, Settings settings, Jobs jobs, Clock clock, Views views) {
        this.certificates = certificates;
        this.on = on;
        this.settings = settings;
        this.jobs = jobs;
        this.clock = clock;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, OPERATOR, this::show);
        pages.post(PATH, OPERATOR, call -> {
            if (on) {
                certificates.hurry(call.form().text("host"));
                jobs.soon(Encryption.RENEW);
            }
            return Answer.seeOther(PATH);
        });
    }

    private Answer show(Call call) {
        return views.page(
                call,
                "operations/certificates",
                Map.of(
                        "page",
                        "Certificates",
                        "on",
                        on,
                        "configured",
                        settings.baseUrl().map(URI::toString).orElse(""),
                        "reached",
                        reached(call),
                        "certificates",
                        on ? certificates.all().stream().map(this::shown).toList() : java.util.List.of()));
    }

    /** What the browser says it asked for: the scheme is what this server believes, from itself or a trusted proxy. */
    private static String reached(Call call) {
        var host = call.header("Host").orElse("");
        return (call.origin().secure() ? "https://" : "http://") + host;
    }

    private Map<String, Object> shown(CertificateRow row) {
        return Map.of(
                "host", row.host(),
                "there", row.expiresAt() != null,
                "failing", row.failures() > 0,
                "words", Encryption.words(row),
                "tried", words(row.triedAt()),
                "next", Encryption.DAY.format(row.nextAt()));
    }

    private String words(@Nullable Instant at) {
        return at == null ? "" : Times.words(at, clock.instant(), ZoneOffset.UTC);
    }
}
