package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a body at its boundaries. A delimiter is a line of its own that holds {@code --boundary}; the line break before
 * it belongs to it, the same characters anywhere else are content (RFC 2046, 5.1.1).
 */
final class PartStream {
    private static final int WINDOW = 16 * 1024;
    /** Spaces that may follow a delimiter on its line. */
    private static final int PADDING = 64;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] window = new byte[WINDOW];
    private int from;
    private int to;
    private boolean begun;

    PartStream(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        // A body may begin with its first delimiter: as if a line break stood before it.
        window[0] = '\r';
        window[1] = '\n';
        to = 2;
    }

    /** Goes to the next part; false at the closing delimiter. */
    boolean next() {
        if (!begun) {
            begun = true;
            content(0, false);
        }
        need(delimiter.length + 2);
        from += delimiter.length;
        if (window[from] == '-' && window[from + 1] == '-') {
            from += 2;
            return false;
        }
        line(PADDING);
        return true;
    }

    /** A line without its CRLF. */
    byte[] line(int mostBytes) {
        var line = new ByteArrayOutputStream();
        while (true) {
            need(2);
            if (window[from] == '\r' && window[from + 1] == '\n') {
                from += 2;
                return line.toByteArray();
            }
            if (line.size() >= mostBytes) {
                throw Problem.tooLarge("A header of this form is too long.");
            }
            line.write(window[from++]);
        }
    }

    /** Everything up to the next delimiter, which stays. */
    byte[] content(int mostBytes) {
        return content(mostBytes, true);
    }

    // What stands before the first delimiter is for people without a mail program: it is passed over.
    private byte[] content(int mostBytes, boolean wanted) {
        var content = new ByteArrayOutputStream();
        while (true) {
            int end = from;
            while (end < to && window[end] != '\r') {
                end++;
            }
            if (wanted && end - from > mostBytes - content.size()) {
                throw Problem.tooLarge("A part of this form is larger than is accepted here.");
            }
            if (wanted) {
                content.write(window, from, end - from);
            }
            from = end;
            need(1);
            if (window[from] != '\r') {
                continue;
            }
            if (isDelimiter()) {
                return content.toByteArray();
            }
            if (wanted && content.size() == mostBytes) {
                throw Problem.tooLarge("A part of this form is larger than is accepted here.");
            }
            if (wanted) {
                content.write('\r');
            }
            from++;
        }
    }

    /** The next bytes of the content, at least one; -1 at the next delimiter, which stays. */
    int read(byte[] bytes, int at, int most) {
        int done = 0;
        while (done < most) {
            int end = from;
            int last = Math.min(to, from + most - done);
            while (end < last && window[end] != '\r') {
                end++;
            }
            System.arraycopy(window, from, bytes, at + done, end - from);
            done += end - from;
            from = end;
            if (from == to && done > 0) {
                return done;
            }
            need(1);
            if (done < most && window[from] == '\r') {
                if (isDelimiter()) {
                    return done == 0 ? -1 : done;
                }
                bytes[at + done++] = window[from++];
            }
        }
        return done;
    }

    private boolean isDelimiter() {
        for (int i = 0; i < delimiter.length; i++) {
            need(i + 1);
            if (window[from + i] != delimiter[i]) {
                return false;
            }
        }
        int after = delimiter.length;
        need(after + 2);
        if (window[from + after] == '-' && window[from + after + 1] == '-') {
            return true;
        }
        for (int i = 0; i <= PADDING; i++) {
            need(after + i + 2);
            byte next = window[from + after + i];
            if (next != ' ' && next != '\t') {
                return next == '\r' && window[from + after + i + 1] == '\n';
            }
        }
        return false;
    }

    private void need(int bytes) {
        while (to - from < bytes) {
            if (window.length - from < bytes || from == to) {
                System.arraycopy(window, from, window, 0, to - from);
                to -= from;
                from = 0;
            }
            to += fill();
        }
    }

    private int fill() {
        try {
            int read = in.read(window, to, window.length - to);
            if (read < 0) {
                throw Problem.malformed("This form ends early.");
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
