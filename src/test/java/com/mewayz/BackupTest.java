package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.demo.Demo;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.crypto.Sha256;
import com.mewayz.testing.Contents;
import com.mewayz.testing.TestApp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is backed up comes back, on any machine; what is no backup changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {
    private static final String PAGE = "/@" + Demo.HANDLE;

    private Path folder;

    private Path good;
    private Path data;
    private String page;

    /** The demo's data, backed up while its server runs. */
    @BeforeAll
    void backUp(@TempDir Path empty) throws IOException {
        folder = empty;
        var app = new TestApp(Map.of(Setting.DEMO, "true"));
        data = app.data;
        page = app.visitor().get(PAGE).is(200).body();
        app.app.traffic().flush();
        good = folder.resolve("good.zip");
        assertThat(run("backup", good, data)).isZero();
        app.stop();
    }

    @Test
    void anotherMachineHasTheSameRowsAndFiles() throws Exception {
        var there = folder.resolve("there");
        assertThat(run("restore", good, there)).isZero();

        for (var database : Databases.DATABASES.keySet()) {
            assertThat(Contents.rows(there.resolve(database)))
                    .hasSizeGreaterThan(5)
                    .isEqualTo(Contents.rows(restoredFrom(good, database)));
        }
        assertThat(Contents.tree(there.resolve("files"))).isNotEmpty().isEqualTo(Contents.tree(data.resolve("files")));
        assertThat(Files.readString(there.resolve("keys"))).isEqualTo(Files.readString(data.resolve("keys")));
        try (var again = new TestApp(Map.of(Setting.DEMO, "true"), there)) {
            assertThat(again.visitor().get(PAGE).is(200).body())
                    .isEqualTo(page.replaceAll("127.0.0.1:\\d+", again.address().substring(7)));
            var client = again.visitor().signIn(Demo.EMAIL, Demo.PASSWORD);
            client.get("/api/v1/analytics/overview?days=90").is(200);
        }
    }

    @Test
    void writersGoOnAndWhatTheyWereToldIsThereBeforeTheCopyBegan() throws Exception {
        try (var app = new TestApp()) {
            var owner = app.owner();
            for (int i = 0; i < 20; i++) {
                owner.post("/api/v1/bio-sites", Map.of("handle", "before-" + i, "name", "B"))
                        .is(201);
            }
            var going = new AtomicBoolean(true);
            var after = new ArrayList<Integer>();
            var writer = Thread.ofVirtual().start(() -> {
                for (int i = 0; going.get(); i++) {
                    owner.post("/api/v1/bio-sites", Map.of("handle", "during-" + i, "name", "D"))
                            .is(201);
                    after.add(i);
                }
            });
            var file = folder.resolve("busy.zip");
            assertThat(run("backup", file, app.data)).isZero();
            going.set(false);
            writer.join();

            assertThat(run("verify", file, app.data)).isZero();
            var copy = restoredFrom(file, "mewayz.db");
            assertThat(Objects.requireNonNull(Contents.rows(copy).get("site")).stream()
                            .filter(row -> row.contains("before-")))
                    .hasSize(20);
            assertThat(after).isNotEmpty();
        }
    }

    @Test
    void aSealedBackupOpensWithItsPassphraseOnly() throws IOException {
        var pass = Files.writeString(folder.resolve("pass"), "a long way home\n");
        var wrong = Files.writeString(folder.resolve("wrong"), "a long way hom\n");
        var file = folder.resolve("sealed.mwz");
        assertThat(run("backup", file, data, "--passphrase-file", pass)).isZero();

        var bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).startsWith("MWZSEAL1").doesNotContain("mewayz.db", "manifest", "SQLite format");
        assertThat(run("verify", file, data, "--passphrase-file", pass)).isZero();
        assertThat(run("verify", file, data, "--passphrase-file", wrong)).isOne();
        assertThat(run("verify", file, data)).isOne();
        var before = Contents.tree(data);
        for (int part = 1; part < 40; part++) {
            var cut = Arrays.copyOf(Files.readAllBytes(file), (int) (Files.size(file) * part / 40));
            assertThat(run("restore", Files.write(folder.resolve("cut"), cut), data, "--passphrase-file", pass))
                    .isOne();
        }
        var whole = Files.readAllBytes(file);
        for (int part = 0; part < 20; part++) {
            var changed = whole.clone();
            changed[(int) ((long) (whole.length - 1) * part / 20)] ^= 1;
            assertThat(run("restore", Files.write(folder.resolve("changed"), changed), data, "--passphrase-file", pass))
                    .isOne();
        }
        assertThat(Contents.tree(data)).isEqualTo(before);
    }

    @Test
    void whatIsNoBackupIsRefusedAndChangesNothing() throws Exception {
        Map<String, byte[]> evil = new LinkedHashMap<>();
        var whole = Files.readAllBytes(good);
        evil.put("empty", new byte[0]);
        evil.put("no archive", "hello".repeat(99).getBytes(StandardCharsets.UTF_8));
        for (int part = 1; part < 30; part++) {
            evil.put("cut at " + part + "/30", Arrays.copyOf(whole, (int) ((long) whole.length * part / 30)));
        }
        for (var name : List.of(
                "../evil",
                "/tmp/evil",
                "files/../../evil",
                "themes/../x/y",
                "mewayz.db-wal",
                "keys2",
                "files/ab/cd/x")) {
            evil.put("holds " + name, with(parts -> parts.put(name, new byte[] {1})));
        }
        evil.put("no keys", with(parts -> parts.remove("keys")));
        evil.put("no traffic", with(parts -> parts.remove("traffic.db")));
        evil.put("no manifest", with(parts -> parts.remove("manifest.json")));
        evil.put(
                "a file too few",
                with(parts -> parts.remove(parts.keySet().stream()
                        .filter(name -> name.startsWith("files/"))
                        .findFirst()
                        .orElseThrow())));
        evil.put(
                "a file changed",
                with(parts ->
                        parts.replaceAll((name, bytes) -> name.startsWith("files/") ? new byte[] {1, 2, 3} : bytes)));
        evil.put(
                "other keys",
                with(
                        parts -> parts.put(
                                "keys",
                                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n".getBytes(StandardCharsets.UTF_8)),
                        true));
        evil.put("a database of others", database("create table x (a)"));
        evil.put("a trigger", database("create trigger t after insert on session begin delete from user; end"));
        evil.put(
                "a trigger by the name of statistics",
                database("create trigger sqlitexstat_1 after insert on session begin delete from user; end"));
        evil.put("a view by the name of statistics", database("create view sqlitexstat_2 as select * from user"));
        for (var name : List.of("/etc/passwd", "../keys", "a/../../b", ".lock")) {
            evil.put(
                    "a backup that is " + name,
                    database("insert into backup (id, file, state, made_by, created_at) values (7, '" + name
                            + "', 'ready', 0, 0)"));
        }
        evil.put(
                "an upload that lies elsewhere",
                database("insert into backup_upload (id, file, name, state, made_by, bytes, created_at) values"
                        + " (7, '../x', 'x', 'whole', 0, 0, 0)"));
        evil.put(
                "a script for a link",
                database(
                        "update block set content = replace(content, 'https://', 'JavaScript:') where content like '%https://%'"));
        evil.put("a script behind a click", database("update click_target set address = ' java\tscript:alert(1)'"));
        evil.put("a last byte missing", Arrays.copyOf(whole, whole.length - 1));
        evil.put("its directory cut", Arrays.copyOf(whole, whole.length - 30));
        evil.put("something behind it", Arrays.copyOf(whole, whole.length + 50));
        var other = whole.clone();
        other[whole.length - 60] ^= 1;
        evil.put("its directory changed", other);
        for (var part : List.of("rows", "sha256", "created_at", "version")) {
            evil.put("a manifest without " + part, manifest(text -> text.replace('"' + part + '"', "\"x\"")));
        }
        evil.put("a manifest that is none", manifest(text -> "null"));
        evil.put(
                "a version that writes to the terminal",
                manifest(text -> text.replaceFirst("(\"version\":\")", "$1\\\\u001b")));
        evil.put(
                "content that is no JSON",
                database("update block set content = '{' where id = (select min(id) from block)"));
        evil.put("keys that are none", with(parts -> parts.put("keys", new byte[] {'x', '\n'}), true));
        evil.put("newer", database("pragma user_version = 999"));
        evil.put("orphans", database("pragma foreign_keys = 0; update block set site = 1"));

        var before = Contents.tree(data);
        for (var each : evil.entrySet()) {
            var file = Files.write(folder.resolve("evil.zip"), each.getValue());
            assertThat(run("restore", file, data)).as(each.getKey()).isOne();
            assertThat(run("verify", file, data)).as(each.getKey()).isOne();
        }
        assertThat(Contents.tree(data)).isEqualTo(before);
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(run("restore", folder.resolve("nothing.zip"), data)).isOne();
    }

    @Test
    void aRestoreThatThePowerCutShortIsFinishedByTheNextStart() throws Exception {
        for (int cut = 0; cut < 6; cut++) {
            var place = folder.resolve("cut-" + cut);
            Files.createDirectories(place);
            Files.writeString(place.resolve("mewayz.db"), "old");
            Files.writeString(place.resolve("mewayz.db-wal"), "old");
            unzip(good, place.resolve("restore-1"));
            Files.delete(place.resolve("restore-1").resolve("manifest.json"));
            Files.setPosixFilePermissions(
                    place.resolve("restore-1").resolve("keys"), PosixFilePermissions.fromString("rw-------"));
            Files.writeString(
                    place.resolve("restoring"),
                    "restore-1\nbefore-restore-1\n" + (cut < 3 ? "set the old data aside" : "put the new data in place")
                            + "\n{\"by\":0,\"file\":\"good.zip\",\"before\":\"before-restore-1\",\"from\":\"2026-11-22T12:00:00Z\"}\n");
            Files.createDirectories(place.resolve("before-restore-1"));
            var done = cut < 3
                    ? List.of("mewayz.db", "mewayz.db-wal").subList(0, cut)
                    : List.of("mewayz.db", "mewayz.db-wal");
            for (var name : done) {
                Files.move(
                        place.resolve(name), place.resolve("before-restore-1").resolve(name));
            }
            for (var name : cut < 3
                    ? List.<String>of()
                    : List.of("traffic.db", "mewayz.db", "files").subList(0, cut - 3)) {
                Files.move(
                        place.resolve("restore-1").resolve(name), place.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
            try (var again = new TestApp(Map.of(Setting.DEMO, "true"), place)) {
                again.visitor().get(PAGE).is(200);
                assertThat(Files.readString(place.resolve("before-restore-1").resolve("mewayz.db")))
                        .isEqualTo("old");
                assertThat(place.resolve("restoring")).doesNotExist();
                assertThat(place.resolve("restore-1")).doesNotExist();
            }
        }
    }

    @Test
    void aServerAtWorkIsNotRestoredUnder() {
        try (var app = new TestApp()) {
            app.owner();
            assertThat(run("restore", good, app.data)).isEqualTo(78);
            app.owner().get("/api/v1/auth/user").is(200);
        }
    }

    @Test
    void theFlagsDoWhatTheCommandsDo() {
        var file = folder.resolve("flag.zip");
        var there = folder.resolve("by-flag");
        assertThat(Cli.run(new String[] {"--backup", file.toString(), "--data", data.toString()}))
                .isZero();
        assertThat(Cli.run(new String[] {"--backup", file.toString(), "--data", data.toString()}))
                .as("it is there already")
                .isOne();
        assertThat(Cli.run(new String[] {"--restore", file.toString(), "--data", there.toString()}))
                .isZero();
        assertThat(there.resolve("mewayz.db")).exists();
        assertThat(run("backup", folder.resolve("none.zip"), folder.resolve("no-data")))
                .isOne();
    }

    private static int run(String command, Path file, Path data, Object... more) {
        return Cli.run(Stream.concat(
                        Stream.of(command, file.toString(), "--data", data.toString()),
                        Stream.of(more).map(String::valueOf))
                .toArray(String[]::new));
    }

    private byte[] database(String sql) throws Exception {
        var copy = restoredFrom(good, "mewayz.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
        var bytes = Files.readAllBytes(copy);
        return with(parts -> parts.put("mewayz.db", bytes), true);
    }

    private interface Change {
        void to(Map<String, byte[]> parts);
    }

    private byte[] with(Change change) throws IOException {
        return with(change, false);
    }

    /** @param consistent whether the manifest shall agree with it: the attacker can count and hash, too */
    private byte[] with(Change change, boolean consistent) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (var zip = new ZipFile(good.toFile())) {
            for (var entry : zip.stream().toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        var manifest = parts.remove("manifest.json");
        parts.put("manifest.json", manifest);
        change.to(parts);
        if (parts.remove("manifest.json") != null) {
            parts.put("manifest.json", manifest); // last, whatever was added
        }
        if (consistent) {
            var text = new String(parts.remove("manifest.json"), StandardCharsets.UTF_8);
            long bytes = parts.values().stream().mapToLong(each -> each.length).sum();
            text = text.replaceFirst("\"bytes\":\\d+", "\"bytes\":" + bytes);
            for (var name : List.of("keys", "mewayz.db", "traffic.db")) {
                text = text.replaceFirst(
                        "\"" + name + "\":\"[0-9a-f]{64}\"",
                        "\"" + name + "\":\"" + Sha256.hex(Objects.requireNonNull(parts.get(name))) + "\"");
            }
            parts.put("manifest.json", text.getBytes(StandardCharsets.UTF_8));
        }
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }

    /** The good one with a manifest that says something else. */
    private byte[] manifest(UnaryOperator<String> change) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var from = new ZipFile(good.toFile());
                var zip = new ZipOutputStream(out)) {
            for (var entry : from.stream().toList()) {
                var bytes = from.getInputStream(entry).readAllBytes();
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(
                        entry.getName().equals("manifest.json")
                                ? change.apply(new String(bytes, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)
                                : bytes);
            }
        }
        return out.toByteArray();
    }

    private Path restoredFrom(Path archive, String name) throws IOException {
        var target = Files.createTempFile(folder, "part", ".db");
        try (var zip = new ZipFile(archive.toFile());
                OutputStream out = Files.newOutputStream(target)) {
            zip.getInputStream(zip.getEntry(name)).transferTo(out);
        }
        return target;
    }

    private static void unzip(Path archive, Path target) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : zip.stream().toList()) {
                var file = target.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip.getInputStream(entry), file);
            }
        }
    }
}
