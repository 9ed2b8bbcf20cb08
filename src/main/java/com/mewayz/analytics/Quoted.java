package com.mewayz.analytics;

/** What somebody wrote, as a sentence about it repeats it: in marks, and no longer than one can read. */
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    static String of(String text) {
        int[] start = text.codePoints().limit(LONGEST).toArray();
        var shown = new String(start, 0, start.length);
        return "\u201c" + shown + (shown.length() < text.length() ? "\u2026" : "") + "\u201d";
    }
}
