package com.mewayz.platform.web.lane;

/**
 * Measures how large the headers of an HTTP/2 connection become once they are unpacked (RFC 7541), without unpacking
 * them: a byte may stand for four thousand that came before. Of what is packed by Huffman's code it takes the most that
 * it can be, 8 bytes for 5, so what it says is never too little.
 */
final class HeaderBlock {
    /** The table of headers that came before, as it is until a server asks for another size (RFC 9113, 6.5.2). */
    private static final int REAL_TABLE = 4096;

    private static final int TABLE = most(REAL_TABLE);

    /** What each header counts beside its name and value (RFC 7541, 4.1). */
    private static final int OVERHEAD = 32;

    private static final int STATIC = 61;
    private static final int LONGEST_STATIC = 64;

    /** How long the names of the static table are (RFC 7541, A), by their numbers; the first has none. */
    private static final byte[] STATIC_NAMES = {
        0, 10, 7, 7, 5, 5, 7, 7, 7, 7, 7, 7, 7, 7, 7, 14, 15, 15, 13, 6, 27, 3, 5, 13, 13, 19, 16, 16, 14, 16, 13, 12,
        6, 4, 4, 6, 7, 4, 4, 8, 17, 13, 8, 19, 13, 4, 8, 12, 18, 19, 5, 7, 7, 11, 6, 10, 25, 17, 10, 4, 3, 16
    };

    private static final int ENTRIES = TABLE / OVERHEAD + 1;
    private static final int MOST_SHIFT = 21;

    private final int limit;
    private final int[] names = new int[ENTRIES];
    private final int[] sizes = new int[ENTRIES];
    private int newest;
    private int entries;
    private int inTable;
    private int table = TABLE;

    private Part part = Part.FIELD;
    private Part after = Part.FIELD;
    private int number;
    private int shift;
    private boolean packed;
    private boolean kept;
    private int name;
    private int toSkip;
    private int size;

    private enum Part {
        FIELD,
        NUMBER,
        REFERENCE,
        NAMED,
        RESIZE,
        NAME_LENGTH,
        VALUE_LENGTH
    }

    /** @param limit bytes of names and values of one request, each header with 32 more */
    HeaderBlock(int limit) {
        this.limit = most(limit);
    }

    /** @throws Excess if it becomes too large, or cannot be read */
    void read(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (toSkip > 0) {
                int skipped = Math.min(toSkip, to - at);
                toSkip -= skipped;
                at += skipped;
                continue;
            }
            read(bytes[at++] & 0xff);
        }
    }

    void end() {
        size = 0;
        part = Part.FIELD;
        toSkip = 0;
    }

    private void read(int next) {
        switch (part) {
            case FIELD -> field(next);
            case NAME_LENGTH, VALUE_LENGTH -> {
                packed = next >= 0x80;
                begin(part, next, 7);
            }
            case NUMBER -> {
                if (shift > MOST_SHIFT) {
                    throw new Excess("a number of a header is too long");
                }
                number += (next & 0x7f) << shift;
                shift += 7;
                if (next < 0x80) {
                    got();
                }
            }
            default -> throw new IllegalStateException(part.name());
        }
    }

    private void field(int next) {
        kept = (next & 0xc0) == 0x40;
        if (next >= 0x80) {
            begin(Part.REFERENCE, next, 7);
        } else if (kept) {
            begin(Part.NAMED, next, 6);
        } else if (next >= 0x20) {
            begin(Part.RESIZE, next, 5);
        } else {
            begin(Part.NAMED, next, 4);
        }
    }

    private void begin(Part what, int next, int bits) {
        int most = (1 << bits) - 1;
        after = what;
        number = next & most;
        shift = 0;
        part = Part.NUMBER;
        if (number < most) {
            got();
        }
    }

    private void got() {
        switch (after) {
            case REFERENCE -> {
                part = Part.FIELD;
                add(number > STATIC ? entry(sizes) : LONGEST_STATIC);
            }
            case NAMED -> {
                name = number > STATIC ? entry(names) : STATIC_NAMES[number];
                part = number == 0 ? Part.NAME_LENGTH : Part.VALUE_LENGTH;
            }
            case RESIZE -> {
                part = Part.FIELD;
                table = most(Math.min(number, REAL_TABLE));
                evict(0);
            }
            case NAME_LENGTH -> {
                name = length();
                part = Part.VALUE_LENGTH;
            }
            case VALUE_LENGTH -> {
                part = Part.FIELD;
                int entry = name + length() + OVERHEAD;
                add(entry);
                if (kept) {
                    keep(entry);
                }
            }
            default -> throw new IllegalStateException(after.name());
        }
    }

    /** Of a text that follows. */
    private int length() {
        add(number); // before it is skipped, so that nothing large is begun
        size -= number;
        toSkip = number;
        return packed ? most(number) : number;
    }

    private void add(int bytes) {
        size += bytes;
        if (size > limit) {
            throw new Excess("the headers are too large");
        }
    }

    /** What the number refers to, 62 being the newest; what is not there is taken for the largest that could be. */
    private int entry(int[] of) {
        int age = number - STATIC - 1;
        return age < entries ? of[Math.floorMod(newest - age, ENTRIES)] : REAL_TABLE;
    }

    private void keep(int entry) {
        evict(entry);
        if (entry > table) {
            return;
        }
        newest = (newest + 1) % ENTRIES;
        names[newest] = name;
        sizes[newest] = entry;
        inTable += entry;
        entries++;
    }

    private void evict(int room) {
        while (entries > 0 && inTable + room > table) {
            inTable -= sizes[Math.floorMod(newest - entries + 1, ENTRIES)];
            entries--;
        }
    }

    private static int most(int bytes) {
        return bytes / 5 * 8 + bytes % 5 * 2;
    }
}
