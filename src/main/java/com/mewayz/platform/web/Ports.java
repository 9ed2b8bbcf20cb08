package com.mewayz.platform.web;

import com.mewayz.platform.service.Proc;
import com.mewayz.platform.web.lane.Budget;
import com.mewayz.platform.web.lane.Door;
import com.mewayz.platform.web.lane.FastLane;
import com.mewayz.platform.web.lane.Guard;
import com.mewayz.platform.web.lane.ReadyPages;
import com.mewayz.platform.web.lane.TlsRules;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import javax.net.ssl.SSLContext;

/** Binds the ports that requests come in at, each behind its own guard and lane. */
final class Ports {
    static final String ENCRYPTED = "encrypted";

    private static final Duration LAST_ANSWER = Duration.ofSeconds(1);
    private static final Duration LAST_REQUEST = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final Origins origins;
    private final ReadyPages pages;
    private final Clock clock;
    private final Budget budget = Budget.ofHeap();
    private final List<FastLane> lanes = new CopyOnWriteArrayList<>();
    private volatile boolean finishing;

    Ports(Origins origins, ReadyPages pages, Clock clock) {
        this.origins = origins;
        this.pages = pages;
        this.clock = clock;
    }

    /** One port, without encryption. */
    WebServer open(String host, int port, Consumer<HttpRouting.Builder> routing) {
        requireFree(host, port);
        return begin(plain(host, port, pages, routing));
    }

    /** Two ports; the plain one has no ready pages. */
    WebServer open(
            String host,
            int port,
            Consumer<HttpRouting.Builder> plain,
            int encryptedPort,
            SSLContext context,
            Consumer<HttpRouting.Builder> encrypted) {
        requireFree(host, port);
        requireFree(host, encryptedPort);
        var listener = plain(host, port, ReadyPages.NONE, plain);
        listener.putSocket(ENCRYPTED, socket -> {
            var lane = lane(pages);
            settle(socket, host, encryptedPort, routing -> encrypted.accept(routing.addFilter(lane.watch())));
            socket.tls(TlsRules.strict().sslContext(context).build());
            lane.serveTls(socket);
            socket.enableProxyProtocol(origins.proxied());
        });
        return begin(listener);
    }

    private WebServerConfig.Builder plain(
            String host, int port, ReadyPages ready, Consumer<HttpRouting.Builder> routing) {
        var listener = WebServer.builder().shutdownHook(false);
        var lane = lane(ready);
        settle(listener, host, port, routes -> routing.accept(routes.addFilter(lane.watch())));
        if (origins.proxied()) {
            lane.serveProxied(listener);
        } else {
            lane.servePlain(listener);
        }
        return listener;
    }

    private static void settle(
            ListenerConfig.BuilderBase<?, ?> listener, String host, int port, Consumer<HttpRouting.Builder> routing) {
        listener.host(host)
                .port(port)
                .backlog(Door.BACKLOG)
                .shutdownGracePeriod(Duration.ofSeconds(10))
                // the routes have limits of their own; what nobody reads of a longer one ends its connection
                .maxPayloadSize(Route.STREAM + (1 << 20))
                .directHandlers(Refusals.all());
        listener.routing(routing);
    }

    private FastLane lane(ReadyPages ready) {
        var limits = Guard.Limits.standard(new Proc().mostOpenFiles()).exempting(origins::isTrusted);
        var guard = new Guard(limits, budget);
        var lane = new FastLane(
                guard, ready, Sessions.NAMES, clock, Http1Config.builder().build());
        lanes.add(lane);
        return lane;
    }

    /** A figure of all ports together. */
    long sum(ToLongFunction<FastLane> figure) {
        return lanes.stream().mapToLong(figure).sum();
    }

    /** How many connections were closed so that others have room. */
    long displaced() {
        return sum(lane -> lane.guard().displaced()) + budget.displaced();
    }

    /** See {@link Guard#receive}. */
    void receive() {
        lanes.forEach(lane -> lane.guard().receive());
    }

    /**
     * Lets everything that was begun come to its end, and nobody in any more. For a moment connections go on as they are,
     * so that those who ask again and again hear with their next answer that it is the last; then the ports are closed.
     *
     * @param open asked just before that: whether they are left open instead, for the next program in this process; then
     *     who comes waits there
     */
    void finish(BooleanSupplier open) {
        finishing = true;
        lanes.forEach(FastLane::finish);
        awaitNobody(LAST_ANSWER);
        boolean left = open.getAsBoolean();
        lanes.forEach(lane -> lane.guard().leave(left));
        awaitNobody(LAST_REQUEST);
    }

    boolean isFinishing() {
        return finishing;
    }

    /** @see Guard#share */
    List<Guard.Shared> share() {
        List<Guard.Shared> shared = new ArrayList<>();
        for (var lane : lanes) {
            try {
                var at = lane.guard().share();
                if (at != null) {
                    shared.add(at);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    private void awaitNobody(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            while (sum(lane -> lane.guard().open()) > 0 && System.nanoTime() < end) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static WebServer begin(WebServerConfig.Builder listener) {
        var server = listener.build().start();
        if (!server.isRunning()) {
            throw new IllegalStateException("the web server did not start; the log says why");
        }
        return server;
    }

    /** The web server only logs that it could not start, so the port is tried first. */
    private static void requireFree(String host, int port) {
        if (Door.isOpen(host, port)) {
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
