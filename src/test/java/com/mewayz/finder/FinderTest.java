package com.mewayz.finder;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FinderTest {
    private TestApp app = new TestApp();

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aLinkIsFoundByTheBeginningOfAWord() {
        link(site(app.owner(), "mia"), "Salt and Copper");

        assertThat(titles(app.owner(), "copp")).containsExactly("Salt and Copper");
        assertThat(titles(app.viewer(), "salt COPPER")).containsExactly("Salt and Copper");
        assertThat(titles(app.owner(), "harbour")).isEmpty();
    }

    @Test
    void anotherWorkspaceFindsNothing() {
        link(site(app.owner(), "mia"), "Salt and Copper");
        site(app.stranger(), "leo");

        assertThat(titles(app.stranger(), "salt")).isEmpty();
    }

    @Test
    void whatIsDeletedIsNotFound() {
        long site = site(app.owner(), "mia");
        link(site, "Salt and Copper");
        app.owner().delete("/api/v1/bio-sites/" + site).is(200);

        assertThat(titles(app.owner(), "salt")).isEmpty();
    }

    @Test
    void oddWordsAreNoQuery() {
        link(site(app.owner(), "mia"), "Salt and Copper");
        for (var odd : new String[] {"", "*", "\"", "title:salt AND (", "%25%00"}) {
            app.owner()
                    .get("/api/v1/search?q=" + java.net.URLEncoder.encode(odd, java.nio.charset.StandardCharsets.UTF_8))
                    .is(200);
        }
    }

    @Test
    void aLostIndexIsMadeAgain() throws IOException {
        link(site(app.owner(), "mia"), "Salt and Copper");
        settle();
        app.stop();
        try (var files = Files.list(app.data.resolve("index"))) {
            for (var file : files.toList()) {
                Files.writeString(file, "broken");
            }
        }
        app = new TestApp(Map.of(), app.data);
        var again = app.visitor().signIn("owner@example.com");

        assertThat(titles(again, "salt")).containsExactly("Salt and Copper");
    }

    @Test
    void anIndexThatBreaksInUseIsMadeAgain() throws IOException {
        long site = site(app.owner(), "mia");
        link(site, "Salt and Copper");
        settle();
        app.stop();
        app = new TestApp(Map.of(), app.data);
        var owner = app.visitor().signIn("owner@example.com");
        settle();
        // under its eyes: what the disk gives back is not what was written
        try (var files = Files.list(app.data.resolve("index"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(Math.min(channel.size(), 20));
                }
            }
        }

        assertThat(owner.get("/api/v1/search?q=salt").is(503).at("/message").asText())
                .contains("index is being made");
        assertThat(titles(owner, "salt")).containsExactly("Salt and Copper");
    }

    private java.util.List<String> titles(Client client, String words) {
        settle();
        return client.get("/api/v1/search?q=" + words.replace(" ", "%20"))
                .is(200)
                .at("/data")
                .findValuesAsText("title");
    }

    private void settle() {
        app.app.bus().deliver();
        app.app.finder().settle();
    }

    private long site(Client client, String handle) {
        return client.post("/api/v1/bio-sites", Map.of("handle", handle, "name", handle))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private void link(long site, String title) {
        app.owner()
                .post(
                        "/api/v1/bio-sites/" + site + "/blocks",
                        Map.of("content", Map.of("kind", "link", "title", title, "url", "https://example.com")))
                .is(201);
    }
}
