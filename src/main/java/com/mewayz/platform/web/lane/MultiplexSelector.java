package com.mewayz.platform.web.lane;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Arrays;
import java.util.Set;

/**
 * Takes the connections that begin as HTTP/2 does (RFC 9113, 3.4): the web server makes the handshake, in which that is
 * agreed upon, only with the first read. Its own measures (8192 requests at a time, 1 MiB unasked for each) are those of
 * a machine with a lot of memory.
 */
final class MultiplexSelector implements ServerConnectionSelector {
    /** No method of HTTP/1.1 is called that; the rest of the preface may not be there yet. */
    private static final byte[] START = {'P', 'R', 'I', ' '};

    private static final int REQUESTS = 100;
    private static final int WINDOW = 256 << 10;
    static final int HEADERS = 16 << 10;

    private final FastLane lane;
    private final Http2ConnectionSelector normal;

    MultiplexSelector(FastLane lane) {
        this.lane = lane;
        normal = Http2ConnectionSelector.builder()
                .http2Config(Http2Config.builder()
                        .maxConcurrentStreams(REQUESTS)
                        .initialWindowSize(WINDOW)
                        .maxHeaderListSize(HEADERS)
                        .flowControlTimeout(lane.guard().limits().stall())
                        .build())
                .build();
    }

    /** One less than are looked at: the web server wants more than that to be there. */
    @Override
    public int bytesToIdentifyConnection() {
        return START.length - 1;
    }

    @Override
    public Support supports(BufferData start) {
        var bytes = new byte[START.length];
        start.read(bytes);
        return Arrays.equals(bytes, START) ? Support.SUPPORTED : Support.UNSUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return normal.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Multiplexed(lane, context, normal);
    }
}
