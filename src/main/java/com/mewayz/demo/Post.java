package com.mewayz.demo;

import java.util.List;

/**
 * Something the creator published elsewhere, and the people it sent.
 *
 * @param day how long ago, of ninety days
 * @param reach visitors of its first day, in relation to an ordinary day's
 * @param fading days until only a third of that is left
 */
record Post(int day, double reach, double fading, Way way) {
    static final List<Post> ALL = List.of(
            new Post(76, .5, .8, Way.LETTER),
            new Post(68, .9, 1.6, Way.TIKTOK),
            new Post(48, .5, .8, Way.LETTER),
            new Post(43, .7, 3, Way.YOUTUBE),
            // the new single, everywhere at once
            new Post(30, 2.4, 1.4, Way.INSTAGRAM),
            new Post(30, .8, 1.8, Way.TIKTOK),
            new Post(29, .6, .8, Way.LETTER),
            new Post(17, .8, 2.5, Way.YOUTUBE),
            new Post(5, .35, 4, Way.POSTER),
            new Post(3, .6, 1.5, Way.INSTAGRAM));

    /** How many visitors it sends, that many days after it came out, in relation to an ordinary day's. */
    double pull(int age) {
        return age < 0 ? 0 : reach * Math.exp(-age / fading);
    }
}
