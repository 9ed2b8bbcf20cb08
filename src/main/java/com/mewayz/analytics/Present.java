package com.mewayz.analytics;

import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Funnel;
import com.mewayz.traffic.Realtime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The last half hour as the API hands it out.
 *
 * @param present visitors who did anything in the last five minutes
 * @param visitors of the half hour; {@code views} and {@code clicks} too
 * @param more whether so much went on that only the newest acts were counted
 * @param minutes thirty, the present one last
 */
public record Present(
        Instant at,
        long present,
        long visitors,
        long views,
        long clicks,
        boolean more,
        List<Minute> minutes,
        List<Figures.Split> splits) {
    static Present of(Realtime realtime, Labels labels) {
        var total = realtime.total();
        return new Present(
                realtime.at(),
                realtime.present(),
                total.visitors(),
                total.views(),
                total.clicks(),
                realtime.more(),
                realtime.minutes().stream()
                        .map(minute -> new Minute(
                                minute.start(),
                                minute.tally().visitors(),
                                minute.tally().views(),
                                minute.tally().clicks()))
                        .toList(),
                Stream.of(Dimension.values())
                        .filter(Realtime.SHOWN::contains)
                        .map(dimension -> Figures.Split.of(
                                dimension,
                                realtime.values(dimension),
                                realtime.by(dimension),
                                total.visitors(),
                                labels,
                                measure -> measure.isCount() && measure.answers(dimension)))
                        .toList());
    }

    public record Minute(Instant start, long visitors, long views, long clicks) {}

    /**
     * How far visitors got, each counted once a day.
     *
     * @param rate of those who took the first step
     */
    public record Reached(String step, long visitors, double rate) {
        static List<Reached> of(Funnel funnel) {
            long first = funnel.steps().getFirst().visitors();
            return funnel.steps().stream()
                    .map(step ->
                            new Reached(step.step().word(), step.visitors(), Figures.fraction(step.visitors(), first)))
                    .toList();
        }
    }
}
