package com.mewayz.operations.doctor;

import com.mewayz.operations.backups.Manifest;
import com.mewayz.platform.Amounts;
import com.mewayz.platform.service.Proc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The data folder and the disk it is on. */
final class FolderChecks {
    /** Where a lock or a write that was acknowledged may turn out not to be one. */
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "ceph",
            "glusterfs",
            "lustre",
            "beegfs",
            "9p",
            "davfs",
            "vboxsf",
            "fuse.sshfs",
            "fuse.s3fs",
            "fuse.rclone",
            "fuse.glusterfs",
            "fuse.davfs2",
            "fuse.goofys",
            "fuse.gcsfuse",
            "fuse.grpcfuse");

    private static final long LITTLE = 64 << 20;
    private static final long COMFORT = 512 << 20;
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Patient patient;

    FolderChecks(Patient patient) {
        this.patient = patient;
    }

    List<Check> all() {
        return List.of(
                new Check("Disk", () -> here(this::disk)),
                new Check("File system", () -> here(this::fileSystem)),
                new Check("Native library", this::nativeLibrary),
                new Check("Data folder", () -> here(this::folder)),
                new Check("Key file", () -> here(this::keys)));
    }

    private Finding here(Look look) {
        if (!Files.isDirectory(patient.data())) {
            return Finding.notApplicable("There is no data folder at " + patient.data() + " yet.");
        }
        try {
            return look.look();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Finding disk() throws IOException {
        var store = Files.getFileStore(patient.data());
        long free = store.getUsableSpace();
        long databases = size(Manifest.MAIN) + size(Manifest.TRAFFIC);
        var found = Amounts.bytes(free) + " of " + Amounts.bytes(store.getTotalSpace())
                + " are free; the databases take " + Amounts.bytes(databases) + ".";
        var remedy = "Free some space, or move the data folder to a larger disk.";
        if (free < LITTLE) {
            return Finding.problem(found, remedy);
        }
        return free < Math.max(COMFORT, 2 * databases)
                ? Finding.warning(found, remedy + " A backup needs room for a copy of the databases.")
                : Finding.ok(found);
    }

    private Finding fileSystem() throws IOException {
        var type = mount(patient.data().toRealPath())
                .map(Proc.Mount::type)
                .orElse(Files.getFileStore(patient.data()).type());
        if (NETWORK.contains(type)) {
            return Finding.problem(
                    "The data folder is on a network file system (" + type
                            + "), where SQLite can lose or damage what was written.",
                    "Move the data folder to a disk of this machine; keep backups on the network instead.");
        }
        return switch (type) {
            case "tmpfs", "ramfs" ->
                Finding.warning(
                        "The data folder is in memory (" + type + ") and is gone after a restart of the machine.",
                        "Move the data folder to a disk.");
            case "overlay", "aufs" ->
                Finding.warning(
                        "The data folder is inside of a container's own layer (" + type
                                + ") and goes with the container.",
                        "Mount a volume there, like: docker run -v mewayz:/storage");
            default -> Finding.ok("The data folder is on a local file system (" + type + ").");
        };
    }

    private Finding nativeLibrary() {
        var folder = Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
        return mount(folder.toAbsolutePath())
                        .filter(it -> it.options().contains("noexec"))
                        .isPresent()
                ? Finding.warning(
                        folder + " forbids programs (noexec), and SQLite's library is unpacked there.",
                        "Set MEWAYZ_CACHE to a folder on a file system that allows programs.")
                : Finding.ok("SQLite's library is unpacked in " + folder + ", which allows it.");
    }

    private Finding folder() throws IOException {
        var data = patient.data();
        if (!Files.isWritable(data)) {
            return Finding.problem(
                    data + " cannot be written by " + System.getProperty("user.name") + ".",
                    "Give it to the user that the server runs as: sudo chown -R USER " + data);
        }
        var permissions = Files.getPosixFilePermissions(data);
        var found = data + " has the permissions " + PosixFilePermissions.toString(permissions) + ".";
        if (permissions.stream().anyMatch(OTHERS_WRITE::contains)) {
            return Finding.problem(found, "Shut others out: chmod 700 " + data);
        }
        return permissions.size() > 3 || !permissions.contains(PosixFilePermission.OWNER_READ)
                ? Finding.warning(found, "Shut others out: chmod 700 " + data)
                : Finding.ok(data + " is its owner's alone.");
    }

    private Finding keys() throws IOException {
        var file = patient.data().resolve("keys");
        if (!Files.exists(file)) {
            return Files.exists(patient.data().resolve(Manifest.MAIN))
                    ? Finding.problem(
                            "The key file " + file + " is missing, and with it all stored secrets.",
                            "Restore it from a backup.")
                    : Finding.notApplicable("There is no database yet, and so no key.");
        }
        if (!Files.isReadable(file)) {
            return Finding.problem(
                    file + " cannot be read by " + System.getProperty("user.name") + ".",
                    "Give it to the user that the server runs as: sudo chown USER " + file);
        }
        var permissions = Files.getPosixFilePermissions(file);
        boolean alone = permissions.stream()
                .allMatch(each -> each == PosixFilePermission.OWNER_READ || each == PosixFilePermission.OWNER_WRITE);
        return alone
                ? Finding.ok("The key file is its owner's alone.")
                : Finding.problem(
                        file + " has the permissions " + PosixFilePermissions.toString(permissions)
                                + "; the server will not start with them.",
                        "Shut others out: chmod 600 " + file);
    }

    /** What the folder is on: the mount with the longest path that leads to it. */
    private Optional<Proc.Mount> mount(Path folder) {
        return patient.proc().mounts().stream()
                .filter(mount -> folder.startsWith(mount.folder()))
                .max(Comparator.comparingInt(mount -> mount.folder().length()));
    }

    private long size(String file) throws IOException {
        var path = patient.data().resolve(file);
        return Files.exists(path) ? Files.size(path) : 0;
    }

    private interface Look {
        Finding look() throws IOException;
    }
}
