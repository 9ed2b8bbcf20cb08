package com.mewayz.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.OldData;
import com.mewayz.platform.crypto.Sha256;
import com.mewayz.testing.Client;
import com.mewayz.testing.Contents;
import com.mewayz.testing.TestApp;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mewayz update}: another program in the place of the one that runs, and the way back. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UpdateTest {
    private static final String MIGRATION = "alter table user add column later text not null default 'later'";

    @TempDir
    static Path releases;

    private static Path newer;

    @TempDir
    Path folder;

    private Path program;
    private Path data;
    private String options = "";

    @BeforeAll
    static void release() throws IOException {
        newer = new Release(releases.resolve("made"), "0.2.0")
                .migrating(MIGRATION)
                .make(releases.resolve("mewayz-0.2.0"));
        assertThat(newer.toFile().setExecutable(false)).isTrue(); // as it comes from a download
    }

    @BeforeEach
    void install() throws IOException {
        program = Files.createDirectories(folder.resolve("bin")).resolve("mewayz");
        Files.copy(Program.FILE, program);
        data = folder.resolve("data");
    }

    @Test
    void itSaysWhatWouldHappenAndChangesNothing() throws Exception {
        OldData.makeNow(data);
        var before = tree();

        var outcome = update("--check", newer.toString());

        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains(
                        "Mewayz 0.2.0 would take the place of 0.1.0, " + program,
                        "mewayz.db: " + Release.MIGRATION,
                        "Nothing was changed.");
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void theNewerProgramTakesThePlaceAndTheWayBackBringsProgramAndData() throws Exception {
        live("before");
        var before = Contents.rows(data.resolve("mewayz.db")).get("site");
        var older = Files.readAllBytes(program);

        var updated = update(newer.toString(), "--sha256", Sha256.hex(Files.readAllBytes(newer)));
        assertThat(updated.exit()).as(updated.output()).isZero();
        assertThat(updated.output()).contains("Mewayz 0.2.0 has taken the place of 0.1.0", "mewayz update --rollback");
        assertThat(program).isExecutable().hasSameBinaryContentAs(newer);
        assertThat(Files.readAllBytes(previous())).isEqualTo(older);
        assertThat(names(folder.resolve("bin"))).containsExactly("mewayz", "mewayz.previous");

        live("since");
        assertThat(Contents.rows(data.resolve("mewayz.db")).get("user")).allMatch(row -> row.endsWith("|later|"));
        var refused = Server.by(previous(), data, folder).run();
        assertThat(refused.exit()).isEqualTo(78);
        assertThat(refused.output())
                .contains("written by Mewayz 0.2.0", "this is 0.1.0", "mewayz update --rollback --data " + data);

        var asked = update("--rollback");
        assertThat(asked.exit()).isOne();
        assertThat(asked.output()).contains("Going back to the data of 0.1.0", "--yes does it");
        assertThat(program).hasSameBinaryContentAs(newer);

        var back = update("--rollback", "--yes");
        assertThat(back.exit()).as(back.output()).isZero();
        assertThat(Files.readAllBytes(program)).isEqualTo(older);
        assertThat(names(folder.resolve("bin"))).containsExactly("mewayz", "mewayz.rolled-back");
        assertThat(Contents.rows(data.resolve("mewayz.db")).get("site")).isEqualTo(before);
        assertThat(back.output()).contains(data.resolve("before-rollback-").toString());
        var aside = data.resolve(names(data).stream()
                .filter(name -> name.startsWith("before-rollback-"))
                .findFirst()
                .orElseThrow());
        assertThat(Contents.rows(aside.resolve("mewayz.db")).get("site")).hasSize(2);
        live("again");
        assertThat(Contents.rows(data.resolve("mewayz.db")).get("site")).hasSize(2);
    }

    @Test
    void theOlderProgramPutInPlaceByHandBringsItsDataBack() throws Exception {
        OldData.makeNow(data);
        var before = Contents.rows(data.resolve("mewayz.db"));
        Files.move(program, folder.resolve("kept"));
        Files.copy(newer, program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        start();
        Files.move(folder.resolve("kept"), program, StandardCopyOption.REPLACE_EXISTING);

        var back = update("--rollback", "--yes");

        assertThat(back.exit()).as(back.output()).isZero();
        assertThat(Contents.rows(data.resolve("mewayz.db"))).isEqualTo(before);
    }

    @Test
    void whereTheDataHasTheSameFormItStaysAsItIs() throws Exception {
        OldData.makeNow(data);
        var before = Contents.tree(data);
        var same = new Release(folder.resolve("made"), "0.1.1").make(folder.resolve("mewayz-0.1.1"));
        assertThat(update(same.toString()).output()).contains("The data stays in the form it has.");

        var back = update("--rollback", "--yes");

        assertThat(back.exit()).as(back.output()).isZero();
        assertThat(back.output()).contains("Going back from 0.1.1 to 0.1.0. The data has the same form in both");
        assertThat(program).hasSameBinaryContentAs(Program.FILE);
        assertThat(Contents.tree(data)).isEqualTo(before);
    }

    @Test
    void whatIsNoProgramOfOursOrNotTheOneThatWasMeantIsRefused() throws Exception {
        var before = tree();
        var script = Files.writeString(folder.resolve("script"), "#!/bin/sh\necho 1.0\n");
        var cut = folder.resolve("cut");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(newer), 1 << 20));
        var touched = folder.resolve("touched");

        assertRefused(update(script.toString()), "is not a program of Mewayz");
        assertRefused(update(cut.toString()), "is not a program of Mewayz");
        assertRefused(update(folder.resolve("missing").toString()), "There is no file");
        Files.writeString(script, "#!/bin/sh\ntouch " + touched + "\n");
        assertRefused(update(script.toString(), "--sha256", "0".repeat(64)), "another SHA-256", "was not started");
        assertThat(touched).doesNotExist();
        assertRefused(update(program.toString()), "in place already");
        assertRefused(update("--rollback"), "no program to go back to");
        assertThat(update().exit()).isEqualTo(2);
        assertThat(update("http://127.0.0.1/mewayz").exit()).isEqualTo(2);
        assertThat(update("https://127.0.0.1/mewayz").output()).contains("needs --sha256");
        Files.delete(script);
        Files.delete(cut);
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void aProgramThatDoesNotKnowTheDataIsRefused() throws Exception {
        OldData.makeNow(data);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("mewayz.db"));
                var statement = connection.createStatement()) {
            statement.execute("pragma user_version = 999");
        }
        assertRefused(update(Program.FILE.toString()), "is Mewayz 0.1.0, and the data is of a later version");
    }

    @Test
    void whatWasKeptAndIsDamagedIsNotPutBack() throws Exception {
        OldData.makeNow(data);
        assertThat(update(newer.toString()).exit()).isZero();
        start();
        var kept = data.resolve("before-upgrade");
        var copy = kept.resolve(names(kept).getFirst()).resolve("mewayz.db");
        var bytes = Files.readAllBytes(copy);
        bytes[bytes.length / 2] ^= 1;
        Files.write(copy, bytes);
        var before = tree();

        assertRefused(update("--rollback", "--yes"), "What was kept is damaged", "Nothing was changed");

        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void itComesFromAnAddressIfItIsTheOneThatWasMeant() throws Exception {
        var keys = folder.resolve("keys.p12");
        run(
                "keytool",
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2");
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        server.createContext("/mewayz", exchange -> {
            exchange.sendResponseHeaders(200, Files.size(newer));
            try (var out = exchange.getResponseBody()) {
                Files.copy(newer, out);
            }
        });
        server.start();
        try {
            var address = "https://127.0.0.1:" + server.getAddress().getPort() + "/";
            var sum = Sha256.hex(Files.readAllBytes(newer));
            assertRefused(update(address + "mewayz", "--sha256", sum), "its certificate is not valid");
            options = "-Djavax.net.ssl.trustStore=" + keys + " -Djavax.net.ssl.trustStorePassword=changeit";
            assertRefused(update(address + "mewayz", "--sha256", sum.replace('1', '2')), "another SHA-256");
            assertRefused(update(address + "nothing", "--sha256", sum), "answers 404");
            assertThat(names(folder.resolve("bin"))).containsExactly("mewayz");

            var updated = update(address + "mewayz", "--sha256", sum);

            assertThat(updated.exit()).as(updated.output()).isZero();
            assertThat(program).isExecutable().hasSameBinaryContentAs(newer);
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext context(Path keys) throws Exception {
        var store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
        var factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void run(String tool, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Program.JAVA.resolveSibling(tool).toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private Program.Outcome update(String... arguments) throws Exception {
        var all = new ArrayList<>(List.of("update"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return Program.of(program, all.toArray(String[]::new))
                .with("MEWAYZ_CACHE", folder)
                .with("MEWAYZ_AOT", "off")
                .with("MEWAYZ_JAVA_OPTS", options)
                .run();
    }

    /** Starts the program that is in place, lets it do something, and ends it. */
    private void live(String handle) throws Exception {
        try (var server = new Server(Server.by(program, data, folder)
                .with("MEWAYZ_ADMIN_EMAIL", "owner@example.com")
                .with("MEWAYZ_ADMIN_PASSWORD", TestApp.PASSWORD))) {
            new Client(server.address())
                    .signIn("owner@example.com")
                    .post("/api/v1/bio-sites", Map.of("handle", handle, "name", handle))
                    .is(201);
            assertThat(server.stop().exit()).isIn(0, 143);
        }
    }

    private void start() throws Exception {
        try (var server = new Server(Server.by(program, data, folder))) {
            assertThat(server.stop().exit()).isIn(0, 143);
        }
    }

    private static void assertRefused(Program.Outcome outcome, String... words) {
        assertThat(outcome.exit()).isOne();
        assertThat(outcome.output()).contains(words).doesNotContain("\tat ", "Exception");
    }

    private Path previous() {
        return program.resolveSibling("mewayz.previous");
    }

    private Map<String, Integer> tree() {
        var tree = Contents.tree(folder);
        tree.keySet().removeIf(name -> name.startsWith("native"));
        return tree;
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> all = Files.list(of)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
