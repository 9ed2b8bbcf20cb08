package com.mewayz.traffic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One column of a day: a number for each row or, where values repeat, its place in the list of values.
 *
 * <p>As bytes: the width of a row's code (0 when all are 0, else 1, 2 or 4 bytes), the number of values and the values
 * as variable-length integers (seven bits a byte, low ones first, zigzag), then the codes, low byte first.
 *
 * @param codes one a row, not negative
 * @param values what the codes stand for; empty where a code stands for itself
 */
@SuppressWarnings("ArrayRecordComponent")
record Coded(int[] codes, long[] values) {
    private static final long[] NONE = {};

    static final Coded EMPTY = new Coded(new int[0], NONE);

    static Coded plain(long[] numbers) {
        return EMPTY.grownPlain(numbers);
    }

    static Coded listed(long[] numbers) {
        return EMPTY.grownListed(numbers);
    }

    /** Numbers of a small range, as a list of them and places in it. */
    static Coded of(int[] numbers) {
        var values = new long[Arrays.stream(numbers).max().orElse(0) + 1];
        Arrays.setAll(values, i -> i);
        return new Coded(numbers, values);
    }

    /** With more rows behind. */
    Coded grownPlain(long[] numbers) {
        var all = Arrays.copyOf(codes, codes.length + numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            all[codes.length + i] = (int) numbers[i];
        }
        return new Coded(all, NONE);
    }

    /** With more rows behind, whose values may be new ones. */
    Coded grownListed(long[] numbers) {
        if (numbers.length == 0) {
            return this;
        }
        var all = Arrays.copyOf(codes, codes.length + numbers.length);
        var places = new Numbering();
        for (long value : values) {
            places.of(value);
        }
        for (int i = 0; i < numbers.length; i++) {
            all[codes.length + i] = places.of(numbers[i]);
        }
        return new Coded(all, places.values());
    }

    /** The same codes, of which nobody can say any more what they stood for. */
    Coded nameless() {
        return new Coded(codes, NONE);
    }

    /** One more than the highest code. */
    int size() {
        int highest = -1;
        for (int code : codes) {
            highest = Math.max(highest, code);
        }
        return highest + 1;
    }

    /** What a row's code stands for. */
    long at(int row) {
        return values.length == 0 ? codes[row] : values[codes[row]];
    }

    byte[] bytes() {
        int highest = size() - 1;
        int width = highest <= 0 ? 0 : highest < 1 << 8 ? 1 : highest < 1 << 16 ? 2 : 4;
        var bytes = ByteBuffer.allocate(1 + 10 * (1 + values.length) + width * codes.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) width);
        number(bytes, values.length);
        for (long value : values) {
            number(bytes, value << 1 ^ value >> 63);
        }
        for (int code : codes) {
            switch (width) {
                case 0 -> {}
                case 1 -> bytes.put((byte) code);
                case 2 -> bytes.putShort((short) code);
                default -> bytes.putInt(code);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    static Coded of(byte[] stored, int rows) {
        var bytes = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        int width = bytes.get();
        var values = new long[(int) number(bytes)];
        for (int i = 0; i < values.length; i++) {
            long zigzag = number(bytes);
            values[i] = zigzag >>> 1 ^ -(zigzag & 1);
        }
        var codes = new int[rows];
        int from = bytes.position();
        switch (width) {
            case 0 -> {}
            case 1 -> {
                for (int i = 0; i < rows; i++) {
                    codes[i] = stored[from + i] & 0xff;
                }
            }
            case 2 -> {
                var shorts = bytes.asShortBuffer();
                for (int i = 0; i < rows; i++) {
                    codes[i] = shorts.get(i) & 0xffff;
                }
            }
            default -> bytes.asIntBuffer().get(codes);
        }
        return new Coded(codes, values);
    }

    private static void number(ByteBuffer bytes, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            bytes.put((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long number(ByteBuffer bytes) {
        long number = 0;
        int shift = 0;
        byte part;
        do {
            part = bytes.get();
            number |= (long) (part & 0x7f) << shift;
            shift += 7;
        } while (part < 0);
        return number;
    }
}
