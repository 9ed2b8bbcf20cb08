package com.mewayz.platform.files;

import com.mewayz.platform.Problem;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form with files: {@code multipart/form-data} (RFC 7578, RFC 2046 5.1). Read as a stream within hard limits; what is
 * not well-formed is refused rather than guessed at. A file input that was left empty yields no file.
 *
 * @param fields the text fields by name, in the order they came
 */
public record Multipart(Map<String, List<String>> fields, List<FormFile> files) {
    /**
     * @param parts how many fields and files
     * @param headerBytes per part
     * @param fieldBytes per text field
     * @param fileBytes per file
     * @param totalBytes all contents together: the most that is held in memory
     */
    public record Limits(int parts, int headerBytes, int fieldBytes, int fileBytes, int totalBytes) {
        /** For a form with one picture. */
        public static final Limits PICTURE =
                new Limits(50, 4096, 64 << 10, Images.MOST_BYTES, Images.MOST_BYTES + (1 << 20));
    }

    /**
     * Reads up to the closing boundary; what follows it, if anything, is left in the stream.
     *
     * @param contentType the header as it came, with the boundary in it
     * @throws Problem 400 if it is not well-formed, ends early or has text that is not UTF-8; 413 past a limit
     */
    public static Multipart read(InputStream body, String contentType, Limits limits) {
        var parts = new PartStream(body, boundary(contentType));
        var fields = new LinkedHashMap<String, List<String>>();
        var files = new ArrayList<FormFile>();
        int left = limits.totalBytes();
        for (int count = 1; parts.next(); count++) {
            if (count > limits.parts()) {
                throw Problem.tooLarge("This form has more than " + limits.parts() + " parts.");
            }
            var head = PartHead.read(parts, limits.headerBytes());
            var bytes = parts.content(Math.min(left, head.isFile() ? limits.fileBytes() : limits.fieldBytes()));
            left -= bytes.length;
            if (!head.isFile()) {
                fields.computeIfAbsent(head.field(), name -> new ArrayList<>()).add(PartHead.text(bytes));
            } else if (!head.fileName().isEmpty() || bytes.length > 0) {
                files.add(new FormFile(head.field(), head.fileName(), head.type(), bytes));
            }
        }
        return new Multipart(fields, files);
    }

    /** Whether a request with this content type is one to read here. */
    public static boolean is(String contentType) {
        return contentType.regionMatches(true, 0, "multipart/form-data", 0, "multipart/form-data".length());
    }

    /** The first value of a field. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).map(List::getFirst);
    }

    /** The first file of a field. */
    public Optional<FormFile> file(String field) {
        return files.stream().filter(file -> file.field().equals(field)).findFirst();
    }

    static String boundary(String contentType) {
        var boundary = is(contentType) ? PartHead.parameters(contentType).get("boundary") : null;
        if (boundary == null || !boundary.matches("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")) {
            throw Problem.malformed("The content type must be multipart/form-data with a boundary.");
        }
        return boundary;
    }
}
