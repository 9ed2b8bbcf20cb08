package com.mewayz.operations.health;

import com.mewayz.operations.backups.Backups;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.service.Proc;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.WebFigures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Figures of the running server for Prometheus and its like. They are for whoever runs the machine: who asks from
 * elsewhere needs a token, and without one learns nothing, not even that there is something.
 */
public final class Metrics {
    private static final String BEARER = "Bearer ";

    private final byte[] token;
    private final Supplier<WebFigures> web;
    private final Db db;
    private final ServerFigures server;
    private final StoreFigures store;

    /** @param token opens them from elsewhere; empty for nobody */
    public Metrics(String token, String version, Supplier<WebFigures> web, Sources sources) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.web = web;
        this.db = sources.db;
        this.server = new ServerFigures(version, new Proc());
        this.store = new StoreFigures(sources);
    }

    /** Where the figures of what is stored come from. */
    public record Sources(Clock clock, Path data, Db db, Db trafficDb, Bus bus, Jobs jobs, Backups backups) {}

    Answer answer(Call call) {
        if (!call.isFromHere() && !isToken(call.header("Authorization").orElse(""))) {
            throw Problem.notFound("page");
        }
        boolean open = call.header("Accept").orElse("").contains("application/openmetrics-text");
        var out = new Exposition(open);
        server.write(web.get(), out);
        db.scan(() -> {
            store.write(out);
            return true;
        });
        return Answer.bytes(200, Exposition.type(open), out.text().getBytes(StandardCharsets.UTF_8))
                .with("Vary", "Accept");
    }

    private boolean isToken(String authorization) {
        return token.length > 0
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        token, authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
