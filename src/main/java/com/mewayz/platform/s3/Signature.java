package com.mewayz.platform.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 for the service s3, over a body whose hash is known. */
final class Signature {
    private static final String METHOD = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String accessKey;
    private final String secretKey;
    private final String region;

    Signature(String accessKey, String secretKey, String region) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.region = region;
    }

    /**
     * The headers to send beside Host.
     *
     * @param path encoded, as it is sent
     * @param query names and values, not encoded
     */
    Map<String, String> headers(
            String method, String host, String path, SortedMap<String, String> query, byte[] body, Instant now) {
        var time = TIME.format(now);
        var hash = hex(sha256(body));
        var signed = new TreeMap<>(Map.of("host", host, "x-amz-content-sha256", hash, "x-amz-date", time));
        var names = String.join(";", signed.keySet());
        var request = String.join(
                "\n",
                method,
                path,
                encoded(query),
                signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                hash);
        var day = time.substring(0, 8);
        var scope = day + "/" + region + "/s3/aws4_request";
        var text = String.join("\n", METHOD, time, scope, hex(sha256(utf8(request))));
        var key = hmac(hmac(hmac(hmac(utf8("AWS4" + secretKey), day), region), "s3"), "aws4_request");
        return Map.of(
                "x-amz-content-sha256",
                hash,
                "x-amz-date",
                time,
                "Authorization",
                METHOD + " Credential=" + accessKey + "/" + scope + ",SignedHeaders=" + names + ",Signature="
                        + hex(hmac(key, text)));
    }

    /** A query as it is sent, and signed. */
    static String encoded(SortedMap<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> encode(entry.getKey(), false) + "=" + encode(entry.getValue(), false))
                .collect(Collectors.joining("&"));
    }

    /** @param path whether slashes stay */
    static String encode(String text, boolean path) {
        var encoded = new StringBuilder();
        for (byte each : utf8(text)) {
            char letter = (char) (each & 0xff);
            if (letter < 0x80 && Character.isLetterOrDigit(letter)
                    || "-._~".indexOf(letter) >= 0
                    || path && letter == '/') {
                encoded.append(letter);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) letter));
            }
        }
        return encoded.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
