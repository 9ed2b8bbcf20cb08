package com.mewayz.platform.web;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import javax.net.ssl.SSLContext;

/** Binds the ports that requests come in at, each behind its own guard and lane. */
final class Ports {
    static final String ENCRYPTED = "encrypted";

    private final Origins origins;
    private final ReadyPages pages;
    private final Clock clock;
    private final List<FastLane> lanes = new CopyOnWriteArrayList<>();

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
        settle(listener, host, port, routing);
        var lane = lane(ready);
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
                .shutdownGracePeriod(Duration.ofSeconds(10))
                .maxPayloadSize(Route.UPLOAD + (1 << 20))
                .directHandlers(Refusals.all());
        listener.routing(routing);
    }

    private FastLane lane(ReadyPages ready) {
        var guard = new Guard(Guard.Limits.standard().exempting(origins::isTrusted));
        var lane = new FastLane(
                guard, ready, Sessions.NAMES, clock, Http1Config.builder().build());
        lanes.add(lane);
        return lane;
    }

    /** A figure of all ports together. */
    long sum(ToLongFunction<FastLane> figure) {
        return lanes.stream().mapToLong(figure).sum();
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
