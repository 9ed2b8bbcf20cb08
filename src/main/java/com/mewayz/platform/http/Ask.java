package com.mewayz.platform.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A request to the outside. Made by the static methods, refined by the others.
 *
 * @param ports which may be asked at a public address
 * @param confidential it carries secrets, or its answer is trusted: never unencrypted, but in a network the operator named
 * @param redirects how many are followed; only a GET follows any
 */
public record Ask(
        String method,
        String address,
        Map<String, String> headers,
        byte[] body,
        Set<Integer> ports,
        boolean confidential,
        int redirects) {
    private static final Set<Integer> USUAL = Set.of(80, 443);

    public static Ask get(String address) {
        return new Ask("GET", address, Map.of(), new byte[0], USUAL, false, 0);
    }

    /** A form, as browsers send it. */
    public static Ask form(String address, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return new Ask("POST", address, Map.of(), body.getBytes(StandardCharsets.UTF_8), USUAL, false, 0)
                .with("Content-Type", "application/x-www-form-urlencoded");
    }

    public Ask with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Ask(method, address, more, body, ports, confidential, redirects);
    }

    /** Also this port, because somebody wrote it down on purpose; -1 for none in particular. */
    public Ask port(int port) {
        var more = new TreeSet<>(ports);
        more.add(port);
        return new Ask(method, address, headers, body, more, confidential, redirects);
    }

    public Ask inConfidence() {
        return new Ask(method, address, headers, body, ports, true, redirects);
    }

    public Ask following(int most) {
        return new Ask(method, address, headers, body, ports, confidential, most);
    }

    /** The next step of a redirect: what was meant for one server is not told to another. */
    Ask to(String next, boolean sameServer) {
        return new Ask(method, next, sameServer ? headers : Map.of(), body, ports, confidential, redirects - 1);
    }

    @Override
    public String toString() {
        return method + " request"; // neither where to nor what: addresses hold secrets, too
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
