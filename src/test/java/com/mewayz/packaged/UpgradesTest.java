package com.mewayz.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.OldData;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.testing.Contents;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A newer program on an older data folder. In full: {@code install/test -Dtest=UpgradesTest -Dtrial.kills=200}. */
class UpgradesTest {
    private static final int KILLS = Integer.getInteger("trial.kills", 3);
    private static final int MEGABYTES = 48;

    @TempDir
    Path folder;

    private Path data;
    private int port;

    @BeforeEach
    void make() throws IOException {
        data = folder.resolve("data");
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void whoeverAsksMeanwhileIsToldAndNobodyFindsThePortClosed() throws Exception {
        OldData.makeLast(data);
        fill();
        var process = program().start();
        try {
            List<String> told = new ArrayList<>();
            String answer;
            do {
                answer = ask("/up");
                assertThat(answer.isEmpty() && !told.isEmpty())
                        .as("nobody listens any more")
                        .isFalse();
                if (!answer.isEmpty()) {
                    told.add(answer);
                }
            } while (!answer.startsWith("HTTP/1.1 200 "));
            assertThat(told.getFirst())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\r\nRetry-After: ", "Mewayz is migrating: ");
            assertThat(told).anyMatch(text -> text.matches("(?s).*keeping a copy of traffic\\.db, \\d+%\\.\n"));
            assertThat(told).noneMatch(text -> text.contains(" 500 "));
        } finally {
            process.destroyForcibly();
        }
    }

    /** kill -9 at random moments of an upgrade, again and again, until it is let through. */
    @Test
    @Timeout(value = 30 + 30 * 200, unit = TimeUnit.SECONDS)
    void oneThatIsKilledGoesOnAtTheNextStart() throws Exception {
        OldData.make(data, OldData.FIRST, 1);
        var expected = expected();
        var random = new SplittableRandom(Long.getLong("trial.seed", 1));
        int interrupted = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            var process = program().start();
            try {
                while (ask("/up").isEmpty()) {
                    assertThat(process.isAlive()).isTrue();
                }
                long until = System.nanoTime() + random.nextLong(150_000_000);
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            interrupted += Files.exists(data.resolve("upgrading")) || !Files.exists(data.resolve("version")) ? 1 : 0;
        }
        try (var server = new Server(program())) {
            assertThat(server.status("/up")).isEqualTo(200);
            assertThat(server.stop().exit()).isIn(0, 143);
        }
        assertThat(interrupted).isPositive();
        assertThat(stored(expected.keySet())).isEqualTo(expected);
        assertThat(data.resolve("upgrading")).doesNotExist();
        try (var kept = Files.list(data.resolve("before-upgrade"))) {
            assertThat(kept.toList()).hasSize(1);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void oneThatFailsSaysWhichMigrationAndWhyAndStartingAgainDoesNotHelp() throws Exception {
        OldData.make(data, OldData.MAIN.indexOf("0022-certificates.sql"), OldData.TRAFFIC.size());
        sql("create table certificate (mine)");
        var before = Contents.rows(data.resolve("mewayz.db"));

        var outcome = program().run();

        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.output())
                .contains(
                        "0022-certificates.sql failed",
                        "table certificate already exists",
                        "Everything is as it was before",
                        "mewayz update --rollback")
                .doesNotContain("\tat ", "Exception:");
        assertThat(Contents.rows(data.resolve("mewayz.db"))).isEqualTo(before);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void commandsLeaveTheFormOfTheDataToTheServer() throws Exception {
        OldData.makeLast(data);
        var before = Contents.tree(data);
        var outcome = Program.mewayz("reset-link", "--email", "mia@example.com", "--data", data.toString())
                .with("MEWAYZ_CACHE", folder)
                .with("MEWAYZ_AOT", "off")
                .run();
        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.output()).contains("is of an earlier version. Start the server once");
        assertThat(Contents.tree(data)).isEqualTo(before);
    }

    private Program program() {
        return Program.mewayz("serve", "--host", "127.0.0.1", "--port", "" + port, "--data", data.toString())
                .with("MEWAYZ_CACHE", folder)
                .with("MEWAYZ_AOT", "off");
    }

    /** All of the answer; empty if nobody listens. */
    private String ask(String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (ConnectException e) {
            return "";
        }
    }

    /** So much that a copy takes a while. */
    private void fill() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("traffic.db"));
                var statement = connection.prepareStatement("insert into word (id, text) values (?, ?)")) {
            connection.setAutoCommit(false);
            for (long i = 0; i < MEGABYTES * 1024L; i++) {
                statement.setLong(1, 1_000_000 + i);
                statement.setString(2, i + "x".repeat(900));
                statement.executeUpdate();
            }
            connection.commit();
        }
    }

    private void sql(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("mewayz.db"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every row of a table that holds anything once the migrations went through without interruption. */
    private Map<String, List<String>> expected() throws IOException, SQLException {
        var copy = folder.resolve("expected.db");
        Files.copy(data.resolve("mewayz.db"), copy);
        var clock = new TestClock(TestApp.NOW);
        Db.open(copy, Db.Durability.FULL, OldData.MAIN, clock, new Ids(clock)).close();
        var rows = new TreeMap<>(Contents.rows(copy));
        rows.values().removeIf(List::isEmpty);
        return rows;
    }

    private Map<String, List<String>> stored(Iterable<String> tables) throws SQLException {
        var all = Contents.rows(data.resolve("mewayz.db"));
        Map<String, List<String>> stored = new TreeMap<>();
        tables.forEach(table -> stored.put(table, all.getOrDefault(table, List.of())));
        return stored;
    }
}
