package com.mewayz;

import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What the server does in its first seconds, done once so that the JVM can write its classes down for later starts. */
final class Training {
    private static final List<String> PATHS = List.of(
            "/up",
            "/",
            "/sign-in",
            "/setup",
            "/@demo",
            "/nothing",
            "/api/v1/openapi.json",
            "/api/v1/auth/user",
            "/assets/nothing");

    private Training() {}

    static void run(Path data) throws IOException, InterruptedException {
        var flags = Map.of(Setting.DATA, data.toString(), Setting.HOST, "127.0.0.1", Setting.PORT, "0");
        try (var app = new App(Settings.load(null, Map.of(), flags), Clock.systemUTC());
                var client = HttpClient.newHttpClient()) {
            app.start();
            Banner.of(app);
            for (var path : PATHS) {
                client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
    }
}
