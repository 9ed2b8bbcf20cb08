package com.mewayz.platform.web.lane;

import java.util.Arrays;

/** Where the parts of a request lie in the bytes that were read; a missing header is an empty span. */
final class Spans {
    boolean head;
    boolean close;
    int pathStart;
    int pathEnd;
    int targetEnd;
    int hostStart;
    int hostEnd;
    int encodingStart;
    int encodingEnd;
    int matchStart;
    int matchEnd;
    int end;

    /** For each header line where its name starts, its colon, and its end. */
    private int[] lines = new int[3 * 16];

    private int lineEnd;

    void line(int name, int colon, int end) {
        if (lineEnd == lines.length) {
            lines = Arrays.copyOf(lines, 2 * lines.length);
        }
        lines[lineEnd++] = name;
        lines[lineEnd++] = colon;
        lines[lineEnd++] = end;
    }

    int lines() {
        return lineEnd / 3;
    }

    int name(int line) {
        return lines[3 * line];
    }

    int colon(int line) {
        return lines[3 * line + 1];
    }

    int end(int line) {
        return lines[3 * line + 2];
    }
}
