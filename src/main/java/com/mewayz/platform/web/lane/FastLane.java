package com.mewayz.platform.web.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Takes every HTTP/1.1 connection of a listener: answers requests for {@link ReadyPages} with one write, and lets the web
 * server's own connection do the rest, request by request.
 */
public final class FastLane implements ServerConnectionSelector {
    static final SocketOption<FastLane> OPTION = new Option();

    private static final System.Logger LOG = System.getLogger(FastLane.class.getName());

    private final Guard guard;
    private final ReadyPages pages;
    private final List<byte[]> sessionCookies;
    private final DateLine dates;
    private final Http1ConnectionSelector normal;
    private final LongAdder answered = new LongAdder();
    private final Set<Multiplexed> multiplexed = ConcurrentHashMap.newKeySet();
    private volatile boolean finishing;

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

    /**
     * Puts the lane and its guard before a listener for plain HTTP. Its connections start in a few event loops and come
     * to the web server only when they ask for more than ready pages.
     */
    public void servePlain(ListenerConfig.BuilderBase<?, ?> listener) {
        listener.putListenerSocketOption(OPTION, this)
                // With NIO the web server writes 8 KiB at a time, and Nagle's algorithm holds back the last of them.
                .useNio(false)
                .connectionOptions(options -> options.tcpNoDelay(true))
                // Other protocols would wait for a first byte, which the loop has read already.
                .protocolsDiscoverServices(false)
                .addConnectionSelector(this);
    }

    /**
     * The same for plain HTTP from a proxy that says first whose connection it passes on (PROXY protocol). The web server
     * reads that, so there are no event loops.
     */
    public void serveProxied(ListenerConfig.BuilderBase<?, ?> listener) {
        listener.enableProxyProtocol(true);
        serveThreads(listener);
    }

    /** Puts the lane and its guard before a listener with TLS, and HTTP/2 beside it for who prefers that (RFC 7301). */
    public void serveTls(ListenerConfig.BuilderBase<?, ?> listener) {
        listener.addConnectionSelector(new MultiplexSelector(this));
        serveThreads(listener);
    }

    /** A thread for each connection; without NIO the web server ignores the TLS settings. */
    void serveThreads(ListenerConfig.BuilderBase<?, ?> listener) {
        listener.putListenerSocketOption(Guard.OPTION, guard)
                .useNio(true)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .protocolsDiscoverServices(false)
                .addConnectionSelector(this);
    }

    /** What requests of HTTP/2 are watched by; goes before the routes. */
    public Filter watch() {
        return new RequestWatch(guard);
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

    /** How many requests were answered past the web server's own code. */
    public long answered() {
        return answered.sum();
    }

    /** From now on each connection ends with its next answer, which says so; those of HTTP/2 are told at once. */
    public void finish() {
        finishing = true;
        multiplexed.forEach(Multiplexed::finish);
    }

    boolean isFinishing() {
        return finishing;
    }

    /** The open connections of HTTP/2. */
    Set<Multiplexed> multiplexed() {
        return multiplexed;
    }

    public Guard guard() {
        return guard;
    }

    /** The request that starts there and its page; null if the router has to see it. */
    @Nullable
    Match match(byte[] bytes, int from, String remote, boolean secure) {
        var spans = Scanner.scan(bytes, from, sessionCookies);
        if (spans == null) {
            return null;
        }
        var request = new PageRequest(bytes, spans, remote, secure);
        try {
            var page = pages.find(request);
            return page == null ? null : new Match(request, page, finishing || request.closes());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The ready pages could not be asked.", e);
            return null;
        }
    }

    ByteBuffer answer(Match match) {
        return match.page().answer(match.request(), dates.now(), match.closes());
    }

    void visited(Match match) {
        answered.increment();
        try {
            pages.visited(match.page(), match.request());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A visit could not be recorded.", e);
        }
    }

    /** Whose connection it is: if the other end is one that many come through, and says so, whom it names. */
    String remote(ConnectionContext context) {
        var next = ((InetSocketAddress) context.remotePeer().address()).getAddress();
        return context.proxyProtocolData()
                .filter(said -> said.family() != ProxyProtocolData.Family.UNKNOWN)
                .map(ProxyProtocolData::sourceAddress)
                .filter(address -> !address.isEmpty() && guard.limits().exempt().test(next))
                .orElse(next.getHostAddress());
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

    private static final class Option implements SocketOption<FastLane> {
        @Override
        public String name() {
            return "MEWAYZ_FAST_LANE";
        }

        @Override
        public Class<FastLane> type() {
            return FastLane.class;
        }
    }
}
