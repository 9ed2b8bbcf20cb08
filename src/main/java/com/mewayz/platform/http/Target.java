package com.mewayz.platform.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a request goes, taken apart strictly: what two parsers might read in two ways is refused.
 *
 * @param host a name, or an address as digits; IPv6 without its brackets
 * @param path path and query
 */
record Target(boolean encrypted, String host, int port, String path) {
    private static final int LONGEST = 4096;
    private static final Pattern NAME = Pattern.compile("(?!-)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
    private static final Pattern DIGITS = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    /** A last label that some parsers read as an IPv4 address: decimal, octal, hex, short forms. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

    static Target of(String address) throws Stop {
        var uri = parse(address);
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean encrypted = scheme.equals("https");
        if (!encrypted && !scheme.equals("http")) {
            throw Stop.refused("Only addresses that start with https:// or http:// are asked.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getHost() == null) {
            throw Stop.refused("This is not an address of a web server.");
        }
        int port = uri.getPort() == -1 ? encrypted ? 443 : 80 : uri.getPort();
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Target(
                encrypted,
                host(uri.getHost().toLowerCase(Locale.ROOT)),
                port,
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Whether the host is an address already. */
    boolean literal() {
        return host.indexOf(':') >= 0 || DIGITS.matcher(host).matches();
    }

    /** What the Host header says. */
    String authority() {
        var name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (encrypted ? 443 : 80) ? name : name + ":" + port;
    }

    boolean sameServer(Target other) {
        return encrypted == other.encrypted && port == other.port && host.equals(other.host);
    }

    private static URI parse(String address) throws Stop {
        try {
            if (address.length() > LONGEST
                    || !address.chars().allMatch(letter -> letter > ' ' && letter < 0x7f && letter != '\\')) {
                throw Stop.refused("This address holds characters that addresses do not have, or too many.");
            }
            return new URI(address);
        } catch (URISyntaxException e) {
            throw Stop.refused("This is not an address of a web server.");
        }
    }

    private static String host(String host) throws Stop {
        if (host.startsWith("[") && host.endsWith("]") && host.indexOf('%') < 0) {
            return host.substring(1, host.length() - 1);
        }
        if (DIGITS.matcher(host).matches()
                || NAME.matcher(host).matches()
                        && host.length() <= 253
                        && !NUMBER.matcher(host).matches()) {
            return host;
        }
        throw Stop.refused("This is not the name of a web server.");
    }
}
