package com.mewayz.platform.web.lane;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The web server as the program sets it up, with a router that says what it was asked. */
final class LaneServer implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-05T09:08:07Z"), ZoneOffset.UTC);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long ENOUGH = 1 << 30;

    final Pages pages = new Pages();
    final Budget budget;
    final Guard guard;
    final CompletableFuture<Throwable> brokenDownload = new CompletableFuture<>();
    /** How many requests for {@code /slow}, {@code /download} and {@code /echo} are, or were, in work. */
    final AtomicInteger begun = new AtomicInteger();

    /** What {@code /slow} answers, once it is there. */
    final CompletableFuture<String> slow = new CompletableFuture<>();

    private final FastLane lane;
    private final WebServer server;

    LaneServer(Guard.Limits limits, boolean loops) {
        this(limits, ENOUGH, loops);
    }

    /** @param memory bytes that all connections together may hold */
    LaneServer(Guard.Limits limits, long memory, boolean loops) {
        budget = new Budget(memory);
        guard = new Guard(limits, budget);
        lane = lane(guard, pages);
        server = configure(WebServer.builder(), lane, loops)
                .routing(routing -> routes(routing.addFilter(lane.watch())))
                .build()
                .start();
    }

    /** With TLS. */
    LaneServer(Guard.Limits limits, Certificate certificate) {
        this(limits, ENOUGH, certificate);
    }

    LaneServer(Guard.Limits limits, long memory, Certificate certificate) {
        budget = new Budget(memory);
        guard = new Guard(limits, budget);
        var builder = WebServer.builder().host("127.0.0.1").port(0).shutdownHook(false);
        lane = lane(guard, pages);
        lane.serveTls(builder);
        server = builder.tls(TlsRules.strict().sslContext(certificate.server()).build())
                .routing(routing -> routes(routing.addFilter(lane.watch())))
                .build()
                .start();
    }

    int port() {
        return server.port();
    }

    static LaneServer patient(boolean loops) {
        return new LaneServer(limits(LONG, LONG, LONG), loops);
    }

    static Guard.Limits limits(Duration head, Duration idle, Duration stall) {
        return new Guard.Limits(1000, 100, address -> true, head, idle, stall, 1_000_000_000);
    }

    /** @param loops as for plain HTTP; without, a thread for each connection */
    static WebServerConfig.Builder configure(
            WebServerConfig.Builder server, Guard guard, ReadyPages pages, boolean loops) {
        return configure(server, lane(guard, pages), loops);
    }

    private static WebServerConfig.Builder configure(WebServerConfig.Builder server, FastLane lane, boolean loops) {
        server.host("127.0.0.1").port(0).shutdownHook(false);
        if (loops) {
            lane.servePlain(server);
        } else {
            lane.serveThreads(server);
        }
        return server;
    }

    private static FastLane lane(Guard guard, ReadyPages pages) {
        return new FastLane(guard, pages, List.of("__Host-mewayz", "mewayz"), CLOCK, Http1Config.create());
    }

    /** As before a stop: connections end with what is under way on them. */
    void finish() {
        lane.finish();
    }

    RawClient connect() throws Exception {
        return new RawClient(server.port());
    }

    private void routes(HttpRouting.Builder routing) {
        routing.get("/download", (request, response) -> {
                    begun.incrementAndGet();
                    try (OutputStream out = response.outputStream()) {
                        for (int i = 0; i < 1024; i++) {
                            out.write(new byte[64 << 10]);
                        }
                    } catch (Throwable e) {
                        brokenDownload.complete(e);
                        throw e;
                    }
                })
                .get("/slow", (request, response) -> {
                    begun.incrementAndGet();
                    response.send(slow.join());
                })
                .post("/swallow", (request, response) -> {
                    long length = request.content().inputStream().transferTo(OutputStream.nullOutputStream());
                    response.send(String.valueOf(length));
                })
                .post("/echo", (request, response) -> {
                    begun.incrementAndGet();
                    response.send(request.content().as(byte[].class));
                })
                .any((request, response) -> response.send("router "
                        + request.prologue().method().text() + " "
                        + request.prologue().uriPath().rawPath()));
    }

    @Override
    public void close() {
        server.stop();
    }

    /** For what another thread does a moment later. */
    static void await(BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("It did not happen within ten seconds.");
            }
            Thread.onSpinWait();
        }
    }
}
