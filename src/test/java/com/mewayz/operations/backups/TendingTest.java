package com.mewayz.operations.backups;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looking archives through, and bringing one back, in the console; and what programs may do with them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TendingTest {
    private static final String PAGE = "/settings/backups";

    private final TestApp app = new TestApp();
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
    }

    @Test
    void everythingGoesBackToTheArchive() throws Exception {
        site("before");
        long backup = made();
        site("after");

        var form = operator.get(restoration(backup)).is(200).body();
        assertThat(form).contains("What happens", "less than an hour ago").doesNotContain("Passphrase of the archive");
        assertThat(operator.submit(restoration(backup), restoration(backup), Map.of())
                        .is(422)
                        .body())
                .contains("Say that you know what happens.");
        operator.submit(restoration(backup), restoration(backup), Map.of("sure", "true"))
                .is(303);
        assertThat(app.again.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        assertThat(operator.get(PAGE).is(200).body()).contains("the server starts anew");
        operator.submit(PAGE, PAGE + "/" + backup + "/verification", Map.of()).is(409);
        app.stop();

        var later = new TestApp(Map.of(), app.data);
        var handles = later.visitor()
                .signIn("owner@example.com")
                .get("/api/v1/bio-sites")
                .at("/data");
        assertThat(handles.findValuesAsText("handle")).containsExactly("before");
        assertThat(later.visitor()
                        .browse("owner@example.com")
                        .get("/settings/audit/server")
                        .is(200)
                        .body())
                .contains("Backup restored");
        assertThat(folders("before-restore-")).hasSize(1);
        assertThat(folders("restor")).isEmpty();
        later.stop();
    }

    @Test
    void anArchiveThatIsDamagedIsRefusedAndChangesNothing() throws IOException {
        long backup = made();
        var file = folders("backups").getFirst().resolve(archive(backup));
        look(backup);
        assertThat(operator.get(PAGE).is(200).body()).doesNotContain("alert\">");

        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(Files.size(file) / 2);
            channel.write(
                    java.nio.ByteBuffer.wrap("somebody was here".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        look(backup);
        assertThat(operator.get(PAGE).is(200).body()).contains("Nothing was changed");
        operator.submit(restoration(backup), restoration(backup), Map.of("sure", "true"))
                .is(303);
        rest();
        assertThat(app.again.availablePermits()).isZero();
        assertThat(operator.get("/settings/audit/server").is(200).body())
                .contains("Backup looked through again", "Backup cannot be restored");
        assertThat(folders("restor")).isEmpty();
    }

    @Test
    void bringingBackAsksAgainWhoItIs() {
        long backup = made();
        app.clock.forward(Duration.ofHours(1));
        assertThat(operator.submit(restoration(backup), restoration(backup), Map.of("sure", "true"))
                        .is(303)
                        .header("Location"))
                .startsWith("/prove");
        app.admin();
        var admin = app.visitor().browse("admin@example.com");
        admin.get(restoration(backup)).is(403);
        admin.submit("/today", restoration(backup), Map.of("sure", "true")).is(403);
        operator.get(restoration(1)).is(404);
    }

    @Test
    void programsMakeReadAndTakeThem() {
        var begun = owner.post("/api/v1/backups").is(201);
        long id = begun.at("/data/id").asLong();
        assertThat(begun.at("/data/state").asText()).isEqualTo("running");
        owner.post("/api/v1/backups").is(409);
        owner.post("/api/v1/backups/" + id + "/file").is(404);
        app.app.jobs().run("make-backups");

        var ready = owner.get("/api/v1/backups/" + id).is(200).at("/data");
        assertThat(ready.at("/state").asText()).isEqualTo("ready");
        assertThat(ready.at("/rows").asLong()).isPositive();
        assertThat(owner.get("/api/v1/backups?per_page=1")
                        .is(200)
                        .at("/meta/pagination/total_items")
                        .asInt())
                .isEqualTo(1);
        assertThat(owner.post("/api/v1/backups/" + id + "/file").is(200).body()).startsWith("PK");
        app.clock.forward(Duration.ofMinutes(5));
        owner.post("/api/v1/backups/" + id + "/verification").is(201);
        rest();
        assertThat(owner.get("/api/v1/backups/" + id).at("/data/verified_at").asText())
                .isGreaterThan(ready.at("/verified_at").asText());
        app.editor().get("/api/v1/backups").is(403);
        app.editor().post("/api/v1/backups/" + id + "/file").is(403);
    }

    @Test
    void whoeverRunsTheServerSeesOnEveryPageThatOneFailed() throws IOException {
        Files.writeString(app.data.resolve("backups"), "in the way");
        owner.post("/api/v1/backups").is(201);
        app.app.jobs().run("make-backups");
        assertThat(operator.get("/today").is(200).body()).contains("The last backup failed.");
        app.admin();
        assertThat(app.visitor()
                        .browse("admin@example.com")
                        .get("/today")
                        .is(200)
                        .body())
                .doesNotContain("The last backup failed.");

        Files.delete(app.data.resolve("backups"));
        made();
        assertThat(operator.get("/today").is(200).body()).doesNotContain("backup");
        app.clock.forward(Duration.ofHours(49));
        assertThat(app.visitor()
                        .browse("owner@example.com")
                        .get("/today")
                        .is(200)
                        .body())
                .contains("There was no good backup for two days.");
    }

    private void site(String handle) {
        owner.post("/api/v1/bio-sites", Map.of("handle", handle, "name", handle))
                .is(201);
    }

    private long made() {
        long id = owner.post("/api/v1/backups").is(201).at("/data/id").asLong();
        app.app.jobs().run("make-backups");
        assertThat(owner.get("/api/v1/backups/" + id).at("/data/state").asText())
                .isEqualTo("ready");
        return id;
    }

    private String archive(long backup) {
        return owner.get("/api/v1/backups/" + backup).at("/data/file").asText();
    }

    private void look(long backup) {
        operator.submit(PAGE, PAGE + "/" + backup + "/verification", Map.of()).is(303);
        rest();
    }

    /** Until nothing is being done any more. */
    private void rest() {
        while (!operator.get(PAGE + "/work").is(200).body().equals("{\"work\":\"\"}")) {
            Thread.onSpinWait();
        }
    }

    private static String restoration(long backup) {
        return PAGE + "/" + backup + "/restoration";
    }

    private List<Path> folders(String start) throws IOException {
        try (Stream<Path> all = Files.list(app.data)) {
            return all.filter(path -> path.getFileName().toString().startsWith(start))
                    .toList();
        }
    }
}
