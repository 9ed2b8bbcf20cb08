package com.mewayz.demo;

import com.mewayz.media.MediaFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The creator's pictures; each is brought when it is first needed. */
final class Library {
    private final MediaFiles media;
    private final long workspace;
    private final Map<String, Long> brought = new HashMap<>();

    Library(MediaFiles media, long workspace) {
        this.media = media;
        this.workspace = workspace;
    }

    long picture(String name) {
        return brought.computeIfAbsent(
                name, file -> media.add(workspace, file, bytes(file)).id());
    }

    private static byte[] bytes(String file) {
        try (var in = Library.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no picture " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
