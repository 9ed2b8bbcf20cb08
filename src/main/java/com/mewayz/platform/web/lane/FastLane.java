package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Takes every HTTP/1.1 connection of a listener: answers requests for {@link ReadyPages} with one write, and lets the web
 * server's own connection do the rest, request by request.
 */
public final class FastLane implements ServerConnectionSelector {
    private final Guard guard;
    private final ReadyPages pages;
    private final List<byte[]> sessionCookies;
    private final DateLine dates;
    private final Http1ConnectionSelector normal;

    /**
     * @param sessionCookies names of cookies that make a request the router's: a signed-in visitor is not an audience
     * @param http settings of the normal connection
     */
    public FastLane(
            Guard guard, ReadyPages pages, Collection<String> sessionCookies, InstantSource clock, Http1Config http) {
        this.guard = guard;
        this.pages = pages;
        this.sessionCookies = sessionCookies.stream()
                .map(name -> (name + "=").getBytes(ISO_8859_1))
                .toList();
        this.dates = new DateLine(clock);
        // Exactly one listener each way: with two, Helidon 4.5.0 calls none of them.
        this.normal = Http1ConnectionSelector.builder()
                .config(Http1Config.builder(http)
                        .receiveListeners(List.of(new Received()))
                        .sendListeners(List.of(new Sent()))
                        .build())
                .build();
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData start) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return normal.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Lane(this, context);
    }

    Guard guard() {
        return guard;
    }

    ReadyPages pages() {
        return pages;
    }

    List<byte[]> sessionCookies() {
        return sessionCookies;
    }

    DateLine dates() {
        return dates;
    }

    Http1ConnectionSelector normal() {
        return normal;
    }

    private static final class Received implements Http1ConnectionListener {
        @Override
        public void prologue(ConnectionContext context, HttpPrologue prologue) {
            ((LaneContext) context).lane().prologueRead();
        }

        @Override
        public void headers(ConnectionContext context, Headers headers) {
            ((LaneContext) context).lane().headersRead(headers.containsToken(HeaderValues.CONNECTION_CLOSE));
        }
    }

    private static final class Sent implements Http1ConnectionListener {
        @Override
        public void headers(ConnectionContext context, Headers headers) {
            if (headers.containsToken(HeaderValues.CONNECTION_CLOSE)) {
                ((LaneContext) context).lane().closeAfterAnswer();
            }
        }
    }
}
