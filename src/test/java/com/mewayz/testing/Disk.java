package com.mewayz.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A small disk of the system's own, mounted below a folder. Only root may do so, and only on Linux; else the test is aborted. */
public final class Disk implements AutoCloseable {
    private final Path place;
    private final String type;

    private Disk(Path place, String type) {
        this.place = place;
        this.type = type;
    }

    /** In memory. */
    public static Disk inMemory(Path folder, int megabytes) {
        requireRoot();
        var disk = new Disk(folder(folder.resolve("disk")), "tmpfs");
        var mounted = tried("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", disk.place.toString());
        assumeTrue(mounted.isEmpty(), "this machine mounts no tmpfs: " + mounted);
        return disk;
    }

    /** In a file, without a journal: after an error of the disk it can only be read. */
    public static Disk inAFile(Path folder, int megabytes) {
        requireRoot();
        var image = folder.resolve("disk.img");
        sparse(image, (long) megabytes << 20);
        var made = tried("mkfs.ext4", "-q", "-F", "-O", "^has_journal", "-m", "0", image.toString());
        assumeTrue(made.isEmpty(), "this machine makes no ext4: " + made);
        var disk = new Disk(folder(folder.resolve("disk")), image.toString());
        disk.mountFile();
        return disk;
    }

    public Path place() {
        return place;
    }

    /** Takes every byte that is left. */
    public void fill() {
        var chunk = ByteBuffer.allocate(1 << 16);
        for (int size = chunk.capacity(); size >= 512; size /= 2) {
            append(chunk, size);
        }
    }

    private void append(ByteBuffer chunk, int size) {
        try (var ballast =
                FileChannel.open(place.resolve("ballast"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (ballast.write(chunk.clear().limit(size)) > 0) {
                ballast.force(false);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    public void free() throws IOException {
        Files.delete(place.resolve("ballast"));
    }

    /** As the system does by itself when a disk gives an error: from now on everything can only be read. */
    public void fail() throws IOException {
        var device = Files.getFileStore(place).name().replace("/dev/", "");
        var trigger = Path.of("/sys/fs/ext4", device, "trigger_fs_error");
        assumeTrue(Files.isWritable(trigger), "this system lets no disk fail on purpose: " + trigger);
        Files.writeString(trigger, "1");
    }

    /** Nobody may have a file open here. */
    public void readOnly() {
        done("mount", "-o", "remount,ro", place.toString());
    }

    /** Repaired, as after another start of the machine; nobody may have a file open here. */
    public void repair() {
        done("umount", place.toString());
        mountFile();
    }

    /** Makes each of them refuse every write, and take it again. */
    public static void freeze(boolean frozen, List<Path> files) {
        var command = new ArrayList<>(List.of("chattr", frozen ? "+i" : "-i"));
        files.forEach(file -> command.add(file.toString()));
        var answer = tried(command.toArray(String[]::new));
        assumeTrue(answer.isEmpty(), "this machine makes no file immutable: " + answer);
    }

    @Override
    public void close() {
        done("umount", place.toString());
    }

    private void mountFile() {
        var mounted = tried("mount", "-o", "loop,errors=remount-ro", type, place.toString());
        assumeTrue(mounted.isEmpty(), "this machine has no loop devices: " + mounted);
    }

    private static void requireRoot() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "disks are mounted on Linux only");
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may mount a disk");
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sparse(Path file, long size) {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void done(String... command) {
        assertThat(tried(command)).as(String.join(" ", command)).isEmpty();
    }

    /** What it complained of; empty if it went well. */
    private static String tried(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : "it failed: " + said;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
