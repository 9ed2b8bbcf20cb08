package com.mewayz.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.platform.files.Images;
import com.mewayz.platform.files.LocalFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFilesTest {
    @TempDir
    Path folder;

    private final Images images = new Images();
    private Db db;
    private LocalFiles store;
    private MediaFiles media;

    @BeforeEach
    void open() {
        var clock = Clock.systemUTC();
        db = Db.open(
                folder.resolve("test.db"),
                Db.Durability.NORMAL,
                List.of("0001-house.sql", "0002-accounts.sql", "0003-workspaces.sql", "0004-media.sql"),
                clock,
                new Ids(clock));
        db.run("insert into workspace (id, name, timezone, created_at) values (1, 'A', 'UTC', 0), (2, 'B', 'UTC', 0)");
        store = new LocalFiles(folder.resolve("files"));
        media = new MediaFiles(db, store, images);
    }

    @AfterEach
    void close() {
        db.close();
        images.close();
    }

    @Test
    void aPictureIsKeptInTwoSizesUnderItsId() {
        var file = media.add(1, "../../holiday.jpg", picture(2000, 1000));

        assertThat(file.name()).isEqualTo("holiday.jpg");
        assertThat(List.of(file.width(), file.height(), file.smallWidth(), file.smallHeight()))
                .containsExactly(1200, 600, 320, 160);
        assertThat(file.address()).matches("/media/" + file.id() + "-1200\\.(jpg|png)");
        assertThat(media.open(file.id(), 320, file.smallAddress().replaceAll(".*\\.", ""))
                        .bytes())
                .isNotEmpty();
        assertThatThrownBy(() -> media.open(file.id(), 320, "gif")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> media.open(file.id(), 321, "jpg")).isInstanceOf(Problem.class);
    }

    @Test
    void anotherWorkspacesPictureDoesNotExist() {
        var file = media.add(1, "a.png", picture(10, 10));

        assertThat(media.has(2, file.id())).isFalse();
        assertThatThrownBy(() -> media.delete(2, file.id())).isInstanceOf(Problem.class);
        assertThat(media.page(2, 1, 25).items()).isEmpty();
        assertThat(media.has(1, file.id())).isTrue();
    }

    @Test
    void aPictureThatIsShownCannotBeDeleted() {
        var file = media.add(1, "a.png", picture(10, 10));
        media.usedBy((workspace, id) -> id == file.id() ? Optional.of("the site “Mia”") : Optional.empty());

        assertThatThrownBy(() -> media.delete(1, file.id()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("the site “Mia”");
        assertThat(media.has(1, file.id())).isTrue();
    }

    @Test
    void bytesThatTwoPicturesShareStayUntilBothAreGone() {
        var one = media.add(1, "a.png", picture(10, 10));
        var two = media.add(2, "b.png", picture(10, 10));
        assertThat(one.largeSha()).isEqualTo(two.largeSha());

        media.delete(1, one.id());
        assertThat(store.size(two.largeSha())).isPositive();
        media.delete(2, two.id());
        assertThatThrownBy(() -> store.size(two.largeSha())).isInstanceOf(Problem.class);
    }

    @Test
    void whatIsNoPictureLeavesNothingBehind() {
        var bytes = "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> media.add(1, "a.svg", bytes)).isInstanceOf(Problem.class);
        assertThat(media.page(1, 1, 25).items()).isEmpty();
    }

    private static byte[] picture(int width, int height) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
