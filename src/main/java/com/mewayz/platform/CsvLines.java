package com.mewayz.platform;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a table of commas (RFC 4180) line by line, within limits. A quote where none belongs stands for itself. */
public final class CsvLines {
    private static final int LONGEST_CELL = 10_000;
    private static final int MOST_CELLS = 200;

    private final Reader in;
    private final char comma;
    private int next;
    private int line;

    public CsvLines(Reader in, char comma) throws IOException {
        this.in = in;
        this.comma = comma;
        this.next = in.read();
    }

    /** The number of the line that was read last, as an editor counts them. */
    public int line() {
        return line;
    }

    /** The next line's cells, or null at the end. A line without anything has one empty cell. */
    @Nullable
    public List<String> next() throws IOException {
        if (next < 0) {
            return null;
        }
        line++;
        var cells = new ArrayList<String>();
        do {
            if (cells.size() == MOST_CELLS) {
                throw Problem.invalid("file", "Line " + line + " has more than " + MOST_CELLS + " columns.");
            }
            cells.add(next == '"' ? quoted() : plain());
        } while (take(comma));
        take('\r');
        take('\n');
        return cells;
    }

    private String plain() throws IOException {
        var cell = new StringBuilder();
        while (next >= 0 && next != comma && next != '\n' && next != '\r') {
            put(cell);
        }
        return cell.toString();
    }

    private String quoted() throws IOException {
        var cell = new StringBuilder();
        next = in.read();
        while (next >= 0) {
            if (next == '"') {
                next = in.read();
                if (next != '"') {
                    return cell + plain();
                }
            } else if (next == '\n') {
                line++;
            }
            put(cell);
        }
        throw Problem.invalid("file", "A quote that is opened before line " + line + " is never closed.");
    }

    private void put(StringBuilder cell) throws IOException {
        if (next == 0 || cell.length() == LONGEST_CELL) {
            throw Problem.invalid("file", "Line " + line + " is not that of a table.");
        }
        cell.append((char) next);
        next = in.read();
    }

    private boolean take(char wanted) throws IOException {
        if (next != wanted) {
            return false;
        }
        next = in.read();
        return true;
    }
}
