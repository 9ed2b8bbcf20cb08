package com.mewayz.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.files.LocalFiles;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the program has to survive, in small. In full: {@code install/test -Dtest=TrialsTest -Dtrial.kills=200
 * -Dtrial.megabytes=2048}, which takes about half an hour and 8 GB of disk.
 */
class TrialsTest {
    private static final int KILLS = Integer.getInteger("trial.kills", 3);
    private static final int MEGABYTES = Integer.getInteger("trial.megabytes", 16);
    private static final int WRITERS = 4;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("trial.seed", 1));

    /** kill -9 at a random moment of a mixed write load, again and again. */
    @Test
    void whatWasAcknowledgedOutlivesTheProcess() throws Exception {
        Map<Long, Set<String>> acknowledged = new TreeMap<>(); // a site has room for 200 blocks only
        Set<Long> backups = ConcurrentHashMap.newKeySet();
        for (int kill = 0; kill <= KILLS; kill++) {
            try (var server = new Server(program())) {
                var owner = new Client(server.address()).signIn("owner@example.com");
                for (var site : kill < KILLS ? latest(acknowledged) : acknowledged.entrySet()) {
                    assertThat(texts(owner, site.getKey()))
                            .as("after kill %d", kill)
                            .containsAll(site.getValue());
                }
                if (kill < KILLS) {
                    long site = site(owner, kill);
                    var texts = acknowledged.computeIfAbsent(site, _ -> ConcurrentHashMap.newKeySet());
                    var load = new Load(server.address(), owner, site, texts, backups, kill);
                    load.run(random.nextInt(1, 60));
                    // somewhere between two acknowledgements
                    long until = System.nanoTime() + random.nextLong(3_000_000);
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    server.kill();
                    load.end();
                }
            }
        }
        assertThat(acknowledged)
                .hasSize(KILLS)
                .allSatisfy((_, texts) -> assertThat(texts).isNotEmpty());
        for (var name : List.of("mewayz.db", "traffic.db")) {
            try (var connection = open(data().resolve(name))) {
                assertThat(texts(connection, "pragma integrity_check")).containsExactly("ok");
                assertThat(texts(connection, "pragma foreign_key_check")).isEmpty();
            }
        }
        try (var connection = open(data().resolve("mewayz.db"))) {
            var known = texts(connection, "select cast(id as text) from backup").stream()
                    .map(Long::valueOf)
                    .collect(Collectors.toSet());
            assertThat(known).containsAll(backups);
            assertThat(texts(
                            connection,
                            "select json_extract(body, '$.file') from fact where kind = 'backup-finished'"
                                    + " group by 1 having count(*) > 1"))
                    .as("no backup was finished twice")
                    .isEmpty();
        }
    }

    /** An archive that is made while others write, brought back in another folder. */
    @Test
    void aBackupUnderLoadHoldsEverything() throws Exception {
        try (var server = new Server(program())) {
            assertThat(server.status("/up")).isEqualTo(200);
            server.stop();
        }
        fill();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Set<String> before;
        var archive = folder.resolve("busy.zip");
        long site;
        try (var server = new Server(program())) {
            var owner = new Client(server.address()).signIn("owner@example.com");
            site = site(owner, 0);
            var load = new Load(server.address(), owner, site, acknowledged, ConcurrentHashMap.newKeySet(), 0);
            load.run(20);
            before = new HashSet<>(acknowledged);
            assertThat(command("backup", archive, data())).isZero();
            load.end();
            assertThat(texts(owner, site)).containsAll(acknowledged);
            server.stop();
        }

        var there = folder.resolve("there");
        assertThat(command("restore", archive, there)).isZero();
        try (var connection = open(there.resolve("mewayz.db"))) {
            assertThat(texts(connection, "select json_extract(content, '$.text') from block"))
                    .containsAll(before);
        }
        assertThat(differences(data().resolve("traffic.db"), there.resolve("traffic.db")))
                .isEmpty();
        assertSameFiles(there);

        var quiet = folder.resolve("quiet.zip");
        var elsewhere = folder.resolve("elsewhere");
        assertThat(command("backup", quiet, data())).isZero();
        assertThat(command("restore", quiet, elsewhere)).isZero();
        for (var name : List.of("mewayz.db", "traffic.db")) {
            assertThat(differences(data().resolve(name), elsewhere.resolve(name)))
                    .as(name)
                    .isEmpty();
        }
        assertSameFiles(elsewhere);
    }

    private static List<Map.Entry<Long, Set<String>>> latest(Map<Long, Set<String>> acknowledged) {
        return List.copyOf(acknowledged.entrySet()).subList(Math.max(0, acknowledged.size() - 1), acknowledged.size());
    }

    private Program program() {
        return Server.on(data(), folder)
                .with("MEWAYZ_ADMIN_EMAIL", "owner@example.com")
                .with("MEWAYZ_ADMIN_PASSWORD", TestApp.PASSWORD);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private int command(String name, Path archive, Path data) throws IOException, InterruptedException {
        var process = Program.mewayz(name, archive.toString(), "--data", data.toString())
                .with("MEWAYZ_CACHE", folder)
                .with("MEWAYZ_AOT", "off")
                .start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private static long site(Client owner, int number) {
        return owner.post("/api/v1/bio-sites", Map.of("handle", "trial" + number, "name", "Trial"))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    private static Set<String> texts(Client owner, long site) {
        Set<String> texts = new HashSet<>();
        for (int page = 1, pages = 1; page <= pages; page++) {
            var reply = owner.get("/api/v1/bio-sites/" + site + "/blocks?per_page=100&page=" + page)
                    .is(200);
            pages = reply.at("/meta/pagination/total_pages").asInt();
            texts.addAll(reply.at("/data").findValuesAsText("text"));
        }
        return texts;
    }

    /** Three quarters files, one quarter rows. */
    private void fill() throws SQLException {
        var files = new LocalFiles(data().resolve("files"));
        var bytes = new byte[1 << 20];
        for (int i = 0; i < MEGABYTES * 3 / 4; i++) {
            random.nextBytes(bytes);
            files.put(bytes);
        }
        try (var connection = open(data().resolve("traffic.db"));
                var statement = connection.prepareStatement("insert into word (id, text) values (?, ?)")) {
            connection.setAutoCommit(false);
            for (long i = 0; i < MEGABYTES / 4 * 1024L; i++) {
                statement.setLong(1, 1_000_000 + i);
                statement.setString(2, Long.toString(random.nextLong()) + "x".repeat(900));
                statement.executeUpdate();
            }
            connection.commit();
        }
    }

    private void assertSameFiles(Path other) throws IOException {
        var here = data().resolve("files");
        try (Stream<Path> all = Files.walk(here)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.mismatch(file, other.resolve("files").resolve(here.relativize(file))))
                        .as(file.toString())
                        .isEqualTo(-1);
            }
        }
    }

    /** The tables whose rows are not the same, one by one and in their order. */
    private static List<String> differences(Path one, Path other) throws SQLException {
        List<String> different = new ArrayList<>();
        try (var first = open(one);
                var second = open(other)) {
            var tables = texts(first, "select name from sqlite_schema where type = 'table' order by name");
            assertThat(texts(second, "select name from sqlite_schema where type = 'table' order by name"))
                    .isEqualTo(tables);
            for (var table : tables) {
                try (var left = first.createStatement().executeQuery("select * from \"" + table + "\"");
                        var right = second.createStatement().executeQuery("select * from \"" + table + "\"")) {
                    if (!same(left, right)) {
                        different.add(table);
                    }
                }
            }
        }
        return different;
    }

    private static boolean same(ResultSet left, ResultSet right) throws SQLException {
        int columns = left.getMetaData().getColumnCount();
        while (left.next()) {
            if (!right.next()) {
                return false;
            }
            for (int i = 1; i <= columns; i++) {
                if (!Arrays.deepEquals(new Object[] {left.getObject(i)}, new Object[] {right.getObject(i)})) {
                    return false;
                }
            }
        }
        return !right.next();
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Several writers who remember what was acknowledged, until the server is gone or they are told to end. */
    private static final class Load {
        private final Client owner;
        private final String blocks;
        private final Set<String> acknowledged;
        private final Set<Long> backups;
        private final int round;
        private final AtomicInteger number = new AtomicInteger();
        private final Semaphore done = new Semaphore(0);
        private final List<Thread> threads;
        private volatile boolean ended;

        Load(String address, Client owner, long site, Set<String> acknowledged, Set<Long> backups, int round) {
            this.owner = owner;
            this.blocks = "/api/v1/bio-sites/" + site + "/blocks";
            this.acknowledged = acknowledged;
            this.backups = backups;
            this.round = round;
            this.threads = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> Thread.ofPlatform().unstarted(() -> write(writer, address)))
                    .toList();
        }

        /** Returns after so many acknowledgements; the writers go on. */
        void run(int acknowledgements) {
            threads.forEach(Thread::start);
            done.acquireUninterruptibly(acknowledgements);
        }

        void end() throws InterruptedException {
            ended = true;
            for (var thread : threads) {
                thread.join();
            }
        }

        private void write(int writer, String address) {
            var client = new Client(address).with("Authorization", owner.header("Authorization"));
            try {
                while (!ended) {
                    one(client, writer);
                }
            } catch (RuntimeException | AssertionError e) {
                ended = true; // the server is gone; what it did not acknowledge is not owed
            } finally {
                done.release(1_000);
            }
        }

        private void one(Client client, int writer) {
            int turn = number.incrementAndGet();
            var text = "kept " + round + " " + turn;
            if (writer == 0 && turn % 16 == 0) {
                var begun = client.post("/api/v1/backups");
                if (begun.status() == 201) {
                    backups.add(begun.at("/data/id").asLong());
                }
                return;
            }
            var made = client.post(blocks, Map.of("content", Map.of("kind", "text", "text", text)))
                    .is(201);
            if (turn % 3 == 0) {
                var changed = text + " changed";
                client.patch(
                                blocks + "/" + made.at("/data/id").asLong(),
                                Map.of("content", Map.of("kind", "text", "text", changed)))
                        .is(200);
                acknowledged.add(changed);
            } else {
                acknowledged.add(text);
            }
            done.release();
        }
    }
}
