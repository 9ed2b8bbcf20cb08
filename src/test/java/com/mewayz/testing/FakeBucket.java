package com.mewayz.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A store with one bucket that speaks the S3 protocol: single and multipart uploads, listing, deleting, its XML errors.
 * It works the signature out by itself and compares the hash of each body.
 */
public final class FakeBucket implements AutoCloseable {
    public static final String NAME = "archives";
    public static final String ACCESS_KEY = "AKFAKEFAKEFAKE";
    public static final String SECRET_KEY = "secret/of+the/fake";
    public static final String REGION = "eu-test-1";

    private static final int SMALLEST_PART = 5 << 20;
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request,\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");
    private static final Pattern PART = Pattern.compile("<PartNumber>(\\d+)</PartNumber><ETag>([^<]+)</ETag>");

    /** What is in the bucket. */
    public final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

    /** Uploads that were begun and neither completed nor aborted. */
    public final Map<String, Map<Integer, byte[]>> uploads = new ConcurrentHashMap<>();

    /** The next requests with this method are answered with this error code of the protocol; empty for none. */
    public volatile String failing = "";

    private final HttpServer server;

    public FakeBucket() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var error = refusal(exchange, body);
            if (error.isEmpty()) {
                serve(exchange, body);
            } else {
                fail(exchange, error);
            }
        }
    }

    private String refusal(HttpExchange exchange, byte[] body) {
        var headers = exchange.getRequestHeaders();
        var given = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
        if (!given.matches()) {
            return "AccessDenied";
        }
        if (!given.group(1).equals(ACCESS_KEY)) {
            return "InvalidAccessKeyId";
        }
        if (!given.group(3).equals(REGION)) {
            return "AuthorizationHeaderMalformed";
        }
        if (!hex(sha256(body)).equals(headers.getFirst("x-amz-content-sha256"))) {
            return "XAmzContentSHA256Mismatch";
        }
        if (!signature(exchange, given.group(2), given.group(4)).equals(given.group(5))) {
            return "SignatureDoesNotMatch";
        }
        if (!exchange.getRequestURI().getRawPath().startsWith("/" + NAME + "/")) {
            return "NoSuchBucket";
        }
        return failing;
    }

    private void serve(HttpExchange exchange, byte[] body) throws IOException {
        var key = exchange.getRequestURI().getPath().substring(NAME.length() + 2);
        var query = query(exchange);
        switch (exchange.getRequestMethod()) {
            case "GET" -> list(exchange, query.getOrDefault("prefix", ""));
            case "PUT" -> {
                var upload = query.get("uploadId");
                if (upload == null) {
                    objects.put(key, body);
                } else {
                    parts(upload).put(Integer.valueOf(query.getOrDefault("partNumber", "0")), body);
                }
                exchange.getResponseHeaders().set("ETag", "\"" + hex(sha256(body)) + "\"");
                answer(exchange, 200, "");
            }
            case "POST" -> {
                if (query.containsKey("uploads")) {
                    var id = "up+load=" + uploads.size();
                    uploads.put(id, new TreeMap<>());
                    answer(
                            exchange,
                            200,
                            "<InitiateMultipartUploadResult><UploadId>" + id
                                    + "</UploadId></InitiateMultipartUploadResult>");
                } else {
                    complete(
                            exchange,
                            key,
                            query.getOrDefault("uploadId", ""),
                            new String(body, StandardCharsets.UTF_8));
                }
            }
            case "DELETE" -> {
                if (query.containsKey("uploadId")) {
                    uploads.remove(query.getOrDefault("uploadId", ""));
                } else {
                    objects.remove(key);
                }
                answer(exchange, 204, "");
            }
            default -> fail(exchange, "MethodNotAllowed");
        }
    }

    private Map<Integer, byte[]> parts(String upload) {
        return Objects.requireNonNull(uploads.get(upload), upload);
    }

    private void complete(HttpExchange exchange, String key, String upload, String named) throws IOException {
        var parts = parts(upload);
        var order = new ArrayList<byte[]>();
        var matcher = PART.matcher(named);
        while (matcher.find()) {
            var part = parts.get(Integer.valueOf(matcher.group(1)));
            if (part == null || !matcher.group(2).equals("\"" + hex(sha256(part)) + "\"")) {
                fail(exchange, "InvalidPart");
                return;
            }
            order.add(part);
        }
        for (var part : order.subList(0, order.size() - 1)) {
            if (part.length < SMALLEST_PART) {
                fail(exchange, "EntityTooSmall");
                return;
            }
        }
        int size = order.stream().mapToInt(part -> part.length).sum();
        var whole = new byte[size];
        int at = 0;
        for (var part : order) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        objects.put(key, whole);
        uploads.remove(upload);
        answer(exchange, 200, "<CompleteMultipartUploadResult/>");
    }

    private void list(HttpExchange exchange, String prefix) throws IOException {
        var found = objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(prefix))
                .map(object -> "<Contents><Key>" + object.getKey() + "</Key><Size>" + object.getValue().length
                        + "</Size></Contents>")
                .collect(Collectors.joining());
        answer(exchange, 200, "<ListBucketResult><Name>" + NAME + "</Name>" + found + "</ListBucketResult>");
    }

    private static void fail(HttpExchange exchange, String code) throws IOException {
        int status = code.startsWith("NoSuch") ? 404 : code.equals("SlowDown") ? 503 : 403;
        answer(exchange, status, "<Error><Code>" + code + "</Code><Message>of the store</Message></Error>");
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        var bytes = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var raw = exchange.getRequestURI().getQuery();
        return raw == null
                ? Map.of()
                : Arrays.stream(raw.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
    }

    private static String signature(HttpExchange exchange, String day, String names) {
        var headers = exchange.getRequestHeaders();
        var request =
                exchange.getRequestMethod() + "\n" + exchange.getRequestURI().getRawPath() + "\n"
                        + sorted(exchange.getRequestURI().getRawQuery()) + "\n"
                        + Arrays.stream(names.split(";"))
                                .map(name -> name + ":" + headers.getFirst(name) + "\n")
                                .collect(Collectors.joining())
                        + "\n" + names + "\n" + headers.getFirst("x-amz-content-sha256");
        var text = "AWS4-HMAC-SHA256\n" + headers.getFirst("x-amz-date") + "\n" + day + "/" + REGION
                + "/s3/aws4_request\n" + hex(sha256(request.getBytes(StandardCharsets.UTF_8)));
        var key = ("AWS4" + SECRET_KEY).getBytes(StandardCharsets.UTF_8);
        for (var step : List.of(day, REGION, "s3", "aws4_request")) {
            key = hmac(key, step);
        }
        return hex(hmac(key, text));
    }

    private static String sorted(String query) {
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.contains("=") ? pair : pair + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
