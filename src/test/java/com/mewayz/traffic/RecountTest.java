package com.mewayz.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever is sealed, open, sealed twice or late: every figure equals a recount of the log's rows, made here in the
 * plainest way. Weeks over the changes of the clocks, visits across midnight, all filters alone and in pairs.
 */
class RecountTest {
    private static final List<String> PATHS = List.of("/", "/shop", "/about");
    private static final List<String> AGENTS = List.of(
            House.SAFARI,
            House.FIREFOX,
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36");
    private static final List<String> REFERRERS =
            List.of("", "", "https://t.co/x", "https://www.google.com/", "https://blog.example/");
    private static final List<String> QUERIES = List.of(
            "",
            "",
            "",
            "utm_source=ig&utm_medium=social&utm_campaign=spring",
            "utm_campaign=mail&utm_content=a&utm_term=b");
    private static final List<String> COUNTRIES = List.of("DE", "PT", "US");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "1,Europe/Berlin,2026-03-27",
        "2,America/New_York,2026-10-30",
        "3,Pacific/Apia,2026-06-01",
        "4,Asia/Kolkata,2026-03-28"
    })
    void everyFigureEqualsARecount(long seed, ZoneId zone, LocalDate first) {
        try (var house = new House(folder)) {
            house.zone = zone;
            house.places = new Countries();
            house.clock.set(first.atStartOfDay(zone).toInstant().toString());
            house.open(100_000);
            var random = new SplittableRandom(seed);
            fill(house, random);
            house.traffic.flush();
            assertThat(house.db.number("select count(*) from sealed_day where closed = 1"))
                    .isGreaterThan(2);
            assertThat(house.db.number("select count(*) from open_day")).isPositive();
            check(house, random, first);

            house.clock.forward(Duration.ofDays(3));
            house.traffic.seal();
            assertThat(house.db.number("select count(*) from open_day")).isZero();
            assertThat(house.db.number("select count(*) from sealed_day where hashes is not null"))
                    .isZero();
            check(house, random, first);
        }
    }

    /** A week of acts, sealed at odd moments. */
    private static void fill(House house, SplittableRandom random) {
        for (int i = 0; i < 1_500; i++) {
            house.clock.forward(Duration.ofSeconds(random.nextInt(1, 800)));
            house.traffic.happened(hit(random));
            if (random.nextInt(60) == 0) {
                house.traffic.flush();
                house.traffic.seal();
            }
        }
    }

    private static Hit hit(SplittableRandom random) {
        int who = random.nextInt(12);
        var page = pick(random, PATHS);
        Act act = switch (random.nextInt(10)) {
            case 0, 1 -> new Act.Click(page, random.nextInt(1, 4));
            case 2 -> new Act.Out(page, "https://shop.example/" + random.nextInt(3));
            case 3 -> new Act.Named(page, random.nextBoolean() ? "signup" : "play", "{\"plan\":\"pro\"}", 1_200, "EUR");
            case 4 -> new Act.Stay(page, random.nextInt(400));
            default -> new Act.View(page);
        };
        return new Hit(
                random.nextInt(5) == 0 ? 2 : 1,
                act,
                new Trace(
                        "GET",
                        "192.0.2." + who,
                        AGENTS.get(who % AGENTS.size()),
                        who % 2 == 0 ? "de" : "",
                        pick(random, REFERRERS),
                        "https://mia.example",
                        pick(random, QUERIES),
                        "",
                        false));
    }

    private static void check(House house, SplittableRandom random, LocalDate first) {
        var rows = rows(house);
        for (var filters : filters(random)) {
            var from = first.plusDays(random.nextInt(4));
            var period = Period.of(from, from.plusDays(random.nextInt(1, 12)), house.zone);
            for (var sites : List.of(List.of(1L), List.of(1L, 2L))) {
                var question = new Question(sites, period, filters);
                var report = new Visits(house.db, house.clock).report(question, EnumSet.allOf(Dimension.class));
                var chosen = choose(rows, question);
                assertThat(days(report)).as("%s", question).isEqualTo(days(chosen));
                for (var dimension : Dimension.values()) {
                    assertThat(parts(report, dimension))
                            .as("%s by %s", question, dimension)
                            .isEqualTo(parts(chosen, dimension));
                }
            }
        }
    }

    private static List<List<Filter>> filters(SplittableRandom random) {
        var single = Stream.of(
                        Filter.is(Dimension.SOURCE, "X"),
                        Filter.is(Dimension.COUNTRY, "PT"),
                        Filter.is(Dimension.COUNTRY, "never heard of"),
                        Filter.is(Dimension.CAMPAIGN, "spring"),
                        Filter.is(Dimension.LANGUAGE, ""),
                        Filter.is(Dimension.DEVICE, "phone"),
                        Filter.is(Dimension.PAGE, "/shop"),
                        Filter.is(Dimension.LINK, "2"),
                        Filter.is(Dimension.EVENT, "signup"),
                        Filter.is(Dimension.OUTBOUND, "https://shop.example/1"),
                        new Filter(Dimension.SOURCE, Set.of("X", "Google"), true),
                        new Filter(Dimension.PAGE, Set.of("/", "/about"), false))
                .toList();
        List<List<Filter>> all = new ArrayList<>(single.stream().map(List::of).toList());
        all.add(List.of());
        for (int i = 0; i < 6; i++) {
            all.add(List.of(pick(random, single), pick(random, single)));
        }
        return all;
    }

    private static <T> T pick(SplittableRandom random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    // The recount: rows with their texts, and nothing else of the program.

    private static List<Row> rows(House house) {
        return house.db.list(Row.class, """
                select l.id, l.site, l.day, l.act & 7 as kind, l.act >> 3 & 1 as first, l.act >> 4 & 1 as engaged, l.visitor,
                  l.visit, l.minute, l.seconds, l.target,
                  (select text from word where id = l.page) as page, (select text from word where id = l.target) as target_text,
                  (select text from word where id = source) as source, (select text from word where id = channel) as channel,
                  (select text from word where id = referrer) as referrer, (select text from word where id = medium) as medium,
                  (select text from word where id = campaign) as campaign, (select text from word where id = content) as content,
                  (select text from word where id = term) as term, (select text from word where id = country) as country,
                  (select text from word where id = device) as device, (select text from word where id = browser) as browser,
                  (select text from word where id = system) as system, (select text from word where id = language) as language
                from log l order by l.id""");
    }

    private static List<Row> choose(List<Row> rows, Question question) {
        return rows.stream()
                .filter(row -> question.sites().contains(row.site)
                        && row.day >= question.period().from().toEpochDay()
                        && row.day <= question.period().to().toEpochDay())
                .filter(row -> question.filters().stream()
                        .allMatch(filter -> filter.not()
                                ^ rows.stream()
                                        .anyMatch(other -> other.visit == row.visit
                                                && other.day == row.day
                                                && row.value(filter.dimension(), other)
                                                        .filter(filter.values()::contains)
                                                        .isPresent())))
                .toList();
    }

    private static Map<Long, Tally> days(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        Row::day, TreeMap::new, Collectors.collectingAndThen(Collectors.toList(), RecountTest::tally)));
    }

    private static Map<Long, Tally> days(Report report) {
        return report.days().stream()
                .filter(day -> !day.tally().equals(Tally.NOTHING))
                .collect(Collectors.toMap(day -> day.day().toEpochDay(), Report.Day::tally, (a, b) -> a, TreeMap::new));
    }

    private static Map<String, Tally> parts(List<Row> rows, Dimension dimension) {
        var visits = rows.stream().collect(Collectors.groupingBy(row -> List.of(row.day, row.visit)));
        Map<String, Tally> parts = new TreeMap<>();
        rows.stream()
                .filter(row -> value(dimension, row, visits).isPresent())
                .collect(Collectors.groupingBy(
                        row -> value(dimension, row, visits).orElseThrow()))
                .forEach((value, of) -> parts.put(
                        value,
                        switch (dimension) {
                            case LINK, OUTBOUND -> ofLink(of, rows);
                            case EXIT -> new Tally(tally(of).visitors(), of.size(), 0, 0, of.size(), 0, 0);
                            case PAGE -> ofPage(value, of, visits.values());
                            default -> tally(of);
                        }));
        return parts;
    }

    private static Optional<String> value(Dimension dimension, Row row, Map<List<Long>, List<Row>> visits) {
        var visit = Objects.requireNonNull(visits.get(List.of(row.day, row.visit)));
        return switch (dimension) {
            case ENTRY ->
                visit.stream().filter(first -> first.first == 1).findFirst().map(Row::page);
            case EXIT ->
                visit.stream()
                        .filter(last -> last.kind == 0)
                        .reduce((_, last) -> last)
                        .filter(last -> last.id == row.id)
                        .map(Row::page);
            default -> row.value(dimension, row);
        };
    }

    /** With the views of every site on which it was followed. */
    private static Tally ofLink(List<Row> followed, List<Row> rows) {
        var sites = followed.stream().map(Row::site).collect(Collectors.toSet());
        long views = rows.stream()
                .filter(row -> row.kind == 0 && sites.contains(row.site))
                .count();
        return tally(followed).plus(new Tally(0, views, 0, 0, 0, 0, 0));
    }

    /** With the time until the next row of the same visit and day, whatever that is. */
    private static Tally ofPage(String page, List<Row> opened, Collection<List<Row>> visits) {
        long seconds = 0;
        for (var visit : visits) {
            var open = "";
            for (var row : visit) {
                seconds += open.equals(page) ? row.seconds : 0;
                open = row.kind == 0 ? row.page : open;
            }
        }
        var all = tally(opened);
        return new Tally(all.visitors(), all.views(), all.clicks(), all.events(), all.visits(), all.engaged(), seconds);
    }

    private static Map<String, Tally> parts(Report report, Dimension dimension) {
        return report.by(dimension).stream()
                .collect(Collectors.toMap(Report.Part::value, Report.Part::tally, Tally::plus, TreeMap::new));
    }

    private static Tally tally(List<Row> rows) {
        return new Tally(
                rows.stream()
                        .map(row -> row.site + " " + row.day + " " + row.visitor)
                        .distinct()
                        .count(),
                rows.stream().filter(row -> row.kind == 0).count(),
                rows.stream().filter(row -> row.kind == 1 || row.kind == 2).count(),
                rows.stream().filter(row -> row.kind == 3).count(),
                rows.stream().mapToLong(Row::first).sum(),
                rows.stream().mapToLong(Row::engaged).sum(),
                rows.stream().mapToLong(Row::seconds).sum());
    }

    private static final class Countries implements Places {
        @Override
        public String country(String address) {
            return COUNTRIES.get(address.charAt(address.length() - 1) % COUNTRIES.size());
        }

        @Override
        public boolean isDataCentre(String address) {
            return false;
        }
    }

    private record Row(
            long id,
            long site,
            long day,
            int kind,
            int first,
            int engaged,
            long visitor,
            long visit,
            int minute,
            int seconds,
            long target,
            String page,
            @Nullable String targetText,
            @Nullable String source,
            @Nullable String channel,
            @Nullable String referrer,
            @Nullable String medium,
            @Nullable String campaign,
            @Nullable String content,
            @Nullable String term,
            @Nullable String country,
            @Nullable String device,
            @Nullable String browser,
            @Nullable String system,
            @Nullable String language) {
        Optional<String> value(Dimension dimension, Row of) {
            return switch (dimension) {
                case PAGE -> of.kind == 0 ? Optional.of(of.page) : Optional.empty();
                case LINK -> of.kind == 1 ? Optional.of(Long.toString(of.target)) : Optional.empty();
                case OUTBOUND -> of.kind == 2 ? text(of.targetText) : Optional.empty();
                case EVENT -> of.kind == 3 ? text(of.targetText) : Optional.empty();
                case ENTRY, EXIT -> throw new IllegalArgumentException(dimension + " is a matter of the visit");
                case HOUR -> Optional.of(Integer.toString(of.minute / 60));
                case SOURCE -> text(of.source);
                case CHANNEL -> text(of.channel);
                case REFERRER -> text(of.referrer);
                case MEDIUM -> text(of.medium);
                case CAMPAIGN -> text(of.campaign);
                case CONTENT -> text(of.content);
                case TERM -> text(of.term);
                case COUNTRY -> text(of.country);
                case DEVICE -> text(of.device);
                case BROWSER -> text(of.browser);
                case SYSTEM -> text(of.system);
                case LANGUAGE -> text(of.language);
            };
        }

        private static Optional<String> text(@Nullable String text) {
            return Optional.of(text == null ? "" : text);
        }
    }
}
