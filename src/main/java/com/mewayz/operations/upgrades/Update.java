package com.mewayz.operations.upgrades;

import com.mewayz.operations.backups.Folders;
import com.mewayz.operations.backups.Progress;
import com.mewayz.platform.Problem;
import com.mewayz.platform.http.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/**
 * Puts another file in the place of this program. The data is not touched by it: the new program brings it up to date when
 * it starts, after it has kept a copy.
 */
public final class Update {
    private static final long LARGEST = 512 << 20;
    private static final Path FIRST_PROCESS = Path.of("/proc/1/cmdline");
    private static final Path PACKAGES = Path.of("/var/lib/dpkg/info");

    private final ProgramFile program;
    private final String version;
    private final Path data;
    private final Progress progress;

    /**
     * @param program that is to be replaced
     * @param version of it
     */
    public Update(ProgramFile program, String version, Path data, Progress progress) {
        this.program = program;
        this.version = version;
        this.data = data;
        this.progress = progress;
    }

    /**
     * What a file would do.
     *
     * @throws Problem if it cannot take the place of this program
     */
    public Plan check(Path file, String sha256) {
        if (!Files.isRegularFile(file)) {
            throw Problem.malformed("There is no file " + file + ".");
        }
        requireSum(file, sha256);
        ProgramFile.version(file);
        var plan = ProgramFile.plan(file, data);
        switch (plan.data()) {
            case NEWER ->
                throw Problem.conflict(
                        "%s is Mewayz %s, and the data is of a later version. To go back: mewayz update --rollback"
                                .formatted(file, plan.program()));
            case OLDER -> requireRoom(data, plan.needed(), "to bring the data up to date");
            case NONE, SAME -> {}
        }
        return plan;
    }

    /**
     * Puts it in place and keeps the one that is there.
     *
     * @param source a file, or an address that begins with https://
     * @param sha256 what the file must have; empty for a file that whoever names it trusts
     * @throws Problem with why it was not done; then nothing was changed
     */
    public Plan run(String source, String sha256) {
        requireOurs();
        var next = program.next();
        try {
            get(source, next);
            var plan = check(next, sha256);
            if (Files.mismatch(next, program.file()) < 0) {
                throw Problem.conflict("This is the program that is in place already, " + version + ".");
            }
            Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(program.file()));
            Folders.force(next);
            program.renew();
            return plan;
        } catch (IOException e) {
            throw program.refused(e);
        } finally {
            Folders.delete(next);
        }
    }

    private void get(String source, Path next) throws IOException {
        if (source.startsWith("https://")) {
            requireRoom(program.folder(), LARGEST / 4, "for the new program");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Download.to(next, source, LARGEST, bytes -> progress.at("downloading", bytes, 0));
            return;
        }
        try {
            var file = Path.of(source);
            requireRoom(program.folder(), 2 * Files.size(file), "for the new program");
            progress.at("copying", 0, 0);
            Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            throw Problem.malformed("There is no file " + e.getFile() + ".");
        }
    }

    private static void requireSum(Path file, String sha256) {
        try {
            if (!sha256.isEmpty() && !EarlierData.sha256(file).equals(sha256.toLowerCase(Locale.ROOT))) {
                throw Problem.malformed("The file has another SHA-256 than the one given. It was not started.");
            }
        } catch (IOException e) {
            throw Problem.malformed(file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static void requireRoom(Path folder, long bytes, String what) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes) {
                throw Problem.noSpace("%,d MB should be free in %s %s, and %,d MB are."
                        .formatted(bytes >> 20, folder, what, free >> 20));
            }
        } catch (IOException e) {
            throw Problem.malformed(folder + " cannot be looked at: " + e.getMessage() + ".");
        }
    }

    /** As in a container: then it came with the image, and goes with it. */
    private boolean isAllThatRuns() {
        try {
            return List.of(Files.readString(FIRST_PROCESS).split("\0"))
                    .contains(program.file().toString());
        } catch (IOException e) {
            return false;
        }
    }

    /** What others put there is theirs to replace. */
    private void requireOurs() {
        if (isAllThatRuns()) {
            throw Problem.conflict("In a container, the image is what is updated: pull a newer one and start it.");
        }
        try (var lists = Files.newDirectoryStream(PACKAGES, "mewayz*.list")) {
            for (var list : lists) {
                if (Files.readAllLines(list).contains(program.file().toString())) {
                    throw Problem.conflict(
                            program.file()
                                    + " belongs to a package. Install the newer package in its place: sudo apt install ./FILE.deb");
                }
            }
        } catch (IOException e) {
            // there are no packages here
        }
    }
}
