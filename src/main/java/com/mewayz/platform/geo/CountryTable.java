package com.mewayz.platform.geo;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of addresses by where they begin, as {@code install/places.mjs} packs them: 4.6 MB for the whole internet. Of an
 * IPv6 address the upper 64 bits decide.
 */
final class CountryTable implements Countries {
    private static final String RESOURCE = "countries.bin";
    private static final int CHUNK = 64 << 10;

    private final String[] countries;
    /** Unsigned numbers with their first bit flipped, so that they sort as signed ones. */
    private final int[] four;

    private final byte[] fourCountries;
    private final long[] six;
    private final byte[] sixCountries;

    CountryTable(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        countries = new String[in.readUnsignedShort() + 1];
        countries[0] = "";
        for (int i = 1; i < countries.length; i++) {
            countries[i] = new String(in.readNBytes(2), StandardCharsets.US_ASCII);
        }
        four = new int[in.readInt()];
        for (int at = 0; at < four.length; ) {
            var chunk = chunk(in, four.length - at, Integer.BYTES);
            while (chunk.hasRemaining()) {
                four[at++] = chunk.getInt() ^ Integer.MIN_VALUE;
            }
        }
        fourCountries = in.readNBytes(four.length);
        six = new long[in.readInt()];
        for (int at = 0; at < six.length; ) {
            var chunk = chunk(in, six.length - at, Long.BYTES);
            while (chunk.hasRemaining()) {
                six[at++] = chunk.getLong() ^ Long.MIN_VALUE;
            }
        }
        sixCountries = in.readNBytes(six.length);
    }

    static Countries builtIn() {
        try (var in = CountryTable.class.getResourceAsStream(RESOURCE)) {
            return in == null ? NONE : new CountryTable(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        int country = address instanceof Inet4Address
                ? country(Arrays.binarySearch(four, bytes.getInt() ^ Integer.MIN_VALUE), fourCountries)
                : country(Arrays.binarySearch(six, bytes.getLong() ^ Long.MIN_VALUE), sixCountries);
        return country == 0 ? null : countries[country];
    }

    /** @param found the place of the beginning, or where it would stand, as {@link Arrays#binarySearch} gives it */
    private static int country(int found, byte[] numbers) {
        int range = found >= 0 ? found : -found - 2;
        return range < 0 ? 0 : Byte.toUnsignedInt(numbers[range]);
    }

    private static ByteBuffer chunk(DataInputStream in, int left, int size) throws IOException {
        var bytes = new byte[Math.min(left, CHUNK) * size];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
