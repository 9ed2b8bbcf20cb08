package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A form whose last part is one file of any length, which is read from the wire and never held in memory. The fields stand
 * before it, as browsers send them in the order of the page.
 *
 * @param fields the text fields by name
 * @param fileName what the file is called where it comes from
 * @param file ends where the file does; what is wrong with the form is a {@link Problem} while it is read
 */
public record FileForm(Map<String, List<String>> fields, String fileName, InputStream file) {
    private static final Multipart.Limits LIMITS = new Multipart.Limits(10, 4096, 4096, 0, 0);

    /**
     * Reads up to the beginning of the file.
     *
     * @param contentType the header as it came, with the boundary in it
     * @throws Problem 400 if it is not well-formed, ends early or has no file; 413 past a limit
     */
    public static FileForm read(InputStream body, String contentType) {
        var parts = new PartStream(body, Multipart.boundary(contentType));
        var fields = new LinkedHashMap<String, List<String>>();
        for (int count = 1; parts.next(); count++) {
            if (count > LIMITS.parts()) {
                throw Problem.tooLarge("This form has more than " + LIMITS.parts() + " parts.");
            }
            var head = PartHead.read(parts, LIMITS.headerBytes());
            if (head.isFile()) {
                return new FileForm(fields, head.fileName(), new Content(parts, body));
            }
            fields.computeIfAbsent(head.field(), name -> new ArrayList<>())
                    .add(PartHead.text(parts.content(LIMITS.fieldBytes())));
        }
        throw Problem.malformed("This form has no file.");
    }

    /** The content of the last part; what ends it must be the end of the form. */
    private static final class Content extends InputStream {
        private final PartStream parts;
        private final InputStream body;
        private boolean over;

        private Content(PartStream parts, InputStream body) {
            this.parts = parts;
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            Objects.checkFromIndexSize(from, length, bytes.length);
            if (over || length == 0) {
                return over ? -1 : 0;
            }
            int read = parts.read(bytes, from, length);
            if (read < 0) {
                over = true;
                end();
            }
            return read;
        }

        /** A line break may follow the form; nothing else does. */
        private void end() throws IOException {
            if (parts.next()) {
                throw Problem.malformed("Something stands behind the file in this form.");
            }
            if (body.readNBytes(LIMITS.headerBytes()).length == LIMITS.headerBytes()) {
                throw Problem.malformed("Something stands behind this form.");
            }
        }
    }
}
