import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.traffic.Act;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Filter;
import com.mewayz.traffic.Hit;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Places;
import com.mewayz.traffic.Question;
import com.mewayz.traffic.Seen;
import com.mewayz.traffic.Trace;
import com.mewayz.traffic.Traffic;
import com.mewayz.traffic.Visits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Fills a traffic database with a year of views and asks it for twelve-month reports; {@code install/bench} runs it.
 * Twenty sites of which the first has half, 400,000 visitors, 500 pages, 2,000 referrers.
 *
 * <p>Arguments: a folder to work in, the number of views.
 */
final class TrafficBench {
    private static final LocalDate FIRST = LocalDate.of(2025, 11, 1);
    private static final int DAYS = 365;
    private static final List<String> AGENTS = agents();

    private final SplittableRandom random = new SplittableRandom(11);
    private final Moving clock = new Moving();

    private TrafficBench() {}

    public static void main(String... arguments) throws IOException {
        new TrafficBench().run(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    private void run(Path folder, int views) throws IOException {
        var file = folder.resolve("traffic-bench.db");
        boolean filled = Files.exists(file);
        try (var db = Db.open(file, Db.Durability.NORMAL, Traffic.MIGRATIONS, clock, new Ids(clock))) {
            clock.now = FIRST.atStartOfDay().toInstant(ZoneOffset.UTC);
            var traffic = new Traffic(db, clock, random, Places.UNKNOWN, site -> ZoneOffset.UTC);
            if (!filled) {
                fill(traffic, views);
            }
            clock.now = FIRST.plusDays(DAYS).atTime(2, 0).toInstant(ZoneOffset.UTC);
            db.alone(connection -> {
                try (var statement = connection.createStatement()) {
                    return statement.execute("pragma wal_checkpoint(truncate)");
                }
            });
            print(
                    "  database of %,d views with 90 days of single rows: %d MB (target 600)",
                    views, Files.size(file) >> 20);
            ask(new Visits(db, clock));
        }
    }

    private void fill(Traffic traffic, int views) {
        long storing = 0;
        long sealing = 0;
        for (int day = 0; day < DAYS; day++) {
            var seen = day(FIRST.plusDays(day), views / DAYS);
            long began = cpu();
            traffic.store(seen, random);
            clock.now = FIRST.plusDays(day + 1L).atTime(2, 0).toInstant(ZoneOffset.UTC);
            long stored = cpu();
            traffic.seal();
            storing += stored - began;
            sealing += cpu() - stored;
        }
        print(
                "  stored %,d events a second of CPU (target 50,000): %.1f us an event to sort and write it, %.1f us to seal its day",
                views * 1_000_000_000L / (storing + sealing), storing / 1e3 / views, sealing / 1e3 / views);
    }

    private List<Seen> day(LocalDate day, int views) {
        var start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < views; i++) {
            int who = random.nextInt(400_000);
            long site = random.nextBoolean() ? 1 : random.nextInt(2, 21);
            Act act = random.nextInt(5) == 0
                    ? new Act.Click("/p" + random.nextInt(500), 1 + random.nextInt(12))
                    : new Act.View("/p" + random.nextInt(500));
            var referrer = random.nextInt(3) == 0
                    ? ""
                    : "https://r" + Math.min(random.nextInt(2_000), random.nextInt(2_000)) + ".example/";
            seen.add(new Seen(
                    start.plusMillis(86_399_000L * i / views),
                    new Hit(
                            site,
                            act,
                            new Trace(
                                    "GET",
                                    "10." + (who >> 16) + "." + (who >> 8 & 255) + "." + (who & 255),
                                    AGENTS.get(who % AGENTS.size()),
                                    who % 3 == 0 ? "de" : "en",
                                    referrer,
                                    "https://mia.example",
                                    random.nextInt(10) == 0 ? "utm_campaign=c" + random.nextInt(40) : "",
                                    "",
                                    false))));
        }
        return seen;
    }

    private void ask(Visits visits) {
        var period = Period.of(FIRST, FIRST.plusDays(DAYS - 1L), ZoneOffset.UTC);
        var filters = List.of(
                List.<Filter>of(),
                List.of(Filter.is(Dimension.DEVICE, "phone")),
                List.of(Filter.is(Dimension.REFERRER, "r7.example")),
                List.of(Filter.is(Dimension.LINK, "3")),
                List.of(Filter.is(Dimension.LANGUAGE, "de"), Filter.is(Dimension.BROWSER, "Firefox")));
        for (var site : List.of(1L, 2L)) {
            List<Long> times = new ArrayList<>();
            List<Long> works = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                for (var filter : filters) {
                    for (var dimension : Dimension.values()) {
                        long began = System.nanoTime();
                        long work = cpu();
                        visits.report(new Question(List.of(site), period, filter), Set.of(dimension));
                        work = cpu() - work;
                        times.add((System.nanoTime() - began) / 1_000);
                        works.add(work / 1_000);
                    }
                }
            }
            times.sort(null);
            works.sort(null);
            print(
                    "  12-month report of site %d: median %.1f ms, p95 %.1f ms, slowest %.1f ms (target p95 100); of CPU %.1f and %.1f ms",
                    site,
                    times.get(times.size() / 2) / 1000.0,
                    times.get(times.size() * 95 / 100) / 1000.0,
                    times.getLast() / 1000.0,
                    works.get(works.size() / 2) / 1000.0,
                    works.get(works.size() * 95 / 100) / 1000.0);
        }
        long began = System.nanoTime();
        visits.report(Question.of(List.of(1L), period), Set.of(Dimension.values()));
        print(
                "  all %d dimensions of site 1 at once: %.1f ms",
                Dimension.values().length, (System.nanoTime() - began) / 1e6);
    }

    /** Of the threads that work for this, without the compiler's and the collector's, in nanoseconds. */
    private static long cpu() {
        var threads = ManagementFactory.getThreadMXBean();
        return LongStream.of(threads.getAllThreadIds())
                .map(threads::getThreadCpuTime)
                .filter(time -> time > 0)
                .sum();
    }

    private static List<String> agents() {
        return IntStream.range(100, 140)
                .boxed()
                .flatMap(version -> Stream.of(
                        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/"
                                + version + " Mobile/15E148 Safari/604.1",
                        "Mozilla/5.0 (X11; Linux x86_64; rv:" + version + ".0) Gecko/20100101 Firefox/" + version
                                + ".0"))
                .toList();
    }

    @SuppressWarnings({"SystemOut", "AnnotateFormatMethod"})
    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ENGLISH, format, values));
    }

    private static final class Moving extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public String toString() {
            return now.plus(Duration.ZERO).toString();
        }
    }
}
