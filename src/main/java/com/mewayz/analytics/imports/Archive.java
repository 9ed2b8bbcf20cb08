package com.mewayz.analytics.imports;

import com.mewayz.platform.Problem;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The tables in a file: itself, what is in it as gzip, or every .csv of a zip. Nothing is ever written to a disk, names
 * are only looked at, and however small the file is, what comes out of it has a limit.
 */
final class Archive {
    private static final int MOST_ENTRIES = 200;
    private static final long MOST_BYTES = 200L << 20;

    private final byte[] content;
    private final ByteArrayInputStream packed;
    private long left = MOST_BYTES;

    Archive(byte[] content) {
        this.content = content;
        this.packed = new ByteArrayInputStream(content);
    }

    /** How much of it is read. */
    int percent() {
        return (int) (100L * (content.length - packed.available()) / Math.max(1, content.length));
    }

    void each(String name, Table table) {
        try {
            if (starts(content, 'P', 'K')) {
                zip(table);
            } else if (starts(content, 0x1f, 0x8b)) {
                table.read(name, new Limited(new GZIPInputStream(packed)));
            } else {
                table.read(name, new Limited(packed));
            }
        } catch (ZipException e) {
            throw Problem.invalid("file", "This archive is damaged.");
        } catch (IOException e) {
            throw Problem.invalid("file", "This file cannot be read to its end.");
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("file", "This archive has names that cannot be read."); // of ZipInputStream
        }
    }

    private void zip(Table table) throws IOException {
        try (var zip = new ZipInputStream(packed)) {
            int entries = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw Problem.invalid("file", "This archive has more than " + MOST_ENTRIES + " files.");
                }
                var name = entry.getName();
                if (!entry.isDirectory() && name.toLowerCase(Locale.ROOT).endsWith(".csv")) {
                    table.read(name.substring(name.lastIndexOf('/') + 1), new Limited(zip));
                } else {
                    new Limited(zip).skipAll(); // what is skipped is unpacked all the same
                }
            }
        }
    }

    private static boolean starts(byte[] content, int first, int second) {
        return content.length > 2 && (content[0] & 0xff) == first && (content[1] & 0xff) == second;
    }

    /** Reads one table; the stream must not be closed. */
    interface Table {
        void read(String name, InputStream in) throws IOException;
    }

    private final class Limited extends FilterInputStream {
        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(Math.max(0, read));
            return read;
        }

        @Override
        public void close() {
            // belongs to the archive
        }

        void skipAll() throws IOException {
            var bytes = new byte[8192];
            int read;
            do {
                read = read(bytes, 0, bytes.length);
            } while (read >= 0);
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw Problem.invalid(
                        "file", "Unpacked, this is larger than " + (MOST_BYTES >> 20) + " MB. Split it by years.");
            }
        }
    }
}
