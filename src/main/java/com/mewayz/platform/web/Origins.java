package com.mewayz.platform.web;

import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Settings;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Tells where requests come from. Forwarded headers count only if the peer is a configured proxy. */
final class Origins {
    private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");
    private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");

    private final Optional<URI> baseUrl;
    private final Networks proxies;
    private final AtomicLong requests = new AtomicLong();
    private final String run = Long.toString(ProcessHandle.current().pid(), 36);

    Origins(Settings settings) {
        baseUrl = settings.baseUrl();
        try {
            proxies = new Networks(settings.trustedProxies());
        } catch (IllegalArgumentException e) {
            throw new BadSetting("trusted_proxies: " + e.getMessage() + ".");
        }
    }

    Origin of(ServerRequest request) {
        var peer = request.remotePeer().host();
        boolean proxied = proxies.contains(peer);
        boolean secure = baseUrl.map(url -> url.getScheme().equals("https"))
                .orElseGet(() -> proxied
                        && request.headers().first(FORWARDED_PROTO).orElse("").equals("https"));
        var base = baseUrl.map(URI::toString).orElseGet(() -> (secure ? "https://" : "http://") + request.authority());
        var address = proxied ? forwarded(request).orElse(peer) : peer;
        return new Origin(address, secure, base, run + "-" + Long.toString(requests.incrementAndGet(), 36));
    }

    /** Whether connections from this address are many people's: loopback and trusted proxies. */
    boolean isTrusted(InetAddress address) {
        return address.isLoopbackAddress() || proxies.contains(address.getHostAddress());
    }

    /** The last address in the chain that no trusted proxy has written about itself. */
    private Optional<String> forwarded(ServerRequest request) {
        List<String> chain = request.headers().values(FORWARDED_FOR).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(text -> text.matches("[0-9a-fA-F:.]{2,45}"))
                .toList();
        return chain.reversed().stream()
                .filter(address -> !proxies.contains(address))
                .findFirst();
    }
}
