package com.mewayz.platform.s3;

import com.mewayz.platform.Problem;
import com.mewayz.platform.http.Ask;
import com.mewayz.platform.http.Outcome;
import com.mewayz.platform.http.Outcome.Answered;
import com.mewayz.platform.http.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Puts files into a bucket, and takes them away. A file goes in parts of {@value #PART} bytes, each with its hash, so
 * that memory stays flat and the store itself refuses what was damaged on the way; it is there whole or not at all.
 */
public final class S3 {
    static final int PART = 8 << 20;

    private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]{1,1024})</UploadId>");
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,60})</Code>");
    private static final Pattern SIZE = Pattern.compile("<Size>(\\d{1,18})</Size>");
    private static final byte[] NOTHING = {};

    private final Bucket bucket;
    private final Outgoing outgoing;
    private final Clock clock;
    private final URI endpoint;
    private final Signature signature;

    /** @param outgoing with limits that let a part through a slow line */
    public S3(Bucket bucket, Outgoing outgoing, Clock clock) {
        this.bucket = bucket;
        this.outgoing = outgoing;
        this.clock = clock;
        this.endpoint = URI.create(bucket.endpoint());
        this.signature = new Signature(bucket.accessKey(), bucket.secretKey(), bucket.region());
    }

    /**
     * Writes the file under the name, over what may be there.
     *
     * @param sent told after each part how many bytes have gone; may throw, to give up
     * @throws Problem with what the store said
     */
    public void put(String name, Path file, LongConsumer sent) throws IOException {
        long size = Files.size(file);
        try (var in = Files.newInputStream(file)) {
            if (size <= PART) {
                ask("PUT", name, new TreeMap<>(), in.readAllBytes());
            } else {
                parts(name, in, sent);
            }
        }
        sent.accept(size);
        long there = size(name);
        if (there != size) {
            throw Problem.malformed("The store has " + there + " bytes of the file in place of " + size + ".");
        }
    }

    /** Takes the file away; it need not be there. */
    public void delete(String name) {
        ask("DELETE", name, new TreeMap<>(), NOTHING);
    }

    private void parts(String name, InputStream in, LongConsumer sent) throws IOException {
        var begun =
                UPLOAD.matcher(ask("POST", name, query("uploads", ""), NOTHING).text());
        if (!begun.find()) {
            throw Problem.malformed("The store did not begin an upload in parts.");
        }
        var upload = unescaped(begun.group(1));
        try {
            var done = new StringBuilder("<CompleteMultipartUpload>");
            long all = 0;
            int number = 0;
            for (var part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
                number++;
                var query = query("uploadId", upload);
                query.put("partNumber", String.valueOf(number));
                var tag = ask("PUT", name, query, part).header("etag");
                done.append("<Part><PartNumber>")
                        .append(number)
                        .append("</PartNumber><ETag>")
                        .append(tag.replace("&", "&amp;").replace("<", "&lt;"))
                        .append("</ETag></Part>");
                all += part.length;
                sent.accept(all);
            }
            var complete = done.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
            // a store may answer 200 at once, and say later that it failed
            var answer = ask("POST", name, query("uploadId", upload), complete);
            if (answer.text().contains("<Error>")) {
                throw Problem.malformed(said(answer));
            }
        } catch (Problem | IOException e) {
            abort(name, upload, e);
            throw e;
        }
    }

    private void abort(String name, String upload, Exception why) {
        try {
            ask("DELETE", name, query("uploadId", upload), NOTHING);
        } catch (Problem e) {
            why.addSuppressed(e); // the store keeps the parts until its owner clears them away
        }
    }

    /** -1 if it is not there. */
    private long size(String name) {
        var query = query("list-type", "2");
        query.put("prefix", bucket.prefix() + name);
        query.put("max-keys", "1");
        var found = SIZE.matcher(
                send("GET", "/" + bucket.name() + "/", query, NOTHING).text());
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    private Answered ask(String method, String name, SortedMap<String, String> query, byte[] body) {
        return send(method, "/" + bucket.name() + "/" + bucket.prefix() + name, query, body);
    }

    private Answered send(String method, String path, SortedMap<String, String> query, byte[] body) {
        var encoded = Signature.encode(path, true);
        var address = bucket.endpoint() + encoded + (query.isEmpty() ? "" : "?" + Signature.encoded(query));
        var ask = new Ask(method, address, Map.of(), body, java.util.Set.of(443), true, 0).port(endpoint.getPort());
        var signed = signature.headers(method, host(), encoded, query, body, clock.instant());
        for (var header : signed.entrySet()) {
            ask = ask.with(header.getKey(), header.getValue());
        }
        return switch (outgoing.send(ask)) {
            case Answered answer when answer.fine() -> answer;
            case Answered answer when method.equals("DELETE") && answer.status() == 404 -> answer;
            case Answered answer -> throw Problem.malformed(said(answer));
            case Outcome.Refused(String why) -> throw Problem.malformed(why);
            case Outcome.TryLater(String why) -> throw Problem.malformed(why);
            case Outcome.Uncertain(String why) -> throw Problem.malformed(why);
        };
    }

    /** The codes of the protocol that tell what to do, in words; the others as they are. */
    private static String said(Answered answer) {
        var code = CODE.matcher(answer.text());
        var said = code.find() ? code.group(1) : "";
        return switch (said) {
            case "NoSuchBucket" -> "The store has no such bucket.";
            case "InvalidAccessKeyId" -> "The store does not know this access key.";
            case "SignatureDoesNotMatch" -> "The secret key does not belong to the access key.";
            case "AccessDenied" -> "This access key may not do that in the bucket.";
            case "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                "The bucket is in another region.";
            case "RequestTimeTooSkewed" -> "The clock of this server is wrong.";
            case "" -> "The store answered with status " + answer.status() + ".";
            default -> "The store answered: " + said + ".";
        };
    }

    private String host() {
        int port = endpoint.getPort();
        return port == -1 || port == (endpoint.getScheme().equals("https") ? 443 : 80)
                ? endpoint.getHost()
                : endpoint.getHost() + ":" + port;
    }

    private static SortedMap<String, String> query(String name, String value) {
        return new TreeMap<>(Map.of(name, value));
    }

    private static String unescaped(String xml) {
        return xml.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
