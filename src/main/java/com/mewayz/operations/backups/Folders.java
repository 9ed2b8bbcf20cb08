package com.mewayz.operations.backups;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Folders as a whole. */
public final class Folders {
    private Folders() {}

    /** A name that nobody else takes. */
    public static String name(SecureRandom random) {
        var chance = new byte[8];
        random.nextBytes(chance);
        return HexFormat.of().formatHex(chance);
    }

    /** Bytes in all files; those that vanish meanwhile do not count. */
    public static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(Folders::length).sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Takes away a file or a folder with all that is in it, if there is one. */
    public static void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException e) {
            // nothing to do
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What went wrong, in words: the exceptions of files often say nothing but a name. */
    public static String words(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + " belongs to somebody else, or may not be written";
            case FileAlreadyExistsException there -> there.getFile() + " is there already";
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Sees to it that a file, or the names in a folder, survive a power cut. */
    public static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
