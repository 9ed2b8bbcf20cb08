package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.TestApp;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SQLite itself is told that it may not grow: the error it then gives is the one of a full disk. */
class DiskFullTest {
    @Test
    void writesFailWithASentenceReadsGoOnAndItRecovers() {
        try (var app = new TestApp()) {
            var owner = app.owner();
            long site = owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"))
                    .is(201)
                    .at("/data/id")
                    .asLong();
            var blocks = "/api/v1/bio-sites/" + site + "/blocks";
            var block = Map.of("content", Map.of("kind", "text", "text", "x".repeat(1900)));
            limit(app, "pragma max_page_count = 1"); // SQLite takes the present size for it
            int status = 201;
            for (int tries = 0; status == 201 && tries < 500; tries++) {
                status = owner.post(blocks, block).status();
            }

            var refused = owner.post(blocks, block).is(507);
            assertThat(refused.at("/message").asText()).contains("disk").contains("Free some space");
            long stored =
                    owner.get(blocks + "?per_page=100").is(200).at("/data").size();
            assertThat(owner.get("/api/v1/bio-sites/" + site)
                            .is(200)
                            .at("/data/handle")
                            .asText())
                    .isEqualTo("mia");

            limit(app, "pragma max_page_count = 1000000");
            owner.post(blocks, block).is(201);
            assertThat(owner.get(blocks).is(200).at("/data").size()).isEqualTo((int) stored + 1);
            assertThat(integrity(app)).isEqualTo("ok");
        }
    }

    private static void limit(TestApp app, String pragma) {
        app.app.db().alone(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(pragma);
            }
        });
    }

    private static String integrity(TestApp app) {
        return app.app.db().alone(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("pragma integrity_check")) {
                return row.getString(1);
            }
        });
    }
}
