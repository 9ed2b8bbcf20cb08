package com.mewayz.traffic;

/**
 * What was counted. Sums over several days add their visitors up: no two days' visitors can be told to be the same.
 *
 * @param visitors who did anything, each counted once a day
 * @param views pages opened; of a link, those of its site
 * @param clicks links used, ours and those to elsewhere
 * @param events of pages elsewhere, by name
 * @param visits that began
 * @param engaged visits in which something followed the first page, on the day on which it followed
 * @param seconds between the first and the last act of the visits; of a page, for which it was the one last opened
 */
public record Tally(long visitors, long views, long clicks, long events, long visits, long engaged, long seconds) {
    public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0);

    public Tally plus(Tally other) {
        return new Tally(
                visitors + other.visitors,
                views + other.views,
                clicks + other.clicks,
                events + other.events,
                visits + other.visits,
                engaged + other.engaged,
                seconds + other.seconds);
    }

    /** Clicks for each page view; 0 without views. It may exceed 1: a view can end in several clicks. */
    public double rate() {
        return views == 0 ? 0 : (double) clicks / views;
    }

    /** The fraction of visits of a single page and nothing else. */
    public double bounceRate() {
        return visits == 0 ? 0 : Math.max(0, (double) (visits - engaged) / visits);
    }

    /** Seconds a view, on average; of a page, where they are the time until the next thing done. */
    public long stay() {
        return views == 0 ? 0 : Math.round((double) seconds / views);
    }

    /** Seconds a visit, on average. */
    public long duration() {
        return visits == 0 ? 0 : Math.round((double) seconds / visits);
    }
}
