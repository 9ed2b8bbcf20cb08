package com.mewayz.platform.web;

import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Settings;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells where requests come from. Forwarded headers count only if the peer is a configured proxy. */
public final class Origins {
    private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");
    private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");

    /** What proxies add. */
    private static final List<HeaderName> PASSED_ON = Stream.of(
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Proto",
                    "X-Forwarded-Server",
                    "X-Real-IP",
                    "Forwarded",
                    "Via")
            .map(HeaderNames::create)
            .toList();

    /** Some proxies write the port behind the address; IPv6 stands in brackets then. */
    private static final Pattern WITH_PORT =
            Pattern.compile("^(?:\\[([0-9a-fA-F:.]+)](?::\\d{1,5})?|(\\d{1,3}(?:\\.\\d{1,3}){3}):\\d{1,5})$");

    private final Optional<URI> baseUrl;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    private final Hosts hosts;
    private final SiteHosts siteHosts;
    private final Networks proxies;
    private final Set<String> aliases;
    private final int hsts;
    private final boolean proxyProtocol;
    private final AtomicLong requests = new AtomicLong();
    private final String run = Long.toString(ProcessHandle.current().pid(), 36);

    public Origins(Settings settings) {
        this(settings, SiteHosts.NONE);
    }

    public Origins(Settings settings, SiteHosts siteHosts) {
        this.siteHosts = siteHosts;
        baseUrl = settings.baseUrl();
        aliases = Set.copyOf(settings.aliases());
        hsts = settings.hsts();
        proxyProtocol = settings.proxyProtocol();
        hosts = new Hosts(baseUrl);
        try {
            proxies = new Networks(settings.trustedProxies());
        } catch (IllegalArgumentException e) {
            throw new BadSetting("trusted_proxies: " + e.getMessage() + ".");
        }
    }

    /** @param place where the request is answered; null for the console's host */
    Origin of(ServerRequest request, SiteHosts.@Nullable Place place) {
        var peer = peer(request);
        boolean proxied = proxies.contains(peer);
        boolean secure = baseUrl.map(url -> url.getScheme().equals("https"))
                .orElseGet(() -> proxied
                        && request.headers().first(FORWARDED_PROTO).orElse("").equals("https"));
        var base = baseUrl.map(URI::toString).orElseGet(() -> (secure ? "https://" : "http://") + request.authority());
        var address = address(peer, String.join(",", request.headers().values(FORWARDED_FOR)));
        var id = run + "-" + Long.toString(requests.incrementAndGet(), 36);
        return place == null
                ? new Origin(address, secure, base, id, 0, strict(secure, "; includeSubDomains"))
                : site(place, address, id);
    }

    private Origin site(SiteHosts.Place place, String address, String id) {
        boolean secure = place.base().startsWith("https:");
        // what is below a name of somebody's own is theirs, and none of our business
        return new Origin(address, secure, place.base(), id, place.site(), strict(secure, ""));
    }

    private String strict(boolean secure, String more) {
        return secure && hsts > 0 ? "max-age=" + hsts + more : "";
    }

    /** Whether connections begin with whose they are. */
    boolean proxied() {
        return proxyProtocol;
    }

    /** The configured address, without a slash at the end. */
    Optional<String> base() {
        return baseUrl.map(URI::toString);
    }

    /** The site whose own host is asked for, or null. */
    SiteHosts.@Nullable Place place(ServerRequest request) {
        var name = Hosts.name(request.authority());
        if (hosts.isConsole(name)) {
            return null;
        }
        return aliases.contains(name) && baseUrl.isPresent()
                ? new SiteHosts.Place(0, baseUrl.get().toString(), base())
                : siteHosts.at(name);
    }

    /** Who is at the other end of the connection, or of the connection that a trusted proxy passes on here. */
    String peer(ServerRequest request) {
        var next = request.remotePeer().host();
        return proxies.contains(next)
                ? told(request).filter(Networks::isAddress).orElse(next)
                : next;
    }

    /** Whose connection a proxy says that it is; of one that it does not know, what else it says is passed over. */
    private static Optional<String> told(ServerRequest request) {
        return request.proxyProtocolData()
                .filter(said -> said.family() != ProxyProtocolData.Family.UNKNOWN)
                .map(ProxyProtocolData::sourceAddress);
    }

    /**
     * Whether somebody on this machine itself asks: the connection comes from it, no proxy has passed the request on, and
     * the host that is asked for is this machine. A proxy beside the program would otherwise open the door to the world;
     * nginx tells nothing of itself unless it is told to, but speaks HTTP/1.0 then.
     */
    static boolean isFromHere(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress peer
                && peer.getAddress().isLoopbackAddress()
                && !request.prologue().protocolVersion().equals("1.0")
                && (request.proxyProtocolData().isPresent() // the web server adds headers then
                        ? told(request).filter(LOOPBACK::contains).isPresent()
                        : PASSED_ON.stream().noneMatch(request.headers()::contains))
                && Hosts.isThisMachine(request.authority());
    }

    /** Whether this server answers for the host that is asked for. */
    boolean serves(ServerRequest request) {
        var local = request.localPeer().address() instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : "";
        return hosts.serves(request.authority(), local);
    }

    /** Whether connections from this address are many people's: loopback and trusted proxies. */
    boolean isTrusted(InetAddress address) {
        return address.isLoopbackAddress() || proxies.contains(address.getHostAddress());
    }

    /**
     * The visitor's address: the peer's, or behind a trusted proxy the last one in the chain that no trusted proxy has
     * written about itself.
     *
     * @param forwarded the header X-Forwarded-For, lines joined by commas
     */
    public String address(String peer, String forwarded) {
        if (forwarded.isEmpty() || !proxies.contains(peer)) {
            return peer;
        }
        // what stands left of an entry that a trusted proxy did not write is the visitor's own claim
        return Arrays.stream(forwarded.split(","))
                .map(text -> WITH_PORT.matcher(text.strip()).replaceFirst("$1$2"))
                .toList()
                .reversed()
                .stream()
                .filter(address -> !proxies.contains(address))
                .findFirst()
                .filter(Networks::isAddress)
                .orElse(peer);
    }
}
