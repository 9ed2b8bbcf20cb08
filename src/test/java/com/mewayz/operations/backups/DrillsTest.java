package com.mewayz.operations.backups;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each week a backup is restored on trial; what came of it is known wherever the server is looked after. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DrillsTest {
    private static final String PAGE = "/settings/backups";
    private static final String TRIALS = "/api/v1/backup-trials";

    private final PostOffice post = new PostOffice();
    private final TestApp app = new TestApp(post.settings());
    private final Client owner = app.owner();
    private Client operator = app.visitor();

    @BeforeEach
    void signIn() {
        app.app.jobs().close(); // the test says when
        app.app.db().run("update user set operator = 1 where email = 'owner@example.com'");
        operator = app.visitor().browse("owner@example.com");
    }

    @AfterEach
    void close() {
        app.close();
        post.close();
    }

    @Test
    void theNewestBackupComesBackAndIsTakenAwayAgain() throws IOException {
        app.app.jobs().run("try-restore");
        assertThat(owner.get(TRIALS).at("/meta/pagination/total_items").asInt()).isZero();
        assertThat(operator.get("/settings/timetable/try-restore").is(200).body())
                .contains("There is no good backup yet.", "every 7 days");
        assertThat(operator.get(PAGE).is(200).body()).contains("No backup was restored on trial yet.");

        backUp();
        app.app.jobs().run("try-restore");

        var trial = owner.get(TRIALS).is(200).at("/data/0");
        assertThat(trial.at("/state").asText()).isEqualTo("passed");
        assertThat(trial.at("/file").asText()).isEqualTo(newest().getFileName().toString());
        assertThat(trial.at("/rows").asLong())
                .isEqualTo(app.app.db().number("select content_rows from backup"))
                .isPositive();
        assertThat(trial.at("/millis").asLong()).isPositive();
        assertThat(operator.get(PAGE).is(200).body())
                .contains(
                        "was restored aside",
                        "and all of it came back in",
                        newest().getFileName().toString());
        assertThat(operator.get(PAGE + "/trials").is(200).body()).contains("Came back in");
        assertThat(operator.get("/settings/audit/server").is(200).body())
                .contains("Restore tried, and everything came back");
        assertThat(scratch()).isEmpty();
    }

    @Test
    void oneIsMadeWhenSomebodyWantsIt() {
        operator.submit(PAGE, PAGE + "/trials", Map.of()).is(409);
        owner.post(TRIALS).is(409);
        backUp();
        operator.submit(PAGE, PAGE + "/trials", Map.of()).is(303);
        assertThat(operator.get(PAGE).is(200).body()).contains("A restore is being tried");
        owner.post(TRIALS).is(409);
        app.app.jobs().run("try-restore");
        app.app.jobs().run("nightly-backup");

        long id = owner.post(TRIALS).is(201).at("/data/id").asLong();
        assertThat(owner.get(TRIALS + "/" + id).is(200).at("/data/state").asText())
                .isEqualTo("running");
        app.app.jobs().run("try-restore");
        assertThat(owner.get(TRIALS + "/" + id).is(200).at("/data/state").asText())
                .isEqualTo("passed");
        assertThat(owner.get(TRIALS + "?per_page=1")
                        .is(200)
                        .at("/meta/pagination/total_items")
                        .asInt())
                .isEqualTo(2);
        owner.get(TRIALS + "/1").is(404);
        app.admin().get(TRIALS).is(403);
        app.admin().post(TRIALS).is(403);
        app.visitor().browse("admin@example.com").get(PAGE + "/trials").is(403);
    }

    @Test
    void whatDoesNotComeBackIsSaidEverywhere() throws IOException {
        backUp();
        damage(newest());
        app.app.jobs().run("try-restore");

        var trial = owner.get(TRIALS).is(200).at("/data/0");
        assertThat(trial.at("/state").asText()).isEqualTo("failed");
        assertThat(trial.at("/reason").asText()).contains("cannot be used");
        assertThat(operator.get("/today").is(200).body()).contains("The last trial restore failed.");
        assertThat(operator.get(PAGE).is(200).body()).contains("failed: The archive");
        assertThat(doctor())
                .startsWith("Problem The last trial restore, of mewayz-")
                .contains("Make a new backup");
        assertThat(figures()).containsEntry("mewayz_restore_trial_failing", 1.0);
        app.app.jobs().run("send-letters");
        assertThat(PostOffice.subject(post.last("owner@example.com")))
                .isEqualTo("A trial restore on your Mewayz server failed");
        assertThat(scratch()).isEmpty();

        app.clock.forward(Duration.ofMinutes(1));
        backUp();
        app.app.jobs().run("try-restore");
        assertThat(operator.get("/today").is(200).body()).doesNotContain("The last trial restore failed.");
        assertThat(doctor()).startsWith("Good A restore was tried");
        app.clock.forward(Duration.ofHours(1));
        assertThat(figures())
                .containsEntry("mewayz_restore_trial_failing", 0.0)
                .containsEntry("mewayz_restore_trial_age_seconds", 3600.0)
                .containsKey("mewayz_restore_trial_duration_seconds");
    }

    @Test
    void threeWeeksWithoutOneAreAWarning() {
        assertThat(doctor()).isEqualTo("There is no backup yet.");
        backUp();
        assertThat(doctor()).startsWith("No restore was tried yet");
        app.clock.forward(Duration.ofDays(22));
        operator = app.visitor().browse("owner@example.com");
        assertThat(doctor())
                .startsWith("Warning There are backups, and for three weeks none was restored on trial.")
                .contains("Try one under Settings, Backups");
        app.app.jobs().run("try-restore");
        assertThat(doctor()).startsWith("Good");
        app.clock.forward(Duration.ofDays(22));
        operator = app.visitor().browse("owner@example.com");
        assertThat(doctor()).startsWith("Warning");
    }

    @Test
    void anArchiveWhosePassphraseIsNotHereIsNoFailure() throws IOException {
        app.stop();
        var sealed = new TestApp(Map.of(Setting.BACKUP_PASSPHRASE, "far from home"), app.data);
        sealed.app.jobs().close();
        sealed.visitor().signIn("owner@example.com").post("/api/v1/backups").is(201);
        sealed.app.jobs().run("make-backups");
        sealed.app.jobs().run("try-restore");
        assertThat(sealed.visitor()
                        .signIn("owner@example.com")
                        .get(TRIALS)
                        .at("/data/0/state")
                        .asText())
                .isEqualTo("passed");
        sealed.stop();

        for (var passphrase : List.of("", "another one")) {
            var later = new TestApp(Map.of(Setting.BACKUP_PASSPHRASE, passphrase), app.data);
            later.app.jobs().close();
            later.app.jobs().run("try-restore");
            var trial = later.visitor().signIn("owner@example.com").get(TRIALS).at("/data/0");
            assertThat(trial.at("/state").asText()).isEqualTo("locked");
            assertThat(trial.at("/reason").asText()).contains("does not have its passphrase");
            operator = later.visitor().browse("owner@example.com");
            assertThat(operator.get("/today").is(200).body()).doesNotContain("trial restore");
            assertThat(operator.get(PAGE).is(200).body()).contains("was not made. The archive is sealed");
            assertThat(doctor()).startsWith("Warning").contains("Set MEWAYZ_BACKUP_PASSPHRASE");
            later.stop();
        }

        damage(newest());
        Files.write(newest(), new byte[10], StandardOpenOption.APPEND);
        var last = new TestApp(Map.of(Setting.BACKUP_PASSPHRASE, "another one"), app.data);
        last.app.jobs().close();
        last.app.jobs().run("try-restore");
        assertThat(last.visitor()
                        .signIn("owner@example.com")
                        .get(TRIALS)
                        .at("/data/0/state")
                        .asText())
                .as("it is not as long as it was")
                .isEqualTo("failed");
        last.stop();
    }

    @Test
    void whatAKilledProcessLeftIsTakenAwayAndTheTrialIsMade() throws IOException {
        backUp();
        owner.post(TRIALS).is(201);
        app.stop();
        long gone = deadProcess();
        var folder = Files.createDirectories(app.data.resolve("restore-" + gone + "-0123456789abcdef/files"));
        Files.writeString(folder.resolve("x"), "x");
        Files.createDirectories(app.data.resolve("backup-0123456789abcdef"));
        Files.writeString(newest().resolveSibling(".mewayz-1.zip." + gone + "-0123456789abcdef"), "half");
        Files.writeString(newest().resolveSibling(".upload." + gone + "-0123456789abcdef"), "half");
        long alive = ProcessHandle.current().parent().orElseThrow().pid();
        var used = Files.createDirectories(app.data.resolve("restore-" + alive + "-0123456789abcdef"));

        var later = new TestApp(Map.of(), app.data);
        later.app.jobs().close();
        later.app.jobs().run("make-backups");
        assertThat(scratch()).containsExactly(used);
        later.app.jobs().run("try-restore");
        assertThat(later.visitor()
                        .signIn("owner@example.com")
                        .get(TRIALS)
                        .at("/data")
                        .findValuesAsText("state"))
                .containsExactly("passed");
        later.stop();
    }

    @Test
    void someRoomIsLeftWhateverIsWritten() throws IOException {
        var room = new Room(() -> Room.RESERVE + 100);
        assertThat(room.left()).isEqualTo(100);
        assertThat(room.fits(60)).isTrue();
        assertThat(room.fits(40)).isTrue();
        assertThat(new Room(() -> Room.RESERVE + 100).fits(101)).isFalse();
        assertThat(new Room(() -> Room.RESERVE - 1).fits(1)).isFalse();
    }

    private void backUp() {
        owner.post("/api/v1/backups").is(201);
        app.app.jobs().run("make-backups");
    }

    private static void damage(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(Files.size(file) / 2);
            channel.write(ByteBuffer.wrap("somebody was here".getBytes(StandardCharsets.UTF_8)));
        }
    }

    private String doctor() {
        operator.submit("/settings/system", Map.of()).is(303);
        return Jsoup.parse(operator.get("/settings/system").is(200).body()).select("li.fix").stream()
                .filter(item -> item.select("h3").text().equals("Trial restore"))
                .map(item -> (item.select(".st").text() + " " + item.select("p").text()).strip())
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Double> figures() {
        var figures = new HashMap<String, Double>();
        app.visitor()
                .get("/metrics")
                .is(200)
                .body()
                .lines()
                .filter(line -> line.startsWith("mewayz_restore"))
                .forEach(line -> figures.put(line.split(" ")[0], Double.valueOf(line.split(" ")[1])));
        return figures;
    }

    private Path newest() throws IOException {
        try (Stream<Path> all = Files.list(app.data.resolve("backups"))) {
            return all.filter(path -> path.getFileName().toString().startsWith("mewayz-"))
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private List<Path> scratch() throws IOException {
        try (Stream<Path> all = Files.walk(app.data, 2)) {
            return all.filter(path -> path.getFileName().toString().matches("restore-.*|backup-.*|\\..*-0123.*"))
                    .toList();
        }
    }

    private static long deadProcess() throws IOException {
        var process = new ProcessBuilder("true").start();
        process.onExit().join();
        return process.pid();
    }
}
