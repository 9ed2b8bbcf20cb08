package com.mewayz.platform.web.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A crowd that does not count many, but keeps much. */
class BudgetTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int CROWD = 100;
    private static final int MEMORY = 4 << 20;

    /** A request that stops somewhere, of a crowd that comes again when it is closed. */
    @ParameterizedTest
    @ValueSource(strings = {"head", "body", "answer"})
    void aCrowdThatKeepsMuchGivesWay(String what) throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, LONG), MEMORY, true)) {
            List<RawClient> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < CROWD * 3; i++) {
                    var client = server.connect();
                    crowd.add(client);
                    begin(client, what);
                }
                LaneServer.await(() -> allHaveCome(server));
                assertThat(server.budget.displaced()).isPositive();
                assertThat(server.budget.held()).isLessThan(MEMORY + (1 << 20));
                try (var honest = server.connect()) {
                    honest.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
                    assertThat(honest.response().text()).isEqualTo("hello");
                }
            } finally {
                for (var client : crowd) {
                    client.close();
                }
            }
            LaneServer.await(() -> server.guard.open() == 0 && server.budget.held() == 0);
        }
    }

    private static boolean allHaveCome(LaneServer server) {
        return server.budget.displaced() + server.guard.open() == CROWD * 3
                && server.budget.held() >= server.guard.open() * Budget.PLAIN;
    }

    private static void begin(RawClient client, String what) throws Exception {
        switch (what) {
            case "head" -> client.send("GET /other HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(3000));
            case "body" ->
                client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
                        + "b".repeat(100_000));
            default -> client.send("GET /download HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
    }

    @Test
    void aBodyThatIsReadIsCounted() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, LONG), MEMORY, true);
                var client = server.connect()) {
            begin(client, "body");
            LaneServer.await(() -> server.budget.held() >= Budget.PLAIN + 100_000);
            client.send("b".repeat(900_000));
            assertThat(client.response().body()).hasSize(1_000_000);
            LaneServer.await(() -> server.budget.held() == Budget.PLAIN);
        }
    }

    /** One that is longer than what routes take whole is passed on, and held by nobody. */
    @Test
    void aLongBodyThatIsPassedOnIsNotCounted() throws Exception {
        try (var server = new LaneServer(LaneServer.limits(LONG, LONG, LONG), 20 << 20, true);
                var client = server.connect()) {
            client.send("POST /swallow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30000000\r\n\r\n");
            for (int i = 0; i < 30; i++) {
                client.send("b".repeat(1_000_000));
            }
            assertThat(client.response().text()).isEqualTo("30000000");
            assertThat(server.budget.displaced()).isZero();
        }
    }
}
