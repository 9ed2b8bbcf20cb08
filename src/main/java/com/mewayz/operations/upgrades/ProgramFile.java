package com.mewayz.operations.upgrades;

import com.mewayz.operations.backups.Folders;
import com.mewayz.platform.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file that the program is, and those that are kept beside it under its name: {@code .previous}, what was there
 * before the last update, and {@code .rolled-back}, what an update brought that was taken back.
 */
public final class ProgramFile {
    private static final Pattern VERSION = Pattern.compile("mewayz (\\S+) \\(Java \\S+\\)\\s*");
    private static final int PATIENCE_SECONDS = 60;
    private static final long LONGEST = 64 * 1024;

    private final Path file;

    ProgramFile(Path file) {
        this.file = file;
    }

    /** The one that runs now; empty where it is not one file, as in development. */
    public static Optional<ProgramFile> running() {
        return Optional.of(Path.of(System.getProperty("java.class.path")).toAbsolutePath())
                .filter(Files::isRegularFile)
                .map(ProgramFile::new);
    }

    public Path file() {
        return file;
    }

    public Path previous() {
        return beside(".previous");
    }

    Path rolledBack() {
        return beside(".rolled-back");
    }

    /** Where the next one is got ready: on the same disk, so that it can take the place at once. */
    Path next() {
        return beside(".next");
    }

    /**
     * What a file says of itself.
     *
     * @throws Problem 400 if it is no program of ours
     */
    public static String version(Path program) {
        var said = VERSION.matcher(run(program, "version"));
        if (!said.matches()) {
            throw Problem.malformed(program + " is not a program of Mewayz that runs here.");
        }
        return said.group(1);
    }

    /**
     * How a program sees a data folder.
     *
     * @throws Problem 400 if it does not say
     */
    public static Plan plan(Path program, Path data) {
        return Plan.of(run(program, "upgrade-plan", "--data", data.toString()))
                .orElseThrow(() -> Problem.malformed(program + " does not say what it would do with the data."));
    }

    /** Puts the next one in place and keeps the one that is there. There is a program under the name at any moment. */
    void renew() throws IOException {
        keep(previous());
        Files.move(next(), file, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(folder());
    }

    /** Puts the previous one back in place and keeps the one that is there under another name. */
    public void putBack() {
        try {
            keep(rolledBack());
            Files.move(previous(), file, StandardCopyOption.ATOMIC_MOVE);
            Folders.force(folder());
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private void keep(Path as) throws IOException {
        Files.deleteIfExists(as);
        try {
            Files.createLink(as, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(file, as, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    Problem refused(IOException e) {
        return Problem.malformed(
                e instanceof AccessDeniedException
                        ? "Only who may write to " + folder() + " can replace this program: sudo " + file + " update …"
                        : "The program " + file + " was not replaced: " + e.getMessage() + ".");
    }

    Path folder() {
        return file.resolveSibling(".").normalize();
    }

    private Path beside(String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    /** What it prints; nothing if it fails. By the shell, since a file that was downloaded cannot be started yet. */
    private static String run(Path program, String... arguments) {
        var command = Stream.concat(Stream.of("sh", program.toAbsolutePath().toString()), Stream.of(arguments))
                .toList();
        try {
            var printed = Files.createTempFile("mewayz", ".txt");
            try {
                var process = new ProcessBuilder(command)
                        .redirectOutput(printed.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.getOutputStream().close();
                boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                process.destroyForcibly();
                return ended && process.exitValue() == 0 && Files.size(printed) < LONGEST
                        ? Files.readString(printed)
                        : "";
            } finally {
                Files.delete(printed);
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
