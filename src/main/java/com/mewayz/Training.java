package com.mewayz;

import com.mewayz.biosites.Block;
import com.mewayz.demo.Demo;
import com.mewayz.platform.Json;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the server does in its first minutes, done once on a demo so that the JVM can write its classes and their
 * profiles down for later starts.
 */
final class Training {
    /** Often enough for the JVM to see which paths are the hot ones. */
    private static final int ROUNDS = 20;

    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/(?:assets|themes|media|@)[^\"]+)\"");

    private final PlainClient client;

    private Training(PlainClient client) {
        this.client = client;
    }

    /**
     * Afterwards the process is to exit: a server on data that was there before is left running, since what an end needs
     * would lie in the memory of every later one.
     */
    static void run(Path data) throws IOException {
        boolean first = !Files.exists(data);
        var flags = Map.of(Setting.DATA, data.toString(), Setting.PORT, "0", Setting.DEMO, "true");
        var settings = Settings.load(null, Map.of(), flags);
        var app = new Serving(List.of(), () -> settings).begin();
        var training = new Training(new PlainClient(app.port()));
        training.visit(app);
        training.work(app);
        app.traffic().flush();
        if (first) {
            app.close();
        }
    }

    /** As visitors and search engines do: plain, packed, and only to hear that nothing changed. */
    private void visit(App app) throws IOException {
        var page = "/@" + Demo.HANDLE;
        for (int round = 0; round < ROUNDS; round++) {
            get(page);
            var tag = get(page, "Accept-Encoding: gzip").header("ETag");
            get(page, "If-None-Match: " + tag);
        }
        withAssets(page);
        for (var path : List.of(
                "/up",
                "/livez",
                "/readyz",
                "/",
                "/sign-in",
                "/setup",
                "/nothing",
                "/robots.txt",
                "/sitemap.xml",
                page + "/qr.svg",
                "/@nobody",
                "/assets/nothing",
                "/api/v1/auth/user")) {
            get(path);
        }
        for (var block : app.bioSites().blocks().all(workspace(app), site(app))) {
            if (block.content() instanceof Block.Link) {
                get("/l/" + block.id());
            }
        }
    }

    /** As the owner does, in the browser and with a program. */
    private void work(App app) throws IOException {
        var fields = Map.of("email", Demo.EMAIL, "password", Demo.PASSWORD);
        client.post("/sign-in", "application/x-www-form-urlencoded", form(fields));
        withAssets("/today");
        client.post("/api/v1/auth/login", "application/json", Json.write(fields));
        for (int round = 0; round < 2; round++) {
            for (var path : places(site(app))) {
                get(path);
            }
        }
    }

    private static List<String> places(long site) {
        var places = new ArrayList<>(List.of(
                "/", "/today", "/sites", "/settings", "/settings/profile", "/settings/workspace", "/setup/links"));
        List.of("", "/preview", "/preview.css").forEach(end -> places.add("/sites/" + site + end));
        List.of("workspaces", "media", "bio-sites", "auth/user").forEach(list -> places.add("/api/v1/" + list));
        List.of("", "/blocks", "/publication", "/qr?format=svg")
                .forEach(end -> places.add("/api/v1/bio-sites/" + site + end));
        return places;
    }

    private void withAssets(String path) throws IOException {
        var assets = ASSET.matcher(get(path).body());
        while (assets.find()) {
            get(assets.group(1), "Accept-Encoding: gzip");
        }
    }

    private PlainClient.Response get(String path, String... headers) throws IOException {
        return client.get(path, headers);
    }

    private static long workspace(App app) {
        var owner = app.accounts().users().find(Demo.EMAIL).orElseThrow();
        return app.workspaces().of(owner.id()).getFirst().workspace();
    }

    private static long site(App app) {
        return app.bioSites().sites().all(workspace(app)).getFirst().id();
    }

    private static String form(Map<String, String> fields) {
        return String.join(
                "&",
                fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .toList());
    }
}
