package com.mewayz.demo;

import com.mewayz.traffic.Act;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Seen;
import com.mewayz.traffic.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The page's visitors, day by day: slowly more of them, most in the evenings and on weekends, many after a post; they
 * look, they click, some reload. Whether a hit counts is not decided here.
 */
final class Crowd {
    /** Monday to Sunday. */
    private static final double[] WEEK = {.92, .90, .95, .97, .98, 1.12, 1.18};

    /** Visitors in each hour of the day, in relation to each other. */
    private static final double[] HOURS = {
        16, 8, 4, 3, 3, 5, 12, 26, 39, 38, 36, 39, 52, 49, 40, 39, 42, 50, 61, 72, 81, 84, 66, 37
    };

    private static final Odds<Integer> HOUR = Odds.of(IntStream.range(0, HOURS.length)
            .mapToObj(hour -> new Odds.Chance<>(HOURS[hour], hour))
            .toList());
    private static final Odds<Integer> VIEWS = Odds.of(80, 1).and(15, 2).and(5, 3);
    private static final Odds<Integer> CLICKS =
            Odds.of(70, 0).and(22, 1).and(6, 2).and(2, 3);
    private static final double RELOADS = .02;
    private static final double START = .45;
    private static final String OWN = "http://localhost";

    private final SplittableRandom random;
    private final Sizes sizes;
    private final long site;
    private final Instant opened;
    private final Instant now;
    private final LocalDate today;
    private final List<Aim> aims;

    /** @param opened when the page went live; nobody comes earlier, nor after {@code now} */
    Crowd(SplittableRandom random, Sizes sizes, long site, Instant opened, Instant now, List<Aim> aims) {
        this.random = random;
        this.sizes = sizes;
        this.site = site;
        this.opened = opened;
        this.now = now;
        this.today = LocalDate.ofInstant(now, Story.HOME);
        this.aims = aims;
    }

    Stream<LocalDate> days() {
        return today.minusDays(sizes.days()).datesUntil(today.plusDays(1));
    }

    /** When the day is over, or now. */
    Instant endOf(LocalDate day) {
        var end = start(day.plusDays(1));
        return end.isBefore(now) ? end : now;
    }

    /** What was seen on that day, in order. Visits end at midnight. */
    List<Seen> on(LocalDate day) {
        int ago = (int) ChronoUnit.DAYS.between(day, today);
        double grown = START + (1 - START) * (sizes.days() - ago) / sizes.days();
        double mood = .92 + .16 * random.nextDouble();
        double visitors = sizes.visitors() * WEEK[day.getDayOfWeek().getValue() - 1] * grown * mood;
        var hits = new ArrayList<Seen>();
        repeat(visitors, () -> visit(Way.ORDINARY.draw(random), moment(day), hits));
        for (var post : Post.ALL) {
            int age = sizes.ago(post.day()) - ago;
            repeat(visitors * post.pull(age), () -> visit(post.way(), moment(day), hits));
        }
        for (var machine : Machine.ALL) {
            repeat(visitors * machine.share() * 2 * random.nextDouble(), () -> hits.add(seen(moment(day), machine)));
        }
        var end = endOf(day);
        hits.removeIf(seen -> seen.at().isBefore(opened) || !seen.at().isBefore(end));
        hits.sort(Comparator.comparing(Seen::at));
        return hits;
    }

    private void visit(Way way, Instant from, List<Seen> hits) {
        int number = number();
        var agent = way.agents().draw(random);
        var home = Home.ALL.draw(random);
        var visitor = new Visitor(home.address(number), agent, home.language());
        var at = from;
        for (int views = VIEWS.draw(random); views > 0; views--) {
            hits.add(new Seen(at, hit(visitor, 0, way.referrer(), way.query())));
            if (random.nextDouble() < RELOADS) {
                hits.add(new Seen(
                        at.plusMillis(random.nextInt(300, 1500)), hit(visitor, 0, way.referrer(), way.query())));
            }
            for (int clicks = CLICKS.draw(random); clicks > 0; clicks--) {
                at = at.plusMillis(random.nextInt(3_000, 70_000));
                click(visitor, at, hits);
            }
            at = at.plusSeconds(random.nextInt(40, 2400));
        }
    }

    private void click(Visitor visitor, Instant at, List<Seen> hits) {
        var there = aims.stream()
                .filter(aim -> aim.isThere(at))
                .map(aim -> new Odds.Chance<>(aim.pull(), aim.block()))
                .toList();
        if (!there.isEmpty()) {
            hits.add(new Seen(at, hit(visitor, Odds.of(there).draw(random), OWN + "/@" + Demo.HANDLE, "")));
        }
    }

    private Hit hit(Visitor visitor, long block, String referrer, String query) {
        return new Hit(
                site,
                block == 0 ? new Act.View("/") : new Act.Click("/", block),
                new Trace("GET", visitor.address, visitor.agent, visitor.language, referrer, OWN, query, "", false));
    }

    private Seen seen(Instant at, Machine machine) {
        return new Seen(
                at,
                new Hit(
                        site,
                        new Act.View("/"),
                        new Trace(
                                machine.method(),
                                "10.0.0." + (number() & 255),
                                machine.agent(),
                                "en",
                                "",
                                OWN,
                                "",
                                machine.purpose(),
                                machine.member())));
    }

    /** As often as the number says; what is left of it after the point is a chance of once more. */
    private void repeat(double times, Runnable action) {
        for (double left = times; left > 0; left--) {
            if (left >= 1 || random.nextDouble() < left) {
                action.run();
            }
        }
    }

    private Instant moment(LocalDate day) {
        return start(day)
                .plus(Duration.ofHours(HOUR.draw(random)))
                .plusMillis(random.nextLong(Duration.ofHours(1).toMillis()));
    }

    /** One of many million: whether two share one matters only on the same day, with the same browser. */
    private int number() {
        return random.nextInt(256) << 16 | random.nextInt(256) << 8 | random.nextInt(256);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Story.HOME).toInstant();
    }

    private record Visitor(String address, String agent, String language) {}
}
