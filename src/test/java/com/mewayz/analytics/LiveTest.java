package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import com.mewayz.traffic.Act;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The events of the page of what goes on now, read as a browser reads them. */
@AppTest
@Timeout(60)
class LiveTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestApp app;

    LiveTest(TestApp app) {
        this.app = app;
    }

    @Test
    void aVisitIsToldWithoutAskingAndSigningOutEndsIt() throws Exception {
        long site = site();
        var browser = app.visitor().browse("owner@example.com");
        var page = "/w/" + app.owner().workspace() + "/analytics/live";
        assertThat(browser.get(page).is(200).header("Content-Type")).startsWith("text/html");

        try (var events = open(browser, page)) {
            assertThat(events.next()).contains("0 visitors here now");
            visit(site);
            assertThat(events.next()).contains("1 visitor here now").contains("/shop");

            browser.submit("/today", "/sign-out", Map.of()).is(303);
            assertThat(events.next()).isEqualTo("event: end\ndata:");
            assertThat(events.lines.readLine()).as("the stream is over").isNull();
        }
        assertThat(response(browser, page).statusCode()).as("to the sign-in").isEqualTo(303);
    }

    @Test
    void aPersonMayHaveOnlySoManyOpen() throws Exception {
        var viewer = app.viewer();
        var page = "/w/" + app.owner().workspace() + "/analytics/live";
        List<Events> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                var events = open(viewer, page);
                open.add(events);
                assertThat(events.next()).contains("here now");
            }
            assertThat(response(viewer, page).statusCode()).isEqualTo(429);
        } finally {
            for (var events : open) {
                events.close();
            }
        }
    }

    @Test
    void notEvenAtOnceAreMoreOpened() {
        var editor = app.editor();
        var page = "/w/" + app.owner().workspace() + "/analytics/live";
        for (int i = 0; i < 8; i++) {
            var head = HTTP.sendAsync(
                            request(editor, page)
                                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .join();
            assertThat(head.statusCode()).as("takes no place").isEqualTo(200);
        }
        var replies = IntStream.range(0, 24)
                .mapToObj(i -> HTTP.sendAsync(request(editor, page).build(), HttpResponse.BodyHandlers.ofInputStream()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        try {
            assertThat(replies.stream().filter(reply -> reply.statusCode() == 200))
                    .hasSize(3);
            assertThat(replies.stream().filter(reply -> reply.statusCode() == 429))
                    .hasSize(21);
        } finally {
            replies.forEach(reply -> close(reply.body()));
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPageThatIsOnlyLeftOpenKeepsNoSession() throws Exception {
        try (var own = new TestApp()) {
            var test = new LiveTest(own);
            long site = test.site();
            var page = "/w/" + own.owner().workspace() + "/analytics/live";
            var browser = own.visitor().browse("owner@example.com");
            try (var events = test.open(browser, page)) {
                assertThat(events.next()).contains("here now");
                own.clock.forward(Duration.ofDays(13));
                test.visit(site);
                assertThat(events.next()).contains("1 visitor here now");
                own.clock.forward(Duration.ofDays(1));

                assertThat(events.next()).isEqualTo("event: end\ndata:");
            }
            browser.get("/today").is(303);
        }
    }

    private long site() {
        return app.owner()
                .post("/api/v1/bio-sites", Map.of("handle", "live", "name", "Mia"))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private void visit(long site) {
        app.app
                .traffic()
                .happened(new Hit(
                        site,
                        new Act.View("/shop"),
                        new Trace(
                                "GET",
                                "198.51.100.7",
                                "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0",
                                "de",
                                "",
                                "https://mia.example",
                                "",
                                "",
                                false)));
        app.app.traffic().flush();
    }

    private Events open(Client client, String path) throws Exception {
        var response = response(client, path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        return new Events(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    private HttpResponse<InputStream> response(Client client, String path) throws Exception {
        return HTTP.send(request(client, path).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(Client client, String path) {
        var request = HttpRequest.newBuilder(URI.create(app.address() + path))
                .header("Accept", "text/event-stream")
                .header(
                        "Cookie",
                        client.cookies().entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
        if (!client.header("Authorization").isEmpty()) {
            request.header("Authorization", client.header("Authorization"));
        }
        return request;
    }

    /** @param lines of the stream; an empty one ends an event, a colon begins a sign of life */
    private record Events(BufferedReader lines) implements AutoCloseable {
        String next() throws IOException {
            List<String> event = new ArrayList<>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && !event.isEmpty()) {
                    return String.join("\n", event);
                }
                if (!line.isEmpty() && !line.startsWith(":")) {
                    event.add(line);
                }
            }
            return String.join("\n", event);
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
