package com.mewayz.platform.web.lane;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A public page as ready bytes, immutable: rendered and compressed once per change, sent as it is. The arrays are
 * shared, not copied; nobody may write to them.
 */
public final class Ready {
    private final long subject;
    private final Map<String, String> headers;
    private final String etag;
    private final byte[] identity;
    private final byte[] gzip;
    private final Answer plain;
    private final Answer compressed;
    private final Answer unchanged;

    private Ready(long subject, Map<String, String> headers, byte[] identity) {
        this.subject = subject;
        this.identity = identity;
        this.gzip = compress(identity);
        // Weak, because one tag stands for both encodings of the same page.
        this.etag = "W/\"" + fingerprint(identity) + "\"";
        var all = new LinkedHashMap<>(headers);
        all.put("ETag", etag);
        all.merge("Vary", "Accept-Encoding", (given, ours) -> given + ", " + ours);
        all.forEach(Ready::requireOneLine);
        this.headers = Collections.unmodifiableMap(all);
        this.plain = new Answer("200 OK", with(all, "Content-Length", identity.length), identity);
        var encoded = with(all, "Content-Length", gzip.length);
        encoded.put("Content-Encoding", "gzip");
        this.compressed = new Answer("200 OK", encoded, gzip);
        var few = new LinkedHashMap<>(all);
        // RFC 9110, 15.4.5: a 304 repeats what caches need and leaves out the rest.
        few.keySet().removeIf(name -> !name.matches("(?i)etag|vary|cache-control|expires|content-location"));
        this.unchanged = new Answer("304 Not Modified", few, new byte[0]);
    }

    /**
     * @param subject what the page is about, for {@link ReadyPages#visited}: an id of the caller's choice
     * @param headers Content-Type, Cache-Control, security headers; ETag, Vary, Date and lengths are added here
     * @param body the page, not compressed
     */
    public static Ready of(long subject, Map<String, String> headers, byte[] body) {
        return new Ready(subject, headers, body);
    }

    public long subject() {
        return subject;
    }

    /** The headers of every answer with this page: the given ones, ETag and Vary. */
    public Map<String, String> headers() {
        return headers;
    }

    public String etag() {
        return etag;
    }

    public byte[] identity() {
        return identity;
    }

    public byte[] gzip() {
        return gzip;
    }

    /** What the page takes in memory, in bytes, for a cache that is limited by size. */
    public int weight() {
        return 2 * (identity.length + gzip.length) + 2048;
    }

    ByteBuffer answer(PageRequest request, DateLine.Second now, boolean close) {
        Answer answer;
        if (Negotiation.matches(request.ifNoneMatch(), etag)) {
            answer = unchanged;
        } else {
            answer = Negotiation.acceptsGzip(request.acceptEncoding()) ? compressed : plain;
        }
        return answer.at(now, request.isHead(), close);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, int value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, Integer.toString(value));
        return more;
    }

    private static void requireOneLine(String name, String value) {
        if ((name + value).chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("The header " + name + " must be one line of visible ASCII.");
        }
    }

    private static byte[] compress(byte[] body) {
        var compressed = new ByteArrayOutputStream(body.length / 2 + 64);
        try (var gzip = new Best(compressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static String fingerprint(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Best extends GZIPOutputStream {
        Best(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
