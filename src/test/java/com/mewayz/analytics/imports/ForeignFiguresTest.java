package com.mewayz.analytics.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.Problem;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Import;
import com.mewayz.traffic.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files as the three programs write them, and files that nobody should write. */
@SuppressWarnings("StringConcatToTextBlock") // tables beside each other are read more easily so
class ForeignFiguresTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void plausibleIsSumsByDayAndList() throws IOException {
        var figures = read(
                "export.zip",
                zip(Map.of(
                        "imported_visitors_20240101_20240102.csv",
                        "\"date\",\"visitors\",\"pageviews\",\"bounces\",\"visits\",\"visit_duration\"\n"
                                + "\"2024-01-01\",5,50,2,7,8640\n\"2024-01-02\",3,4,2,3,43\n",
                        "imported_sources_20240101_20240102.csv",
                        "\"date\",\"source\",\"utm_medium\",\"utm_campaign\",\"utm_content\",\"utm_term\",\"visitors\",\"visits\",\"visit_duration\",\"bounces\"\n"
                                + "\"2024-01-01\",\"\",\"\",\"\",\"\",\"\",3,4,0,1\n"
                                + "\"2024-01-01\",\"twitter\",\"social\",\"spring\",\"\",\"\",2,3,9,1\n",
                        "imported_devices_20240101_20240102.csv",
                        "date,device,visitors,visits,visit_duration,bounces\n2024-01-01,Laptop,2,2,0,1\n2024-01-01,Desktop,1,1,0,1\n2024-01-01,Mobile,2,4,0,0\n",
                        "imported_locations_20240101_20240102.csv",
                        "date,country,region,city,visitors,visits,visit_duration,bounces\n2024-01-01,AU,,0,1,1,43,0\n2024-01-01,AU,,2078025,3,4,211,3\n",
                        "imported_custom_events_20240101_20240102.csv",
                        "date,name,link_url,path,visitors,events\n2024-01-01,Signup,,,4,8\n2024-01-01,Outbound Link: Click,https://e.example/x,,1,2\n",
                        "imported_exit_pages_20240101_20240102.csv",
                        "date,visitors,exits,exit_page\n2024-01-01,6,6,/about\n",
                        "notes/read-me.txt",
                        "nothing")));
        assertThat(figures.outcome().origin()).isEqualTo("Plausible");
        assertThat(figures.outcome().refused()).isZero();
        assertThat(figures.outcome().understood()).isEqualTo(12);
        assertThat(of(figures, null, "2024-01-01")).containsExactly(Map.entry("", new Tally(5, 50, 0, 0, 7, 5, 8640)));
        assertThat(of(figures, Dimension.SOURCE, "2024-01-01"))
                .containsOnly(
                        Map.entry("Direct", new Tally(3, 0, 0, 0, 4, 3, 0)),
                        Map.entry("X", new Tally(2, 0, 0, 0, 3, 2, 9)));
        assertThat(of(figures, Dimension.CAMPAIGN, "2024-01-01")).containsOnlyKeys("", "spring");
        assertThat(of(figures, Dimension.DEVICE, "2024-01-01")).containsOnlyKeys("computer", "phone");
        assertThat(of(figures, Dimension.DEVICE, "2024-01-01")
                        .getOrDefault("computer", Tally.NOTHING)
                        .visitors())
                .isEqualTo(3);
        assertThat(of(figures, Dimension.COUNTRY, "2024-01-01")
                        .getOrDefault("AU", Tally.NOTHING)
                        .visitors())
                .isEqualTo(4);
        assertThat(of(figures, Dimension.EVENT, "2024-01-01")
                        .getOrDefault("Signup", Tally.NOTHING)
                        .events())
                .isEqualTo(8);
        assertThat(of(figures, Dimension.OUTBOUND, "2024-01-01")
                        .getOrDefault("https://e.example/x", Tally.NOTHING)
                        .clicks())
                .isEqualTo(2);
        assertThat(of(figures, Dimension.EXIT, "2024-01-01")
                        .getOrDefault("/about", Tally.NOTHING)
                        .visitors())
                .isEqualTo(6);
    }

    @Test
    void goatCounterIsEveryViewInDaysOfTheWorkspace() throws IOException {
        var csv = """
                2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date
                /,Home,false,,Chrome 120,macOS 14,a,0,,,"1440,900,2",DE-BE,true,2024-07-09T21:59:00Z
                /shop,Shop,false,,Chrome 120,macOS 14,a,0,,,"1440,900,2",DE-BE,true,2024-07-09T21:59:30Z
                /,Home,false,,Safari,iOS 17,b,0,news.ycombinator.com,h,"390,844,3",US-CA,true,2024-07-09T22:00:00Z
                signup,,true,,Safari,iOS 17,b,0,,,"390,844,3",US,true,2024-07-09T22:00:10Z
                /,Home,false,,Chrome,Linux,c,3,,,,DE,true,2024-07-09T02:00:00Z
                /,Home,false,,Chrome,Linux,d,0,,,,DE,true,yesterday
                """;
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(csv.getBytes(StandardCharsets.UTF_8));
        }
        var figures = read("goatcounter-export.csv.gz", packed.toByteArray());
        assertThat(figures.outcome().origin()).isEqualTo("GoatCounter");
        assertThat(figures.outcome().understood()).isEqualTo(4);
        assertThat(figures.outcome().reasons())
                .containsExactly(
                        "It is marked as a program's, not a person's. 1 line, first in line 6.",
                        "The day cannot be read. 1 line, first in line 7.");
        assertThat(of(figures, null, "2024-07-09")).containsExactly(Map.entry("", new Tally(1, 2, 0, 0, 1, 1, 30)));
        assertThat(of(figures, null, "2024-07-10")).containsExactly(Map.entry("", new Tally(1, 1, 0, 1, 1, 1, 10)));
        assertThat(of(figures, Dimension.SOURCE, "2024-07-10")).containsOnlyKeys("news.ycombinator.com");
        assertThat(of(figures, Dimension.DEVICE, "2024-07-10")).containsOnlyKeys("phone");
        assertThat(of(figures, Dimension.SYSTEM, "2024-07-09")).containsOnlyKeys("macOS");
        assertThat(of(figures, Dimension.COUNTRY, "2024-07-09")).containsOnlyKeys("DE");
        assertThat(of(figures, Dimension.PAGE, "2024-07-09")).containsOnlyKeys("/", "/shop");
        assertThat(of(figures, Dimension.EVENT, "2024-07-10")
                        .getOrDefault("signup", Tally.NOTHING)
                        .events())
                .isEqualTo(1);
    }

    @Test
    void googleNeedsADayForEachLine() {
        var csv = """
                # ----------------------------------------
                # Traffic acquisition
                # Account: Mia
                # ----------------------------------------
                #
                # All Users
                # Start date: 20240101
                # End date: 20240131
                Date,Session source / medium,Active users,Sessions,Engaged sessions,Engagement rate,Event count
                20240101,google / organic,10,12,6,0.5,40
                20240101,(direct) / (none),3,3,1,0.33,9
                ,,13,15,7,0.46,49

                # Start date: 20240101
                # End date: 20240131
                Nth day,Active users,Views,Sessions
                0000,13,30,15
                0001,"1,024",2000,1100
                """;
        var figures = read("data.csv", csv);
        assertThat(figures.outcome().origin()).isEqualTo("Google Analytics");
        assertThat(of(figures, Dimension.SOURCE, "2024-01-01"))
                .containsOnly(
                        Map.entry("Google", new Tally(10, 0, 0, 0, 12, 6, 0)),
                        Map.entry("Direct", new Tally(3, 0, 0, 0, 3, 1, 0)));
        assertThat(of(figures, Dimension.MEDIUM, "2024-01-01")).containsOnlyKeys("organic", "");
        assertThat(of(figures, null, "2024-01-02"))
                .containsExactly(Map.entry("", new Tally(1024, 2000, 0, 0, 1100, 0, 0)));
        assertThat(figures.outcome().reasons())
                .containsExactly("A sum of all days is not needed. 1 line, first in line 12.");
        assertThatThrownBy(() -> read(
                        "data.csv", "# Start date: 20240101\n# End date: 20240131\nCountry,Active users\nGermany,5\n"))
                .isInstanceOf(Problem.class)
                .satisfies(problem ->
                        assertThat(((Problem) problem).fields().toString()).contains("add the dimension Date"));
    }

    @Test
    void googleSpeaksOtherLanguages() {
        var german = read("Export.csv", """
                # Startdatum: 20240305
                # Enddatum: 20240305
                Seitenpfad und Bildschirmklasse;Aufrufe;Aktive Nutzer;Aufrufe pro aktivem Nutzer
                /laden;1.234;200;6,17
                """);
        assertThat(of(german, Dimension.PAGE, "2024-03-05")
                        .getOrDefault("/laden", Tally.NOTHING)
                        .views())
                .isEqualTo(1234);
        var french = read(
                "export.csv",
                "Date,Pays,Utilisateurs actifs,Sessions\n20240305,Allemagne,5,6\n20240305,Atlantis,1,1\n");
        assertThat(of(french, Dimension.COUNTRY, "2024-03-05")
                        .getOrDefault("DE", Tally.NOTHING)
                        .visitors())
                .isEqualTo(5);
        assertThat(french.outcome().refused()).isEqualTo(1);
    }

    @Test
    void whatIsNoneOfThemIsRefused() {
        for (var text : new String[] {
            "", "\u0000\u0001\u0002", "a,b\n1,2\n", "date,visitors\n", "date,visitors\n\"2024-01-01,3\n"
        }) {
            assertThatThrownBy(() -> read("x.csv", text)).as(text).isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> read("x.zip", new byte[] {'P', 'K', 3, 4, 0, 0}))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> read("x.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0}))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> read("x.csv", "date,visitors\n" + ",".repeat(500) + "\n"))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> read("x.csv", "date,visitors\n" + "9".repeat(20_000) + ",1\n"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void hostileLinesCountForNothing() {
        var figures = read("x.csv", """
                date,page,visitors,pageviews
                2024-01-01,/fine,1,1
                2024-01-01,/minus,-5,1
                2024-01-01,/huge,99999999999999999999999,1
                2024-13-45,/no-day,1,1
                2999-01-01,/future,1,1
                0001-01-01,/past,1,1
                2024-01-01,"=cmd|' /C calc'!A0",1,1
                2024-01-01
                """);
        assertThat(of(figures, Dimension.PAGE, "2024-01-01"))
                .containsKeys("/fine", "=cmd|' /C calc'!A0")
                .doesNotContainKeys("/minus", "/huge");
        assertThat(figures.outcome().refused()).isEqualTo(5);
        assertThat(figures.outcome().reasons().toString()).doesNotContain("calc");
    }

    @Test
    void aBombIsDefused() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("big.bin"));
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 220; i++) {
                zip.write(zeros);
            }
        }
        assertThat(bomb.size()).isLessThan(1 << 20);
        assertThatThrownBy(() -> read("bomb.zip", bomb.toByteArray()))
                .satisfies(problem ->
                        assertThat(((Problem) problem).fields().toString()).contains("larger than 200 MB"));
        var many = new LinkedHashMap<String, String>();
        for (int i = 0; i < 300; i++) {
            many.put("../../etc/" + i + ".csv", "date,visitors\n2024-01-01,1\n");
        }
        assertThatThrownBy(() -> read("many.zip", zip(many)))
                .satisfies(problem ->
                        assertThat(((Problem) problem).fields().toString()).contains("more than 200 files"));
    }

    @Test
    void tooManyValuesOfADayAreOne() {
        var text = new StringBuilder("date,page,visitors,pageviews\n");
        for (int i = 0; i < 1_500; i++) {
            text.append("2024-01-01,/").append(i).append(",1,1\n");
        }
        var pages = of(read("x.csv", text.toString()), Dimension.PAGE, "2024-01-01");
        assertThat(pages).hasSize(1_001);
        assertThat(pages.getOrDefault("(other)", Tally.NOTHING).visitors()).isEqualTo(500);
    }

    @Test
    void whatIsLargeIsHandedOnInPiecesAndCountedOnce() {
        var text = new StringBuilder("date,page,visitors,pageviews\n");
        for (int round = 0; round < 2; round++) {
            for (int day = 1; day <= 28; day++) {
                for (int page = 0; page < 900; page++) {
                    text.append("2024-02-%02d,/%d,1,2%n".formatted(day, page));
                }
            }
        }
        var figures = read("x.csv", text.toString());
        assertThat(figures.pieces()).hasSize(3).isSorted().endsWith(100);
        assertThat(figures.lines()).hasSize(28 * 900);
        var pages = of(figures, Dimension.PAGE, "2024-02-28");
        assertThat(pages).hasSize(900).doesNotContainKey("(other)");
        assertThat(pages.values()).containsOnly(new Tally(2, 4, 0, 0, 0, 0, 0));
    }

    @Test
    void aFileOfTooManyFiguresIsRefused() {
        var text = new StringBuilder("date,page,visitors,pageviews\n");
        for (int i = 0; i <= 300_000; i++) {
            text.append("20").append(10 + i / 30_000 % 15).append(i / 15_000 % 2 == 0 ? "-01-" : "-02-");
            text.append(10 + i / 900 % 17).append(",/").append(i).append(",1,1\n");
        }
        assertThatThrownBy(() -> read("x.csv", text.toString()))
                .satisfies(problem ->
                        assertThat(((Problem) problem).fields().toString()).contains("more than 300000 figures"));
    }

    @Test
    void sessionsAreForgottenOnceALaterDayBegan() {
        var text = new StringBuilder("2Path,Session,Bot,Date\n");
        for (int day = 1; day <= 3; day++) {
            for (int visitor = 0; visitor < 30_000; visitor++) {
                text.append("/,")
                        .append(visitor)
                        .append(",0,2024-02-0")
                        .append(day)
                        .append("T12:00:00Z\n");
            }
        }
        var sorted = read("x.csv", text.toString());
        assertThat(of(sorted, null, "2024-02-02")).containsValue(new Tally(30_000, 30_000, 0, 0, 30_000, 0, 0));
        text.append("/,1,0,2024-02-03T12:01:00Z\n/,1,0,2024-02-01T12:01:00Z\n");
        var more = read("x.csv", text.toString());
        assertThat(of(more, null, "2024-02-03")).containsValue(new Tally(30_000, 30_001, 0, 0, 30_000, 1, 60));
        assertThat(more.outcome().reasons())
                .containsExactly(
                        "It comes after lines of later days: sort the file by its dates. 1 line, first in line 90003.");
        for (int visitor = 30_000; visitor < 60_000; visitor++) {
            text.append("/,").append(visitor).append(",0,2024-02-03T12:00:00Z\n");
        }
        assertThatThrownBy(() -> read("x.csv", text.toString()))
                .satisfies(problem ->
                        assertThat(((Problem) problem).fields().toString()).contains("50000 sessions on a day"));
    }

    private static Map<String, Tally> of(Read figures, @Nullable Dimension dimension, String day) {
        var found = new LinkedHashMap<String, Tally>();
        figures.lines().stream()
                .filter(line -> line.dimension() == dimension
                        && line.day() == LocalDate.parse(day).toEpochDay())
                .forEach(line -> found.put(line.value(), line.tally()));
        return found;
    }

    private static Read read(String name, String text) {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Read read(String name, byte[] content) {
        var sums = new LinkedHashMap<Key, Tally>();
        var pieces = new ArrayList<Integer>();
        var outcome = ForeignFigures.read(name, content, BERLIN, LocalDate.parse("2026-11-22"), (lines, percent) -> {
            pieces.add(percent);
            lines.forEach(
                    line -> sums.merge(new Key(line.dimension(), line.day(), line.value()), line.tally(), Tally::plus));
        });
        var lines = new ArrayList<Import.Line>();
        sums.forEach((key, tally) -> lines.add(new Import.Line(key.dimension, key.day, key.value, tally)));
        return new Read(lines, outcome, pieces);
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** @param pieces how far the file was read each time something was handed on */
    private record Read(List<Import.Line> lines, Import.Outcome outcome, List<Integer> pieces) {}

    private record Key(@Nullable Dimension dimension, long day, String value) {}
}
