package com.mewayz.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.operations.doctor.Finding.State;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data folder, its disk, and the machine around it. */
class FolderChecksTest {
    private final Path data;
    private final Path proc;

    FolderChecksTest(@TempDir Path folder) {
        data = folder.resolve("data").toAbsolutePath();
        proc = folder.resolve("proc");
    }

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(proc.resolve("self"));
    }

    @ParameterizedTest
    @CsvSource({
        "ext4, OK",
        "xfs, OK",
        "btrfs, OK",
        "zfs, OK",
        "nfs4, PROBLEM",
        "nfs, PROBLEM",
        "cifs, PROBLEM",
        "9p, PROBLEM",
        "fuse.sshfs, PROBLEM",
        "overlay, WARNING",
        "tmpfs, WARNING"
    })
    void aFileSystemIsKnownByItsMount(String type, State state) throws IOException {
        mounts("/dev/sda1 / ext4 rw 0 0", "none " + data.toRealPath() + " " + type + " rw,relatime 0 0");

        var found = look("File system");
        assertThat(found.state()).isEqualTo(state);
        assertThat(found.found()).contains("(" + type + ")");
        assertThat(found.remedy().isEmpty()).isEqualTo(state == State.OK);
    }

    @Test
    void aFolderThatForbidsProgramsIsNamed() throws IOException {
        var programs = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
        mounts("/dev/sda1 / ext4 rw 0 0", "tmpfs " + programs + " tmpfs rw,nosuid,noexec 0 0");
        assertThat(look("Native library").state()).isEqualTo(State.WARNING);
        assertThat(look("Native library").found()).contains(programs, "noexec");
        mounts("/dev/sda1 / ext4 rw 0 0", "tmpfs " + programs + " tmpfs rw,nosuid 0 0");
        assertThat(look("Native library").state()).isEqualTo(State.OK);
    }

    @ParameterizedTest
    @CsvSource({"rwx------, OK", "rwxr-xr-x, WARNING", "rwxr-x---, WARNING", "rwxrwxr-x, PROBLEM", "rwxrwxrwx, PROBLEM"
    })
    void aFolderThatIsOpenToOthersIsNamed(String permissions, State state) throws IOException {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(permissions));

        assertThat(look("Data folder").state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"rw-------, OK", "r--------, OK", "rw-r-----, PROBLEM", "rw-r--r--, PROBLEM"})
    void aKeyFileThatOthersMayReadIsAProblem(String permissions, State state) throws IOException {
        var keys = Files.writeString(data.resolve("keys"), "x");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString(permissions));

        assertThat(look("Key file").state()).isEqualTo(state);
    }

    @Test
    void aDatabaseWithoutItsKeysIsAProblem() throws IOException {
        assertThat(look("Key file").state()).isEqualTo(State.NOT_APPLICABLE);
        Files.writeString(data.resolve("mewayz.db"), "x");

        assertThat(look("Key file").state()).isEqualTo(State.PROBLEM);
        assertThat(look("Key file").remedy()).isEqualTo("Restore it from a backup.");
    }

    @Test
    void fewOpenFilesAreAWarning() throws IOException {
        Files.writeString(
                proc.resolve("self/limits"),
                "Max open files            1024                 524288               files\n");
        assertThat(Ward.find(new MachineChecks(patient()).all(), "Open files").state())
                .isEqualTo(State.WARNING);
        Files.writeString(
                proc.resolve("self/limits"),
                "Max open files            65536                524288               files\n");
        assertThat(Ward.find(new MachineChecks(patient()).all(), "Open files").state())
                .isEqualTo(State.OK);
    }

    @Test
    void aMachineWithoutMemoryToSpareIsNamed() throws IOException {
        Files.writeString(proc.resolve("meminfo"), "MemTotal: 512000 kB\nMemAvailable: 20000 kB\n");
        assertThat(Ward.find(new MachineChecks(patient()).all(), "Memory").state())
                .isEqualTo(State.WARNING);
    }

    @ParameterizedTest
    @CsvSource({"25.0.3, OK", "26, OK", "24.0.1, PROBLEM", "26-ea+5, WARNING"})
    void aJavaIsKnownByItsVersion(String version, State state) {
        assertThat(MachineChecks.java(Runtime.Version.parse(version)).state()).isEqualTo(state);
    }

    @Test
    void aDamagedDatabaseIsFoundAndNothingIsLeftBeside() throws IOException {
        new TestApp(Map.of(), data).stop();
        assertThat(database("Databases")).isEqualTo(Finding.ok("Both databases are sound."));
        assertThat(database("Search index").state()).isEqualTo(State.OK);

        var file = data.resolve("mewayz.db");
        var junk = new byte[8192];
        Arrays.fill(junk, (byte) 0x5a);
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(4096 * 3L).write(ByteBuffer.wrap(junk));
        }
        var found = database("Databases");
        assertThat(found.state()).isEqualTo(State.PROBLEM);
        assertThat(found.found()).startsWith("A database is damaged. mewayz.db: ");
        assertThat(found.remedy()).contains("mewayz restore");
        assertThat(List.of(data.resolve("mewayz.db-wal"), data.resolve("mewayz.db-shm")))
                .noneMatch(Files::exists);

        Files.writeString(file, "this was a database once, and is none any more".repeat(200));
        assertThat(database("Databases").state()).isEqualTo(State.PROBLEM);
    }

    @Test
    void aDamagedIndexIsFound() throws IOException {
        new TestApp(Map.of(), data).stop();
        try (var all = Files.list(data.resolve("index"))) {
            for (var file : all.filter(path -> path.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.writeString(file, "nothing like it");
            }
        }
        assertThat(database("Search index").state()).isEqualTo(State.PROBLEM);
    }

    @Test
    void aLogThatGrewIsNamed() throws IOException {
        try (var log = new RandomAccessFile(data.resolve("traffic.db-wal").toFile(), "rw")) {
            log.setLength(300L << 20);
        }
        assertThat(database("Database log").state()).isEqualTo(State.WARNING);
        assertThat(database("Database log").found()).contains("300 MB");
    }

    private Finding look(String name) {
        return Ward.find(new FolderChecks(patient()).all(), name);
    }

    private Finding database(String name) {
        return Ward.find(new DatabaseChecks(patient()).all(), name);
    }

    private Patient patient() {
        return Ward.folder(data, proc);
    }

    private void mounts(String... lines) throws IOException {
        Files.write(proc.resolve("self/mounts"), List.of(lines));
    }
}
