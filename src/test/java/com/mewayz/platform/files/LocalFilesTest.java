package com.mewayz.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.Disks;
import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFilesTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String NAME = Sha256.hex(HELLO);

    @TempDir
    Path folder;

    private LocalFiles files;

    @BeforeEach
    void open() {
        files = new LocalFiles(folder);
    }

    @Test
    void aFileIsFoundUnderTheHashOfItsContent() throws IOException {
        var stored = files.put(HELLO);
        assertThat(stored).isEqualTo(new FileStore.Stored(NAME, 5));
        assertThat(files.size(NAME)).isEqualTo(5);
        assertThat(content(files.open(NAME))).isEqualTo("hello");
        assertThat(content(files.open(NAME, 3))).isEqualTo("lo");
        assertThat(content(files.open(NAME, 9))).isEmpty();
        assertThat(folder.resolve(NAME.substring(0, 2), NAME.substring(2, 4), NAME))
                .hasBinaryContent(HELLO);
    }

    @Test
    void aStreamIsStoredLikeBytes() throws IOException {
        var bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        var stored = files.put(new ByteArrayInputStream(bytes));
        assertThat(stored).isEqualTo(files.put(bytes));
        assertThat(files.open(stored.sha256()).readAllBytes()).isEqualTo(bytes);
        assertThat(unfinished()).isEmptyDirectory();
    }

    @Test
    void theSameBytesAreKeptOnceFromManyThreads() throws IOException {
        IntStream.range(0, 32).parallel().forEach(i -> files.put(HELLO));
        assertThat(filesBelow(folder)).isEqualTo(1);
    }

    @Test
    void aDamagedFileIsRepairedByStoringItAgain() throws IOException {
        files.put(HELLO);
        Files.writeString(folder.resolve(NAME.substring(0, 2), NAME.substring(2, 4), NAME), "hel");
        files.put(HELLO);
        assertThat(content(files.open(NAME))).isEqualTo("hello");
    }

    @Test
    void aDeletedFileIsGone() {
        files.put(HELLO);
        assertThat(files.delete(NAME)).isTrue();
        assertThat(files.delete(NAME)).isFalse();
        notFound(NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../../../etc/passwd", "unfinished", "AB", "%2e%2e", "\0"})
    void whatIsNoHashNeverBecomesAPath(String name) {
        notFound(name);
        notFound(NAME.toUpperCase(Locale.ROOT));
        notFound(NAME + "\n");
        assertThat(files.delete(name)).isFalse();
    }

    @Test
    void aBrokenUploadLeavesNothingBehind() throws IOException {
        var broken = new SequenceInputStream(new ByteArrayInputStream(HELLO), new Broken());
        assertThatThrownBy(() -> files.put(broken)).isInstanceOf(UncheckedIOException.class);
        assertThat(filesBelow(folder)).isZero();
    }

    @Test
    void whatACrashLeftIsRemovedAtTheNextStart() throws IOException {
        Files.writeString(folder.resolve("unfinished", "half"), "hal");
        new LocalFiles(folder);
        assertThat(unfinished()).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsRecognised() throws IOException {
        try (var full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> full.write(ByteBuffer.wrap(HELLO)))
                    .isInstanceOfSatisfying(
                            IOException.class,
                            e -> assertThat(Disks.isFull(e, folder)).isTrue());
        }
        assertThat(Disks.isFull(new IOException("connection reset"), folder)).isFalse();
    }

    private void notFound(String name) {
        assertThatThrownBy(() -> files.open(name))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        assertThatThrownBy(() -> files.size(name)).isInstanceOf(Problem.class);
    }

    private Path unfinished() throws IOException {
        return Files.createDirectories(folder.resolve("unfinished"));
    }

    private static long filesBelow(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static String content(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return read();
        }
    }
}
