package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.logging.Logs;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.TestApp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets are sent through every form and header, and through what breaks; then the log is searched for them. */
class LogSecretsTest {
    private static final String TOKEN = "cAnArYcAnArYcAnArYcAnArYcAnArYcAnArYcAnArY0";
    private static final String PASSWORD = "canary-password-1";
    private static final String PERSON = "canary.person";
    private static final List<String> SECRETS = List.of(TOKEN, PASSWORD, PERSON, "198.51.100.77", "2001:db8:77:77::77");

    private final Listening log = new Listening();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(log);
    }

    @Test
    void noRequestBringsASecretIntoTheLog() {
        try (var app = new TestApp()) {
            var estate = new Estate(app);
            for (var route : app.app.web().routes()) {
                for (var client : List.of(
                        canary(app.visitor()),
                        canary(app.visitor().with("Authorization", "Bearer mwz_" + TOKEN + "abcdef")))) {
                    send(client, estate, route);
                }
            }
        }
        assertThat(log.text()).doesNotContain(SECRETS);
    }

    @Test
    void refusalsAreWrittenDown() {
        try (var app = new TestApp()) {
            app.owner();
            app.viewer()
                    .post("/api/v1/bio-sites", Map.of("handle", "abc", "name", "Mia"))
                    .is(403);
            app.owner().post("/api/v1/bio-sites", "{").is(400);
            for (int i = 0; i < 40; i++) {
                app.visitor().post("/api/v1/auth/login", Map.of("email", "a@example.com", "password", "wrong " + i));
            }
        }
        assertThat(log.text())
                .contains("POST /api/v1/bio-sites", "refused: FORBIDDEN", "refused: MALFORMED")
                .contains("POST /api/v1/auth/login", "refused: TOO_MANY")
                .doesNotContain("a@example.com");
    }

    @Test
    void whatBreaksIsLoggedWithoutThem() {
        try (var app = new TestApp()) {
            app.owner();
            app.app.db().run("drop table media_file");
            var reply = canary(app.owner()).get("/api/v1/media?token=" + TOKEN + "&email=" + PERSON + "@example.com");
            reply.is(500);
            assertThat(reply.body()).doesNotContain(SECRETS).doesNotContain("media_file");
        }
        assertThat(log.text()).contains("failed").contains("media_file").doesNotContain(SECRETS);
    }

    @Test
    void whatFeaturesSayByMistakeIsTakenOut() {
        Logger.getLogger("com.mewayz.x")
                .log(
                        Level.WARNING,
                        "mail to " + PERSON + "@example.com from 198.51.100.77 with " + TOKEN,
                        new IllegalStateException(
                                "cause with password=" + PASSWORD,
                                new IllegalArgumentException(PERSON + "@example.com at 2001:db8:77:77::77")));

        assertThat(log.text())
                .contains("mail to …@example.com from 198.51.100.0/24 with …", "2001:db8:77::/48", "Caused by")
                .doesNotContain(SECRETS);
    }

    private static Client canary(Client client) {
        return client.with("X-Forwarded-For", "198.51.100.77")
                .with("X-CSRF-Token", TOKEN)
                .with("Cookie", "mewayz=" + TOKEN)
                .with("User-Agent", "agent " + PERSON + "@example.com")
                .with("Referer", "http://127.0.0.1/invite/" + TOKEN);
    }

    private static void send(Client client, Estate estate, Route route) {
        var path = estate.path(route) + "?token=" + TOKEN + "&q=" + PERSON + "@example.com";
        var fields = new HashMap<String, Object>(Map.of(
                "email", PERSON + "@example.com", "password", PASSWORD, "token", TOKEN, "_csrf", TOKEN, "code", TOKEN));
        if (route.kind() == Route.Kind.API) {
            client.json(route.method(), path, fields);
        } else if (route.method().equals("POST")) {
            client.form(
                    path,
                    fields.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, field -> String.valueOf(field.getValue()))));
        } else {
            client.send(route.method(), path, "", new byte[0]);
        }
    }

    private static final class Listening extends Handler {
        private final List<String> lines = new ArrayList<>();

        Listening() {
            setFormatter(Logs.formatter());
            setLevel(Level.ALL);
        }

        @Override
        public synchronized void publish(LogRecord entry) {
            lines.add(getFormatter().format(entry));
        }

        synchronized String text() {
            return String.join("", lines);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
