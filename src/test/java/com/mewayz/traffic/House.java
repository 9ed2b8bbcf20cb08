package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The recording over a real store in a temporary folder, with a clock that stands until it is set. */
final class House implements AutoCloseable {
    static final String SAFARI =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    final TestClock clock = new TestClock(Instant.parse("2026-03-10T12:00:00Z"));
    final Path file;
    final Db db;
    ZoneId zone = ZoneOffset.UTC;
    Places places = Places.UNKNOWN;
    Traffic traffic;

    House(Path folder) {
        file = folder.resolve("traffic.db");
        db = Db.open(file, Db.Durability.NORMAL, Traffic.MIGRATIONS, clock, new Ids(clock));
        traffic = recording(10_000);
    }

    void open(int capacity) {
        traffic = recording(capacity);
    }

    private Traffic recording(int capacity) {
        return new Traffic(db, clock, new SplittableRandom(7), places, site -> zone, capacity);
    }

    /** A person opens site 1 from an address of their own. */
    static Hit view(String address) {
        return hit(1, 0, address, SAFARI);
    }

    static Hit click(String address, long block) {
        return hit(1, block, address, SAFARI);
    }

    static Hit hit(long site, long block, String address, String agent) {
        return new Hit(
                site,
                block == 0 ? new Act.View("/") : new Act.Click("/", block),
                new Trace("GET", address, agent, "de-AT,de;q=0.9", "", "https://mia.example", "", "", false));
    }

    static Hit arrival(String referrer, String query) {
        return new Hit(
                1,
                new Act.View("/"),
                new Trace("GET", "192.0.2.77", SAFARI, "", referrer, "https://mia.example:8443", query, "", false));
    }

    Report report(String from, String to, Filter... filters) {
        traffic.flush();
        var period = Period.of(LocalDate.parse(from), LocalDate.parse(to), zone);
        return new Visits(db, clock)
                .report(new Question(List.of(1L), period, List.of(filters)), EnumSet.allOf(Dimension.class));
    }

    /** Visitors, views, clicks. */
    static List<Long> figures(Tally tally) {
        return List.of(tally.visitors(), tally.views(), tally.clicks());
    }

    static List<Map.Entry<String, Long>> clicks(Report report) {
        return report.by(Dimension.LINK).stream()
                .map(part -> Map.entry(part.value(), part.tally().clicks()))
                .toList();
    }

    static List<Map.Entry<String, Long>> visitors(Report report, Dimension dimension) {
        return report.by(dimension).stream()
                .map(part -> Map.entry(part.value(), part.tally().visitors()))
                .toList();
    }

    void pass(long millis) {
        clock.forward(Duration.ofMillis(millis));
    }

    Report today() {
        var day = clock.instant().atZone(zone).toLocalDate().toString();
        return report(day, day);
    }

    @Override
    public void close() {
        traffic.close();
        db.close();
    }
}
