package com.mewayz.demo;

/**
 * How much there is of a creator. The blocks of the page are the same in every size.
 *
 * @param days of history; what happened in between is spread over them
 * @param visitors on an ordinary day, by the end of the history
 */
public record Sizes(int days, int visitors) {
    /** What {@code --demo} shows: some fifty thousand visits and clicks. */
    public static final Sizes STANDARD = new Sizes(90, 280);

    /** For tests that want a few of everything. */
    public static final Sizes SMALL = new Sizes(14, 30);

    /** For benchmarks: more than a million visits and clicks. */
    public static final Sizes LARGE = new Sizes(365, 2_500);

    private static final int SHORTEST = 7;
    private static final int WRITTEN_FOR = 90;

    public Sizes {
        if (days < SHORTEST || visitors < 1) {
            throw new IllegalArgumentException("a history needs " + SHORTEST + " days and a visitor");
        }
    }

    /** How many days ago something is that is told as so many of ninety days ago; never today. */
    int ago(int ofNinety) {
        return Math.max(1, Math.round((float) ofNinety * days / WRITTEN_FOR));
    }
}
