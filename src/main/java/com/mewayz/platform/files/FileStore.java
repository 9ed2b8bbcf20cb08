package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import java.io.InputStream;

/**
 * Files named by what is in them: the SHA-256 in 64 lower-case hex characters. The same bytes are kept once, a name
 * never changes its meaning (so it may be cached for good), and nothing a visitor writes becomes a path.
 */
public interface FileStore {
    /** Where the bytes are from now on: on disk, not just on their way, when this is returned. */
    record Stored(String sha256, long size) {}

    /** @throws Problem 507 if the disk is full; nothing is left behind */
    Stored put(byte[] bytes);

    /** Stores everything up to the end of the stream, which stays open. */
    Stored put(InputStream bytes);

    /** @throws Problem 404 if there is no such file, or if the name is none */
    default InputStream open(String sha256) {
        return open(sha256, 0);
    }

    /** Opens the file from a byte on, for answers to a Range request. Past the end it is empty. */
    InputStream open(String sha256, long from);

    /** Size in bytes. */
    long size(String sha256);

    /** Forgets the file; false if it was not there. The caller knows that nobody refers to it any more. */
    boolean delete(String sha256);
}
