package com.mewayz.operations.backups;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Archives of another server come in over the console and the API, whatever their length, and from nobody else. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class UploadsTest {
    private static final String PAGE = "/settings/backups";
    private static final String UPLOADS = "/api/v1/backups/uploads";
    private static final String FILE = "application/octet-stream";
    private static final String PART =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.zip\"\r\n\r\n";
    private static final int LONGER_THAN_ANY_OTHER = 20 << 20;

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
    void anArchiveOfAnotherServerTakesThePlaceOfThisOne() throws Exception {
        var archive = archiveOf("far", Map.of());
        var taken = owner.send("POST", UPLOADS + "?name=from%20home.zip", FILE, archive)
                .is(201);
        long id = taken.at("/data/id").asLong();
        assertThat(taken.at("/data/name").asText()).isEqualTo("from home.zip");
        assertThat(taken.at("/data/state").asText()).isEqualTo("checking");
        assertThat(operator.get(PAGE).is(200).body()).contains("being looked through");
        operator.get(restoration(id)).is(409);

        app.app.jobs().run("check-uploads");
        var whole = owner.get(UPLOADS + "/" + id).is(200).at("/data");
        assertThat(whole.at("/state").asText()).isEqualTo("whole");
        assertThat(whole.at("/rows").asLong()).isPositive();
        assertThat(whole.at("/archived_at").asText()).startsWith("2026-11-22");
        assertThat(owner.get("/api/v1/backups").at("/data").size())
                .as("no backup of ours")
                .isZero();
        assertThat(operator.get(PAGE).is(200).body()).contains("from home.zip", "There is no good backup yet.");
        assertThat(owner.post(UPLOADS + "/" + id + "/file").is(200).body()).startsWith("PK");
        owner.post(UPLOADS + "/" + id + "/verification").is(201);
        app.app.jobs().run("check-uploads");

        assertThat(operator.get(restoration(id)).is(200).body())
                .contains("those of the server the archive was made on")
                .doesNotContain("Passphrase of the archive");
        operator.submit(restoration(id), restoration(id), Map.of()).is(422);
        operator.submit(restoration(id), restoration(id), Map.of("sure", "true"))
                .is(303);
        assertThat(app.again.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        app.stop();

        var later = new TestApp(Map.of(), app.data);
        later.app.jobs().close();
        var moved = later.visitor().signIn("far@example.com");
        assertThat(moved.get("/api/v1/bio-sites").at("/data").findValuesAsText("handle"))
                .containsExactly("far");
        assertThat(later.app.db().number("select count(*) from user where email = 'owner@example.com'"))
                .isZero();
        later.app.jobs().run("check-uploads");
        var kept = moved.get(UPLOADS).is(200).at("/data");
        assertThat(kept.findValuesAsText("state")).as("its file is still here").containsExactly("whole");
        moved.delete(UPLOADS + "/" + kept.at("/0/id").asText()).is(200);
        assertThat(files(app.data)).isEmpty();
        later.stop();
    }

    @Test
    void aSealedOneIsOpenedByItsPassphrase() throws Exception {
        var archive = archiveOf("far", Map.of(Setting.BACKUP_PASSPHRASE, "far from home"));
        long id = owner.send("POST", UPLOADS, FILE, archive)
                .is(201)
                .at("/data/id")
                .asLong();
        app.app.jobs().run("check-uploads");
        var upload = owner.get(UPLOADS + "/" + id).at("/data");
        assertThat(upload.at("/state").asText()).isEqualTo("unopened");
        assertThat(upload.at("/error").asText()).contains("does not have its passphrase");

        assertThat(operator.get(restoration(id)).is(200).body()).contains("Passphrase of the archive");
        restore(id, "far from hom");
        rest();
        assertThat(operator.get(PAGE).body()).contains("The passphrase is another one");
        assertThat(app.again.availablePermits()).isZero();
        restore(id, "far from home");
        assertThat(app.again.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        operator.submit(PAGE, PAGE + "/uploads/" + id + "/removal", Map.of()).is(409);
    }

    /** Longer than any other body may be, in one piece, as a form of a browser without script, and in chunks. */
    @Test
    void oneMayBeLongerThanWhatIsHeldInMemory() throws Exception {
        var archive = Arrays.copyOf(hostile("../evil", 1), LONGER_THAN_ANY_OTHER);
        owner.send("POST", UPLOADS, FILE, archive).is(201);
        assertThat(Files.readAllBytes(files(app.data).getFirst())).isEqualTo(archive);
        app.app.jobs().run("check-uploads");
        var csrf = csrf();
        operator.upload(PAGE + "/uploads", Map.of("_csrf", csrf), "C:\\evil\\old.zip", archive)
                .is(303);
        assertThat(Files.readAllBytes(files(app.data).getFirst())).isEqualTo(archive);
        assertThat(operator.get(PAGE).body()).contains(">old.zip<");
        app.app.jobs().run("check-uploads");
        assertThat(chunked(archive)).isEqualTo(201);
        assertThat(Files.readAllBytes(files(app.data).getFirst())).isEqualTo(archive);
        app.app.jobs().run("check-uploads");

        assertThat(owner.get(UPLOADS).at("/data/0/state").asText()).isEqualTo("refused");
        assertThat(operator.get(PAGE).is(200).body())
                .contains("Refused, and not kept: The archive uploaded-")
                .contains("it holds a file that no backup of Mewayz has");
        assertThat(files(app.data)).isEmpty();
        operator.upload(PAGE + "/uploads", Map.of("_csrf", "another"), "old.zip", hostile("x", 9))
                .is(403);
        operator.upload(PAGE + "/uploads", Map.of(), "old.zip", hostile("x", 9)).is(403);
        assertThat(files(app.data)).isEmpty();
    }

    @Test
    void whatIsNoArchiveOrEndsEarlyLeavesNothing() throws Exception {
        assertThat(refused(FILE, "hello, hello")).contains("This file is no backup of Mewayz.");
        assertThat(refused(FILE, "")).contains("Choose an archive to upload.");
        assertThat(refused("application/json", "{}")).contains("application/octet-stream");
        var two = PART + "PK345678\r\n" + PART + "PK345678\r\n--b--\r\n";
        assertThat(refused("multipart/form-data; boundary=b", two)).contains("Something stands behind the file");
        assertThat(refused("multipart/form-data; boundary=b", PART + "PK345678\r\n"))
                .contains("ends early");

        var archive = hostile("../evil", 200_000);
        var half = new String(archive, 0, 100_000, ISO_8859_1);
        for (var cut : List.of(
                head(FILE, archive.length) + half,
                head("multipart/form-data; boundary=b", archive.length) + PART + half)) {
            try (var socket = new Socket("127.0.0.1", app.app.port())) {
                socket.getOutputStream().write(cut.getBytes(ISO_8859_1));
                awaitPart();
            }
            while (!files(app.data).isEmpty()) {
                Thread.onSpinWait();
            }
        }
        assertThat(owner.get(UPLOADS).at("/data").size()).isZero();

        owner.send("POST", UPLOADS, FILE, hostile("keys", 100)).is(201);
        app.app.jobs().run("check-uploads");
        assertThat(owner.get(UPLOADS).at("/data/0/error").asText()).contains("cut off before its manifest");
    }

    @Test
    void oneComesInAtATime() throws Exception {
        var archive = hostile("../evil", 200_000);
        try (var socket = new Socket("127.0.0.1", app.app.port())) {
            socket.getOutputStream()
                    .write((head(FILE, archive.length) + new String(archive, 0, 1000, ISO_8859_1))
                            .getBytes(ISO_8859_1));
            awaitPart();
            assertThat(owner.send("POST", UPLOADS, FILE, archive).is(409).body())
                    .contains("Another archive is being uploaded");
            socket.getOutputStream().write(archive, 1000, archive.length - 1000);
            assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
                    .isEqualTo("HTTP/1.1 201");
        }
        assertThat(files(app.data)).hasSize(1);
    }

    /** Nobody waits for the body of those who may not send one; the answer is there before its first byte. */
    @Test
    void othersAreRefusedBeforeAnythingIsRead() throws Exception {
        long length = 50L << 30;
        for (var path : List.of(UPLOADS, PAGE + "/uploads")) {
            assertThat(answer(post(path, FILE, length, "")))
                    .startsWith("HTTP/1.1 401 ")
                    .contains("Connection: close");
            assertThat(answer(post(path, FILE, length, "Expect: 100-continue\r\n")))
                    .startsWith("HTTP/1.1 401 ");
        }
        var editor = "Authorization: " + app.editor().header("Authorization") + "\r\n";
        assertThat(answer(post(UPLOADS, FILE, length, editor)))
                .startsWith("HTTP/1.1 403 ")
                .contains("Only who runs this server");
        assertThat(answer(post("/api/v1/nothing", FILE, length, "")))
                .startsWith("HTTP/1.1 404 ")
                .contains("Connection: close");
        assertThat(answer(post("/api/v1/auth/login", "application/json", length, "")))
                .startsWith("HTTP/1.1 413 ")
                .contains("at most 1 MB");
        var chunk = "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n7000000\r\n{";
        assertThat(answer(chunk)).as("a chunk of 112 MB").startsWith("HTTP/1.1 400 ");
        assertThat(files(app.data)).isEmpty();
    }

    @Test
    void aBodyInChunksThatWasReadLeavesItsConnectionOpen() throws Exception {
        var answers = answer(signInInChunks("") + signInInChunks("Connection: close\r\n"));
        assertThat(answers.split("HTTP/1.1 201 ", -1)).hasSize(3);
    }

    @Test
    void anUploadAsksAgainWhoItIs() throws Exception {
        assertThat(operator.get(PAGE).is(200).body()).contains("f-archive").doesNotContain("Confirm that it is you");
        var csrf = csrf();
        app.clock.forward(Duration.ofHours(1));
        assertThat(operator.get(PAGE).is(200).body())
                .contains("Confirm that it is you")
                .doesNotContain("f-archive");
        assertThat(operator.upload(PAGE + "/uploads", Map.of("_csrf", csrf), "x.zip", hostile("x", 9))
                        .is(303)
                        .header("Location"))
                .startsWith("/prove");
        var caller = "Cookie: mewayz=" + operator.cookies().get("mewayz") + "\r\nX-CSRF-Token: " + csrf + "\r\n";
        assertThat(answer(post(UPLOADS, FILE, 50L << 30, caller)))
                .startsWith("HTTP/1.1 403 ")
                .contains("Confirm that it is you");
        assertThat(files(app.data)).isEmpty();
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeItIsRead() throws Exception {
        assertThat(answer(head(FILE, (512L << 30) + 1)))
                .startsWith("HTTP/1.1 413 ")
                .contains("at most 512 GB");
        long free = Files.getFileStore(app.data).getUsableSpace();
        assumeThat(free).isLessThan(511L << 30);
        assertThat(answer(head(FILE, free)))
                .startsWith("HTTP/1.1 507 ")
                .contains("There is not enough room for this archive", "256 MB stay free");
        assertThat(files(app.data)).isEmpty();
    }

    private byte[] archiveOf(String name, Map<Setting, String> settings) throws IOException {
        try (var other = new TestApp(settings)) {
            other.app.jobs().close();
            var client = other.register(name);
            other.app.db().run("update user set operator = 1");
            client.post("/api/v1/bio-sites", Map.of("handle", name, "name", name))
                    .is(201);
            client.post("/api/v1/backups").is(201);
            other.app.jobs().run("make-backups");
            return Files.readAllBytes(files(other.data).getFirst());
        }
    }

    /** A zip file with one entry of this name, and no manifest. */
    private static byte[] hostile(String name, int length) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[length]);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private void restore(long upload, String passphrase) {
        operator.submit(restoration(upload), restoration(upload), Map.of("sure", "true", "passphrase", passphrase))
                .is(303);
    }

    private String refused(String type, String body) {
        return owner.send("POST", UPLOADS, type, body.getBytes(ISO_8859_1))
                .is(400)
                .body();
    }

    private static String signInInChunks(String more) {
        var body = "{\"email\": \"owner@example.com\", \"password\": \"" + TestApp.PASSWORD + "\"}";
        return "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n" + more + "\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n";
    }

    private int chunked(byte[] archive) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(app.address() + UPLOADS))
                    .header("Content-Type", FILE)
                    .header("Authorization", Objects.requireNonNull(owner.header("Authorization")))
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(archive)))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private String head(String type, long length) {
        return post(UPLOADS, type, length, "Authorization: " + owner.header("Authorization") + "\r\n");
    }

    private static String post(String path, String type, long length, String more) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(path, type, length, more);
    }

    /** All that comes until the server closes the connection. */
    private String answer(String sent) throws IOException {
        try (var socket = new Socket("127.0.0.1", app.app.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private String csrf() {
        var found = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(operator.get(PAGE).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private void awaitPart() throws IOException {
        while (files(app.data).stream()
                .noneMatch(file -> file.getFileName().toString().startsWith(".upload"))) {
            Thread.onSpinWait();
        }
    }

    private void rest() {
        while (!operator.get(PAGE + "/work").is(200).body().equals("{\"work\":\"\"}")) {
            Thread.onSpinWait();
        }
    }

    private static String restoration(long upload) {
        return PAGE + "/uploads/" + upload + "/restoration";
    }

    private static List<Path> files(Path data) throws IOException {
        var folder = data.resolve("backups");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
