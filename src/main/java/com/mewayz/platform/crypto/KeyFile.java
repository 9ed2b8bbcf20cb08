package com.mewayz.platform.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file that holds the keys: one a line, base64, the one in use first. Only its owner may read it. */
record KeyFile(List<byte[]> keys) {
    private static final int KEY = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    static KeyFile read(Path file) {
        try {
            requirePrivate(file);
            var keys = Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> Base64.getDecoder().decode(line.strip()))
                    .toList();
            if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != KEY)) {
                throw damaged(file);
            }
            return new KeyFile(keys);
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(
                    "The key file " + file + " is missing. Restore it from a backup: without it the stored secrets"
                            + " cannot be read.",
                    e);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw damaged(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be read.", e);
        }
    }

    /** Complete and on disk under its name, or not there; a link, unlike a rename, never replaces a key file. */
    static void createIfMissing(Path file, SecureRandom random) {
        var folder = file.toAbsolutePath().getParent();
        try {
            if (folder == null || Files.exists(file)) {
                return;
            }
            Files.createDirectories(folder);
            var aside = folder.resolve("." + UUID.randomUUID());
            try {
                write(aside, Base64.getEncoder().encodeToString(fresh(random)) + "\n");
                Files.createLink(file, aside);
            } catch (FileAlreadyExistsException e) {
                return;
            } finally {
                Files.deleteIfExists(aside);
            }
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be created.", e);
        }
    }

    /** Puts a fresh key first; those that were there still open what they sealed. */
    static void addKey(Path file, SecureRandom random) {
        replace(file, Stream.concat(Stream.of(fresh(random)), read(file).keys.stream()));
    }

    /** Forgets all keys but the one in use. */
    static void dropOldKeys(Path file) {
        replace(file, read(file).keys.stream().limit(1));
    }

    /** Complete and on disk beside it first, then in its place: at no moment is there no key file. */
    private static void replace(Path file, Stream<byte[]> keys) {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        var aside = folder.resolve("." + UUID.randomUUID());
        try {
            write(
                    aside,
                    keys.map(key -> Base64.getEncoder().encodeToString(key) + "\n")
                            .collect(Collectors.joining()));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be changed.", e);
        }
    }

    private static byte[] fresh(SecureRandom random) {
        var key = new byte[KEY];
        random.nextBytes(key);
        return key;
    }

    private static void write(Path file, String text) throws IOException {
        var line = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        try (var out = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            while (line.hasRemaining()) {
                out.write(line);
            }
            out.force(true);
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
            throw new IllegalStateException(
                    "The key file " + file + " may be read by other users of this machine. Run: chmod 600 " + file);
        }
    }

    private static IllegalStateException damaged(Path file) {
        return new IllegalStateException("The key file " + file + " is damaged. Restore it from a backup.");
    }
}
