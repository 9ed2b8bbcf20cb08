package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The program's own style sheets, scripts, fonts and icons: built with a hash of their content in the name and a
 * gzipped twin, so a browser may keep them for good.
 */
public final class Assets {
    private static final String FOLDER = "/com/mewayz/assets/";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "png", "image/png",
            "webp", "image/webp",
            "json", "application/json",
            "ico", "image/x-icon");

    private final Map<String, String> names;
    private final Map<String, Optional<byte[]>> loaded = new ConcurrentHashMap<>();

    public Assets() {
        names = load("manifest.txt").map(Assets::manifest).orElse(Map.of());
    }

    /** The address of an asset by its plain name: {@code app.css} becomes {@code /assets/app.3f2a1b9c.css}. */
    public String address(String name) {
        var hashed = names.get(name);
        if (hashed == null) {
            throw new IllegalArgumentException("no asset " + name);
        }
        return "/assets/" + hashed;
    }

    /** The content of an asset by its plain name. */
    public byte[] bytes(String name) {
        return read(address(name).substring("/assets/".length())).orElseThrow();
    }

    /** Serves {@code /assets/{file}}; only names of the manifest are known. */
    Answer serve(Call call) {
        var file = call.parameter("file");
        if (!names.containsValue(file)) {
            throw Problem.notFound("file");
        }
        var type = TYPES.getOrDefault(
                file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), "application/octet-stream");
        var zipped = Answers.acceptsGzip(call) ? read(file + ".gz") : Optional.<byte[]>empty();
        var answer = zipped.isPresent()
                ? Answer.bytes(200, type, zipped.get()).with("Content-Encoding", "gzip")
                : Answer.bytes(200, type, read(file).orElseThrow(() -> Problem.notFound("file")));
        return answer.with("Cache-Control", FOR_GOOD).with("Vary", "Accept-Encoding");
    }

    private Optional<byte[]> read(String file) {
        return loaded.computeIfAbsent(file, Assets::load);
    }

    private static Optional<byte[]> load(String file) {
        try (var in = Assets.class.getResourceAsStream(FOLDER + file)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of a plain name and the name of the file. */
    private static Map<String, String> manifest(byte[] lines) {
        return Body.utf8(lines)
                .lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toUnmodifiableMap(words -> words[0], words -> words[1]));
    }
}
