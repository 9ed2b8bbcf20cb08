package com.mewayz.operations.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.Problem;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.http.Outgoing;
import com.mewayz.platform.http.Reach;
import com.mewayz.platform.s3.Bucket;
import com.mewayz.platform.s3.S3;
import com.mewayz.testing.Client;
import com.mewayz.testing.FakeBucket;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives are copied to a bucket or a folder, and whoever runs the server learns when they are not. */
class CopiesTest {
    private static final String PAGE = "/settings/backups/copies";

    @TempDir
    Path folder;

    private final FakeBucket bucket = new FakeBucket();
    private final PostOffice post = new PostOffice();
    private TestApp app = new TestApp(settings());
    private Client owner = app.owner();
    private Client operator = app.visitor();

    private Map<Setting, String> settings() {
        var settings = new EnumMap<>(post.settings());
        settings.put(Setting.OUTGOING_PRIVATE, "127.0.0.1");
        return settings;
    }

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
        bucket.close();
    }

    @Test
    void eachBackupIsCopiedToTheBucketAndGoesWhenItGoesHere() throws IOException {
        assertThat(operator.get("/settings/backups").body()).contains("No copies are made");
        save(Map.of()).is(303);
        assertThat(bucket.objects).as("the probe is gone").isEmpty();
        long id = made();
        var file = owner.get("/api/v1/backups/" + id).at("/data/file").asText();
        assertThat(bucket.objects).containsOnlyKeys("mewayz/" + file);
        assertThat(bucket.objects.get("mewayz/" + file))
                .isEqualTo(Files.readAllBytes(app.data.resolve("backups").resolve(file)));
        assertThat(owner.get("/api/v1/backups/" + id).at("/data/copied_at").asText())
                .isNotBlank();
        assertThat(operator.get("/settings/backups").body())
                .contains("Each backup is copied to the bucket archives", "Copied less than an hour ago");

        for (int day = 0; day < 12; day++) {
            app.clock.forward(Duration.ofDays(1));
            made();
        }
        try (Stream<Path> here = Files.list(app.data.resolve("backups"))) {
            var names = here.map(path -> "mewayz/" + path.getFileName()).toList();
            assertThat(bucket.objects.keySet()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    /** Whoever made an archive says in it where copies go; that is not taken from it. */
    @Test
    void afterARestoreNothingIsCopiedUntilSomebodyHasLooked() throws IOException {
        save(Map.of()).is(303);
        Files.writeString(
                app.data.resolve("restored"),
                "{\"by\":0,\"file\":\"x.zip\",\"before\":\"before-restore-1\",\"from\":\"2026-11-22T12:00:00Z\"}");
        app.stop();
        app = new TestApp(settings(), app.data);
        app.app.jobs().close();
        operator = app.visitor().browse("owner@example.com");
        owner = app.visitor().signIn("owner@example.com", TestApp.PASSWORD);
        long id = made();
        assertThat(bucket.objects).isEmpty();
        assertThat(owner.get("/api/v1/backups/" + id).at("/data/copy_error").asText(""))
                .isEmpty();
        assertThat(operator.get("/settings/backups").body()).contains("Since the restore, backups are not copied");
        assertThat(operator.get(PAGE).body()).contains("Copies wait for you", "the bucket archives");

        save(Map.of("secret_key", "")).is(303);
        app.clock.forward(Duration.ofMinutes(1));
        made();
        assertThat(bucket.objects).isNotEmpty();
        assertThat(operator.get(PAGE).body()).contains("Copies are made");
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingIsKept() {
        assertThat(page(save(Map.of("secret_key", "wrong-key")).is(422).body()))
                .contains("The secret key does not belong to the access key.")
                .doesNotContain("wrong-key");
        assertThat(page(save(Map.of("access_key", "AKNOBODY")).is(422).body()))
                .contains("does not know this access key");
        assertThat(page(save(Map.of("bucket", "elsewhere")).is(422).body())).contains("The store has no such bucket.");
        assertThat(page(save(Map.of("region", "us-east-1")).is(422).body()))
                .contains("The bucket is in another region.");
        assertThat(page(save(Map.of("endpoint", "http://127.0.0.1:1")).is(422).body()))
                .contains("The server cannot be reached.");
        assertThat(page(save(Map.of("endpoint", "http://10.0.0.1")).is(422).body()))
                .contains("This address belongs to a private or special network.");
        for (var wrong : List.of(
                Map.of("endpoint", "ftp://x.example"),
                Map.of("endpoint", "https://x.example/path"),
                Map.of("bucket", "a/b"),
                Map.of("prefix", "../x"),
                Map.of("secret_key", ""))) {
            save(wrong).is(422);
        }
        operator.submit(PAGE, PAGE, Map.of("kind", "folder", "folder", "relative"))
                .is(422);
        assertThat(page(operator.submit(PAGE, PAGE, Map.of("kind", "folder", "folder", folder + "/none"))
                        .is(422)
                        .body()))
                .contains("is not there. Is its disk mounted?");
        operator.submit(PAGE, PAGE, Map.of("kind", "carrier pigeon")).is(422);
        made();
        assertThat(bucket.objects).isEmpty();
    }

    @Test
    void aCopyThatFailsIsToldOnceAndTriedAgain() {
        save(Map.of()).is(303);
        bucket.failing = "SlowDown";
        long id = made();
        assertThat(owner.get("/api/v1/backups/" + id).at("/data/copy_error").asText())
                .isEqualTo("The store answered: SlowDown.");
        assertThat(operator.get("/today").body()).contains("The last backup was not copied elsewhere.");
        app.app.jobs().run("make-backups");
        app.app.jobs().run("send-letters");
        assertThat(post.to("owner@example.com").stream()
                        .filter(letter -> PostOffice.subject(letter).contains("was not copied")))
                .hasSize(1);

        bucket.failing = "";
        app.app.jobs().run("nightly-backup");
        app.app.jobs().run("make-backups");
        assertThat(bucket.objects).hasSize(1);
        assertThat(operator.get("/today").body()).doesNotContain("was not copied");
        assertThat(operator.get("/settings/audit/server").body()).contains("Backup not copied", "Backup copied");
    }

    @Test
    void theSecretKeyStaysHereAndIsKept() {
        save(Map.of()).is(303);
        assertThat(operator.get(PAGE).body())
                .contains("One is kept.", FakeBucket.ACCESS_KEY)
                .doesNotContain(FakeBucket.SECRET_KEY);
        assertThat(app.app.db().number("select count(*) from setting where value like '%of+the/fake%'"))
                .isZero();
        save(Map.of("secret_key", "", "prefix", "other/")).is(303);
        made();
        assertThat(bucket.objects.keySet()).allMatch(key -> key.startsWith("other/"));

        operator.submit(PAGE, PAGE + "/removal", Map.of()).is(303);
        assertThat(app.app.db().number("select count(*) from setting where name like 'backup_copies%'"))
                .isZero();
        app.clock.forward(Duration.ofHours(1));
        assertThat(operator.submit(PAGE, PAGE + "/removal", Map.of()).is(303).header("Location"))
                .startsWith("/prove");
    }

    @Test
    void aFolderWillDo() throws IOException {
        long before = made();
        operator.submit(PAGE, PAGE, Map.of("kind", "folder", "folder", folder.toString()))
                .is(303);
        app.app.jobs().run("make-backups");
        var name = owner.get("/api/v1/backups/" + before).at("/data/file").asText();
        assertThat(folder.resolve(name))
                .hasSameBinaryContentAs(app.data.resolve("backups").resolve(name));
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "8388608", "8388609", "20000000"})
    void filesOfAnySizeArriveWhole(int size) throws IOException {
        var bytes = new byte[size];
        new SplittableRandom(1).nextBytes(bytes);
        var file = Files.write(folder.resolve("file"), bytes);
        s3().put("a b+c.zip", file, _ -> {});
        assertThat(bucket.objects.get("p/a b+c.zip")).isEqualTo(bytes);
        assertThat(bucket.uploads).isEmpty();
        s3().delete("a b+c.zip");
        s3().delete("a b+c.zip");
        assertThat(bucket.objects).isEmpty();
    }

    @Test
    void anUploadThatIsGivenUpLeavesNothingBehind() throws IOException {
        var file = Files.write(folder.resolve("file"), new byte[20_000_000]);
        assertThatThrownBy(() -> s3().put("x", file, sent -> {
                    if (sent > 10_000_000) {
                        throw Problem.conflict("enough");
                    }
                }))
                .hasMessage("enough");
        assertThat(bucket.objects).isEmpty();
        assertThat(bucket.uploads).isEmpty();
    }

    private S3 s3() {
        return new S3(
                new Bucket(
                        bucket.endpoint(),
                        FakeBucket.REGION,
                        FakeBucket.NAME,
                        "p/",
                        FakeBucket.ACCESS_KEY,
                        FakeBucket.SECRET_KEY),
                new Outgoing(
                        new Reach(List.of("127.0.0.1")),
                        new Outgoing.Limits(Duration.ofSeconds(5), Duration.ofMinutes(1), 1 << 20)),
                app.clock);
    }

    private com.mewayz.testing.Reply save(Map<String, String> changes) {
        var fields = new java.util.HashMap<>(Map.of(
                "kind", "s3",
                "endpoint", bucket.endpoint(),
                "region", FakeBucket.REGION,
                "bucket", FakeBucket.NAME,
                "prefix", "mewayz/",
                "access_key", FakeBucket.ACCESS_KEY,
                "secret_key", FakeBucket.SECRET_KEY));
        fields.putAll(changes);
        return operator.submit(PAGE, PAGE, fields);
    }

    private static String page(String html) {
        return org.jsoup.Jsoup.parse(html).text();
    }

    private long made() {
        long id = owner.post("/api/v1/backups").is(201).at("/data/id").asLong();
        app.app.jobs().run("make-backups");
        return id;
    }
}
