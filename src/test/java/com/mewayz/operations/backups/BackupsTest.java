package com.mewayz.operations.backups;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The archives a server makes by itself, and what whoever runs it sees of them. */
class BackupsTest {
    private final PostOffice post = new PostOffice();
    private final TestApp app = new TestApp(post.settings());
    private Client operator = app.visitor();

    @BeforeEach
    void signIn() {
        app.app.jobs().close(); // the test says when
        app.owner();
        app.app.db().run("update user set operator = 1 where email = 'owner@example.com'");
        operator = app.visitor().browse("owner@example.com");
    }

    @AfterEach
    void close() {
        app.close();
        post.close();
    }

    @Test
    void whoeverRunsTheServerMakesOneAndTakesItAlong() throws IOException {
        assertThat(operator.get("/settings/backups").is(200).body()).contains("No backups yet", "not sealed");
        begin();

        var page = operator.get("/settings/backups").is(200).body();
        assertThat(page)
                .contains("files, looked through", "less than an hour ago")
                .doesNotContain("Being made");
        var stored = archives().getFirst();
        var taken = operator.submit("/settings/backups", "/settings/backups/" + newest() + "/file", Map.of())
                .is(200);
        assertThat(taken.header("Content-Disposition"))
                .contains(stored.getFileName().toString());
        assertThat(taken.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Files.size(stored)).isGreaterThan(1000);
        assertThat(operator.get("/settings/audit/server").is(200).body())
                .contains("Backup made and looked through", "Backup downloaded");
    }

    @Test
    void nobodyElseSeesThem() throws IOException {
        begin();
        app.admin();
        var admin = app.visitor().browse("admin@example.com");
        admin.get("/settings/backups").is(403);
        admin.submit("/today", "/settings/backups", Map.of()).is(403);
        admin.submit("/today", "/settings/backups/" + newest() + "/file", Map.of())
                .is(403);
        operator.submit("/settings/backups", "/settings/backups/1/file", Map.of())
                .is(404);
    }

    @Test
    void aDownloadAsksAgainWhoItIs() throws IOException {
        begin();
        app.clock.forward(Duration.ofHours(1));
        var asked = operator.submit("/settings/backups", "/settings/backups/" + newest() + "/file", Map.of());
        assertThat(asked.is(303).header("Location")).startsWith("/prove");
    }

    @Test
    void oneIsMadeEachNightAndTheRestIsThinnedOut() throws IOException {
        app.app.jobs().run("nightly-backup");
        app.app.jobs().run("make-backups");
        assertThat(archives()).as("not before anything was begun").isEmpty();
        app.clock.forward(Duration.ofHours(2));
        app.app.jobs().run("nightly-backup");
        app.app.jobs().run("make-backups");
        assertThat(archives()).hasSize(1);
        app.app.jobs().run("nightly-backup");
        app.app.jobs().run("make-backups");
        assertThat(archives()).as("not twice a day").hasSize(1);

        for (int day = 0; day < 40; day++) {
            app.clock.forward(Duration.ofHours(27));
            app.app.jobs().run("nightly-backup");
            app.app.jobs().run("make-backups");
        }

        // 7 days, and the newest of each of 4 weeks, of which the days of this week and the last are some
        assertThat(archives()).hasSizeBetween(8, 11);
        var kept = app.app.db().number("select count(*) from backup where file <> ''");
        assertThat(archives()).hasSize((int) kept);
        assertThat(app.visitor()
                        .browse("owner@example.com")
                        .get("/settings/backups")
                        .is(200)
                        .body())
                .contains("No longer kept");
    }

    @Test
    void aFailureIsSaidAndMailedAndTheNextOneIsTried() throws IOException {
        var folder = app.data.resolve("backups");
        Files.writeString(folder, "in the way");
        begin();

        assertThat(archives()).isEmpty();
        assertThat(operator.get("/settings/backups").is(200).body()).contains("The last backup failed", "Failed: ");
        app.app.jobs().run("send-letters");
        assertThat(PostOffice.subject(post.last("owner@example.com")))
                .isEqualTo("The backup of your Mewayz server failed");

        Files.delete(folder);
        begin();
        assertThat(archives()).hasSize(1);
        assertThat(operator.get("/settings/backups").is(200).body()).doesNotContain("The last backup failed");
    }

    @Test
    void whatAStopInterruptedIsMadeAfterTheNextStart() throws IOException {
        operator.submit("/settings/backups", "/settings/backups", Map.of()).is(303);
        app.stop();
        var again = new TestApp(Map.of(), app.data);
        again.app.jobs().close();
        var later = again.visitor().browse("owner@example.com");
        assertThat(later.get("/settings/backups").is(200).body()).contains("A backup is being made");
        later.submit("/settings/backups", "/settings/backups", Map.of()).is(409);
        again.app.jobs().run("make-backups");
        assertThat(later.get("/settings/backups").is(200).body())
                .contains("files, looked through")
                .doesNotContain("Being made");
        again.stop();
    }

    @Test
    void aPassphraseSealsThem() throws IOException {
        try (var sealed = new TestApp(Map.of(Setting.BACKUP_PASSPHRASE, "far from home"))) {
            sealed.app.jobs().close();
            sealed.owner();
            sealed.clock.forward(Duration.ofHours(2));
            sealed.app.jobs().run("nightly-backup");
            sealed.app.jobs().run("make-backups");
            try (Stream<Path> all = Files.list(sealed.data.resolve("backups"))) {
                var file = all.toList().getFirst();
                assertThat(file.toString()).endsWith(".mwz");
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .startsWith("MWZSEAL1");
            }
        }
    }

    private void begin() {
        operator.submit("/settings/backups", "/settings/backups", Map.of()).is(303);
        app.app.jobs().run("make-backups");
    }

    private long newest() {
        return app.app.db().number("select max(id) from backup");
    }

    private List<Path> archives() throws IOException {
        var folder = app.data.resolve("backups");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
