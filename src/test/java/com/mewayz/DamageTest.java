package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.config.BadSetting;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that gives back something else than was written. */
class DamageTest {
    private static final int PAGE = 4096;

    private TestApp app = new TestApp();

    @AfterEach
    void close() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mewayz.db", "traffic.db"})
    void whatIsNoDatabaseIsLeftAlone(String name) throws IOException {
        app.owner();
        app.clock.forward(Duration.ofDays(1));
        app.app.jobs().run("nightly-backup");
        app.app.jobs().run("make-backups");
        app.stop();
        overwrite(app.data.resolve(name), 0, 100);

        assertRefused(name);
    }

    @Test
    void afterACrashTheFileIsLookedThrough() throws IOException {
        app.owner()
                .post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"))
                .is(201);
        app.clock.forward(Duration.ofDays(1));
        app.app.jobs().run("nightly-backup");
        app.app.jobs().run("make-backups");
        app.stop();
        var file = app.data.resolve("mewayz.db");
        // what is left of a crash is a log; the pages in the middle are what the disk lost
        Files.write(app.data.resolve("mewayz.db-wal"), new byte[32]);
        for (long page = 10; page < Files.size(file) / PAGE; page += 3) {
            overwrite(file, page * PAGE, PAGE);
        }

        assertRefused("mewayz.db");
    }

    @Test
    void damageThatIsMetInUseStopsEveryWrite() throws IOException {
        var owner = app.owner();
        var site = owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"))
                .is(201)
                .at("/data/id")
                .asText();
        long index =
                app.app.db().number("select rootpage from sqlite_master where tbl_name = 'block' and type = 'index'");
        app.stop();
        overwrite(app.data.resolve("mewayz.db"), (index - 1) * PAGE, PAGE);
        app = new TestApp(Map.of(), app.data); // it ended properly, and is not looked through
        var back = app.visitor().with("Authorization", owner.header("Authorization"));

        var block = Map.of("content", Map.of("kind", "heading", "text", "A"));
        var refused = back.post("/api/v1/bio-sites/" + site + "/blocks", block).is(503);
        assertThat(refused.at("/message").asText()).contains("damaged", "mewayz restore");
        back.post("/api/v1/bio-sites", Map.of("handle", "leo", "name", "Leo")).is(503);
        back.get("/api/v1/bio-sites/" + site).is(200);
        app.visitor().get("/readyz").is(503);
    }

    private void assertRefused(String name) throws IOException {
        var before = contents();
        assertThatThrownBy(() -> new TestApp(Map.of(), app.data))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(name + " is damaged")
                .hasMessageContaining("Nothing was changed")
                .hasMessageMatching("(?s).*mewayz restore \\S+/backups/mewayz-\\S+\\.zip --data \\S+");
        assertThat(contents()).isEqualTo(before);
    }

    /** A fingerprint of each file that holds something. */
    private Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(app.data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".db")) {
                    contents.put(name, fingerprint(file));
                }
            }
        }
        return contents;
    }

    private static String fingerprint(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void overwrite(Path file, long at, int bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var rubbish = new byte[bytes];
            java.util.Arrays.fill(rubbish, (byte) 0x5a);
            channel.write(ByteBuffer.wrap(rubbish), at);
        }
    }
}
