package com.mewayz.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A small file system of its own, mounted by the kernel. Only root may; elsewhere the test is given up, and says why. */
public final class Disk implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final Path image;

    private Disk(List<String> mount, Path image) {
        this.image = image;
        try {
            folder = Files.createTempDirectory("mewayz-disk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new ArrayList<>(List.of("mount"));
        command.addAll(mount);
        command.add(folder.toString());
        var said = run(command);
        Assumptions.assumeTrue(said.isEmpty(), () -> "no file system can be mounted here: " + said);
    }

    /** In memory: full when its size is used up. */
    public static Disk inMemory(int megabytes) {
        return new Disk(List.of("-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs"), Path.of("/nowhere"));
    }

    /** Ext4 in a file, which becomes read-only when the kernel finds an error on it. */
    public static Disk ext4(int megabytes) {
        try {
            var image = Files.createTempFile("mewayz-disk", ".img");
            Files.write(image, new byte[megabytes << 20]);
            run(List.of("mkfs.ext4", "-q", "-F", image.toString()));
            return new Disk(List.of("-o", "loop,errors=remount-ro", image.toString()), image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** A file of zeros, written until nothing fits any more. */
    public void fill() {
        try (var out = Files.newOutputStream(filler())) {
            for (var zeros = new byte[CHUNK]; ; ) {
                out.write(zeros);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** Takes the file away again. */
    public void free() {
        try {
            Files.delete(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** What the kernel does when it cannot trust an ext4 any more: files stay open, and nothing is written. */
    public void turnReadOnly() {
        try {
            var device = Path.of(run(List.of("findmnt", "-no", "SOURCE", folder.toString()))
                            .trim())
                    .getFileName();
            Files.writeString(Path.of("/sys/fs/ext4", device.toString(), "trigger_fs_error"), "1");
        } catch (IOException e) {
            Assumptions.abort("no error can be made on an ext4 here: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        run(List.of("umount", "-l", folder.toString()));
        try {
            Files.deleteIfExists(folder);
            Files.deleteIfExists(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor();
            return said;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
