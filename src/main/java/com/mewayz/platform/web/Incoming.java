package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import com.mewayz.platform.files.FileForm;
import com.mewayz.platform.files.Multipart;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A file of any length on its way in: the body of the request itself, or the last field of a form. It is read once, from
 * the wire.
 */
public final class Incoming {
    private final Form form;
    private final String name;
    private final OptionalLong length;
    private final @Nullable InputStream file;

    private Incoming(Form form, String name, OptionalLong length, @Nullable InputStream file) {
        this.form = form;
        this.name = name;
        this.length = length;
        this.file = file;
    }

    static Incoming of(ServerRequest request) {
        var type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        var length = request.headers().contentLength();
        if (Multipart.is(type)) {
            var read = FileForm.read(new Wire(request.content().inputStream()), type);
            return new Incoming(new Form(read.fields(), Map.of()), read.fileName(), length, read.file());
        }
        var none = new Form(Map.of(), Map.of());
        if (!request.content().hasEntity()) {
            return new Incoming(none, "", length, InputStream.nullInputStream());
        }
        var media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return new Incoming(
                none,
                "",
                length,
                media.equals("application/octet-stream")
                        ? new Wire(request.content().inputStream())
                        : null);
    }

    /** The fields that stood before the file. */
    public Form form() {
        return form;
    }

    /** What it is called where it comes from; empty where that was not said. */
    public String name() {
        return name;
    }

    /** The most it can be, where that was said. */
    public OptionalLong length() {
        return length;
    }

    /** Reading it is a {@link Problem} where it ends early. */
    public InputStream file() {
        if (file == null) {
            throw Problem.malformed("Send the file as it is, with the header Content-Type: application/octet-stream,"
                    + " or as the field \"file\" of a form.");
        }
        return file;
    }

    /** Whatever the web server finds wrong while it reads, the client did. */
    private static final class Wire extends FilterInputStream {
        private Wire(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            try {
                return in.read(bytes, from, length);
            } catch (IOException | RuntimeException e) {
                throw Problem.malformed("The upload ended early.");
            }
        }

        /** The web server would read on to the end of what is not wanted any more. */
        @Override
        public void close() {
            // the end of the connection ends it
        }
    }
}
