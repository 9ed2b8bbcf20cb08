package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.StoredSettings;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.MailServer;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The key file, and changing the key under everything that is sealed with it. */
class KeysTest {
    private static final MailServer SERVER =
            new MailServer("127.0.0.1", 2525, MailServer.Tls.NONE, "mia", "smtp secret", "Mia", "mail@mia.example");

    @Test
    void everySecretOpensAfterTheKeyWasChangedAndTheOldKeyIsGone() throws IOException {
        var app = new TestApp();
        app.app.jobs().close(); // the letter shall wait
        app.app.db().inTransaction(() -> {
            app.app.mailer().settings().keep(SERVER);
            app.app.mailer().queue(new Letter("test", "zoe@example.com", "Hello", List.of("Hello"), Optional.empty()));
        });
        app.stop();
        var file = app.data.resolve("keys");
        var before = Files.readString(file);

        try (var tools = Tools.open(settings(app))) {
            assertThat(Keys.rotate(tools.db(), tools.bus(), app.data, new SecureRandom()))
                    .isEqualTo(3);
        }

        assertThat(Files.readAllLines(file)).hasSize(1).doesNotContain(before.strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var post = new PostOffice().user("mia", "smtp secret");
                var again = new TestApp(Map.of(), app.data)) {
            var kept = again.app.mailer().settings().server().orElseThrow();
            assertThat(kept.secret()).isEqualTo("smtp secret");
            again.app
                    .db()
                    .inTransaction(() -> again.app
                            .mailer()
                            .settings()
                            .keep(new MailServer(
                                    "127.0.0.1",
                                    post.port(),
                                    kept.tls(),
                                    "mia",
                                    kept.secret(),
                                    "Mia",
                                    "mail@mia.example")));
            again.clock.forward(Duration.ofMinutes(10));
            again.app.jobs().run("send-letters");
            assertThat(PostOffice.subject(post.last("zoe@example.com"))).isEqualTo("Hello");
            assertThat(again.app.db().number("select count(*) from fact where kind = 'key-rotated'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aChangeThatWasInterruptedLeavesEverythingReadable() {
        var app = new TestApp();
        app.app.db().inTransaction(() -> app.app.mailer().settings().keep(SERVER));
        app.stop();
        Secrets.addKey(app.data.resolve("keys"), new SecureRandom());

        try (var again = new TestApp(Map.of(), app.data)) {
            assertThat(again.app.mailer().settings().server().orElseThrow().secret())
                    .isEqualTo("smtp secret");
        }
    }

    @Test
    void aMissingOrForeignKeyFileStopsTheStart() throws IOException {
        try (var app = new TestApp();
                var other = new TestApp()) {
            app.stop();
            var file = app.data.resolve("keys");
            Files.copy(other.data.resolve("keys"), file, StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> new TestApp(Map.of(), app.data))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageContaining("belongs to another database");
            Files.delete(file);
            assertThatThrownBy(() -> new TestApp(Map.of(), app.data))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageContaining("is missing. Restore it");
            assertThat(file).doesNotExist();
        }
    }

    /** Columns of text that hold something sealed, whoever added them, are known to the change of keys. */
    @Test
    void everySealedColumnIsListed() {
        assertThat(Keys.SEALED).doesNotHaveDuplicates();
        try (var app = new TestApp()) {
            for (var column : Keys.SEALED) {
                assertThat(app.app
                                .db()
                                .number(
                                        "select count(*) from pragma_table_info(?) where name in (?, ?)",
                                        column.table(),
                                        column.key(),
                                        column.column()))
                        .as(column.toString())
                        .isEqualTo(2);
            }
            assertThat(new StoredSettings(app.app.db()).find("key_id")).isPresent();
        }
    }

    @Test
    void theServerMustNotRunMeanwhile() {
        try (var app = new TestApp()) {
            assertThat(Cli.run(new String[] {"keys", "rotate", "--data", app.data.toString()}))
                    .isEqualTo(78);
        }
    }

    @Test
    void theCommandLinePrintsAWayBackIn() {
        try (var app = new TestApp()) {
            app.owner();
            var data = app.data.toString();
            assertThat(Cli.run(new String[] {"reset-link", "--data", data, "--email", "Owner@example.com"}))
                    .isZero();
            assertThat(Cli.run(new String[] {"reset-link", "--data", data, "--email", "nobody@example.com"}))
                    .isEqualTo(1);
            assertThat(app.app.db().number("select count(*) from one_time_link where purpose = 'reset'"))
                    .isEqualTo(1);
        }
    }

    private static Settings settings(TestApp app) {
        return Settings.load(null, Map.of(), Map.of(Setting.DATA, app.data.toString()));
    }
}
