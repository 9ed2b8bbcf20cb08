package com.mewayz.operations.backups;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an archive says of itself, in its last entry.
 *
 * @param format of the archive, {@link #FORMAT}
 * @param version of the program that wrote it
 * @param rows of each table of each database
 * @param sha256 of each entry but the files, which are named by theirs
 * @param files how many there are
 * @param bytes of all entries together, unpacked
 */
public record Manifest(
        int format,
        String version,
        Instant createdAt,
        Map<String, Map<String, Long>> rows,
        Map<String, String> sha256,
        long files,
        long bytes) {
    static final int FORMAT = 1;
    static final String NAME = "manifest.json";
    public static final String MAIN = "mewayz.db";
    public static final String TRAFFIC = "traffic.db";
    public static final String KEYS = "keys";

    private static final Pattern FILE = Pattern.compile("files/([0-9a-f]{2})/([0-9a-f]{2})/(\\1\\2[0-9a-f]{60})");
    private static final Pattern THEME = Pattern.compile("themes(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){2,4}");

    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.+_-]{1,60}");

    /** Whether it has all of its parts: whoever writes one by hand may leave some out. */
    boolean isComplete() {
        return Stream.of(version, createdAt, rows, sha256).allMatch(Objects::nonNull)
                && VERSION.matcher(version).matches()
                && rows.values().stream()
                        .allMatch(tables ->
                                tables != null && tables.values().stream().allMatch(Objects::nonNull))
                && sha256.values().stream().allMatch(Objects::nonNull);
    }

    /** Whether an entry may have this name: nothing else is ever written, and no name leads out of a folder. */
    static boolean isName(String name) {
        return name.equals(MAIN)
                || name.equals(TRAFFIC)
                || name.equals(KEYS)
                || name.equals(NAME)
                || isFile(name)
                || THEME.matcher(name).matches();
    }

    static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }

    /** How many rows there are in all tables. */
    public long allRows() {
        return rows.values().stream()
                .flatMap(tables -> tables.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
