package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.crypto.Tokens;
import com.mewayz.testing.Rows;
import com.mewayz.testing.TestApp;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownPlacesTest {
    private static final String EMAIL = "owner@example.com";

    @Test
    void whoHasTheDatabaseCannotTryOutNetworks() {
        try (var app = new TestApp()) {
            app.owner();
            app.visitor().browse(EMAIL);

            var rows = Rows.of(app.app.db());
            assertThat(rows.get("known_place")).isNotEmpty();
            assertThat(String.valueOf(rows.get("known_place")))
                    .doesNotContain(Tokens.hash("network 127.0.0.1"), "127.0.0.1");
            assertThat(String.valueOf(rows.get("setting"))).contains("place_key | v1.");
        }
    }

    /** An earlier version stored plain hashes: they are keyed at the first start, and the owner is as known as before. */
    @Test
    void placesOfAnEarlierVersionStayKnownAndAreKeyed() {
        var before = new TestApp();
        before.owner();
        long user = before.app.accounts().users().find(EMAIL).orElseThrow().id();
        before.app.db().run("delete from known_place");
        before.app.db().run("delete from setting where name = 'place_key'");
        for (var place : new String[] {Tokens.hash("network 192.0.2.10"), Tokens.hash("device old")}) {
            before.app.db().run("insert into known_place (user, place, seen_at) values (?, ?, 0)", user, place);
        }
        before.stop();

        try (var app = new TestApp(Map.of(), before.data)) {
            var places = app.app.accounts().places();
            assertThat(places.network(EMAIL, new Place("192.0.2.10", "", ""))).isTrue();
            assertThat(places.device(EMAIL, new Place("x", "old", ""))).isTrue();
            assertThat(places.network(EMAIL, new Place("192.0.2.11", "", ""))).isFalse();
            assertThat(String.valueOf(Rows.of(app.app.db()).get("known_place")))
                    .doesNotContain(Tokens.hash("network 192.0.2.10"), Tokens.hash("device old"));
        }
    }
}
