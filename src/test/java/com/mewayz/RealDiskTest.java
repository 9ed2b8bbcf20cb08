package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.config.BadSetting;
import com.mewayz.testing.Client;
import com.mewayz.testing.Disk;
import com.mewayz.testing.TestApp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Disks that are full, or turn read-only, as the kernel has them. */
class RealDiskTest {
    private static final Map<String, Object> TEXT =
            Map.of("content", Map.of("kind", "text", "text", "x".repeat(1_900)));
    private static final int MOST = 4_000;

    @Test
    void aFullDiskRefusesWritesAnswersReadsAndRecoversByItself() {
        try (var disk = Disk.inMemory(24);
                var app = new TestApp(Map.of(), disk.folder().resolve("data"))) {
            var owner = app.owner();
            var site = publish(owner);
            disk.fill();
            int kept = writeUntilRefused(owner, site);

            var refused = owner.post(site + "/blocks", TEXT).is(507);
            assertThat(refused.at("/message").asText()).contains("is full", "Free some space");
            var picture = owner.upload("/api/v1/media", "mia.png", picture()).is(507);
            assertThat(picture.at("/message").asText()).contains("is full");
            answersReads(app, owner, site, kept);

            disk.free();
            owner.post(site + "/blocks", TEXT).is(201);
            owner.upload("/api/v1/media", "mia.png", picture()).is(201);
            answersReads(app, owner, site, kept + 1);
            assertThat(integrity(app)).isEqualTo("ok");
        }
    }

    @Test
    void aDiskThatTurnsReadOnlyRefusesWritesAndAnswersReads() {
        try (var disk = Disk.ext4(64)) {
            var data = disk.folder().resolve("data");
            var app = new TestApp(Map.of(), data);
            try {
                var owner = app.owner();
                var site = publish(owner);
                owner.post(site + "/blocks", TEXT).is(201);
                disk.turnReadOnly();

                for (int tries = 0; tries < 3; tries++) {
                    var refused = owner.post(site + "/blocks", TEXT).is(507);
                    assertThat(refused.at("/message").asText()).contains("Nothing was saved", "read-only");
                    owner.upload("/api/v1/media", "mia.png", picture()).is(507);
                    answersReads(app, owner, site, 1);
                }
            } finally {
                app.stop();
            }
            assertThatThrownBy(() -> new TestApp(Map.of(), data))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageContainingAll("cannot be written", "is read-only");
        }
    }

    private static String publish(Client owner) {
        var site = "/api/v1/bio-sites/"
                + owner.post("/api/v1/bio-sites", Map.of("handle", "mia", "name", "Mia"))
                        .is(201)
                        .at("/data/id")
                        .asText();
        owner.post(site + "/publication").is(201);
        return site;
    }

    /** Pages that are free inside the database still take a few. */
    private static int writeUntilRefused(Client owner, String site) {
        for (int kept = 0; kept < MOST; kept++) {
            int status = owner.post(site + "/blocks", TEXT).status();
            if (status != 201) {
                assertThat(status).isEqualTo(507);
                return kept;
            }
        }
        throw new AssertionError("the disk was never full");
    }

    private static void answersReads(TestApp app, Client owner, String site, int blocks) {
        assertThat(app.visitor().get("/@mia").is(200).body()).contains("Mia");
        assertThat(owner.get(site + "/blocks?per_page=1")
                        .is(200)
                        .at("/meta/pagination/total_items")
                        .asInt())
                .isEqualTo(blocks);
    }

    private static byte[] picture() {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String integrity(TestApp app) {
        return app.app.db().alone(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("pragma integrity_check")) {
                return row.getString(1);
            }
        });
    }
}
