package com.mewayz.analytics;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.traffic.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The analytics page's model: what its template shows, in the words in which it shows it.
 *
 * @param base how the caller reaches this server
 * @param chosen the site shown, null for all
 * @param recent whether the period ends today
 */
record Board(
        String base, List<SiteInfo> sites, @Nullable SiteInfo chosen, boolean recent, Report report, Figures figures) {
    private static final Map<Integer, String> PERIODS =
            new TreeMap<>(Map.of(7, "7 days", 28, "28 days", 90, "90 days", 365, "12 months"));
    private static final int ROWS = 12;
    /** The widest bar leaves room for the figures beside it. */
    private static final double WIDEST = 60;

    Map<String, Object> model() {
        return Map.ofEntries(
                Map.entry("page", "Analytics"),
                Map.entry("periods", periods()),
                Map.entry("sites", choices()),
                Map.entry("empty", report.empty()),
                Map.entry("addresses", addresses()),
                Map.entry("zone", figures.zone().replace('_', ' ')),
                Map.entry(
                        "span",
                        Words.span(report.period().from(), report.period().to())),
                Map.entry("before", Words.span(first(report.before()), last(report.before()))),
                Map.entry("sentence", sentence()),
                Map.entry("stats", stats()),
                Map.entry("wide", Chart.wide(visitors(report.days()), visitors(report.before()), names())),
                Map.entry("narrow", Chart.narrow(visitors(report.days()), visitors(report.before()), names())),
                Map.entry("days", rows()),
                Map.entry(
                        "links", bars(figures.links(), Figures.Link::title, Figures.Link::clicks, Figures.Link::rate)),
                Map.entry("sources", parts(figures.sources())),
                Map.entry("devices", parts(figures.devices())),
                Map.entry("omitted", omitted()));
    }

    record Choice(String label, String href, boolean current) {}

    record Stat(String id, String label, String value, String change, String tone, String note, String explanation) {}

    record Bar(String name, String width, String value, String share) {}

    record DayRow(String day, String visitors, String views, String clicks) {}

    record Count(String label, String value) {}

    private List<Choice> periods() {
        return PERIODS.entrySet().stream()
                .map(entry -> new Choice(
                        entry.getValue(),
                        href(entry.getKey(), chosen),
                        recent && entry.getKey() == report.period().length()))
                .toList();
    }

    /** Nothing to choose with a single site. */
    private List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        if (sites.size() > 1) {
            choices.add(new Choice("All sites", href(report.period().length(), null), chosen == null));
            sites.forEach(site ->
                    choices.add(new Choice(site.name(), href(report.period().length(), site), site.equals(chosen))));
        }
        return choices;
    }

    private String href(int days, @Nullable SiteInfo site) {
        return "?days=" + days + (site == null ? "" : "&site=" + site.id());
    }

    private List<String> addresses() {
        return (chosen == null ? sites : List.of(chosen))
                .stream()
                        .map(SiteInfo::path)
                        .filter(path -> !path.isEmpty())
                        .map(path -> base + path)
                        .toList();
    }

    private List<Stat> stats() {
        var now = figures.total();
        var then = figures.previous();
        return List.of(
                count(
                        "visitors",
                        "Visitors",
                        now.visitors(),
                        then.visitors(),
                        "People who opened a page, each counted once a day and site; the days are added up. There is no cookie: a"
                                + " number is made from address and browser with a key of that day, and the key is"
                                + " destroyed half an hour after the day. People behind one address with the same browser count as one."),
                count(
                        "views",
                        "Page views",
                        now.views(),
                        then.views(),
                        "How often people opened a page. Opened again by the same visitor within 2 seconds it counts once."),
                count(
                        "clicks",
                        "Link clicks",
                        now.clicks(),
                        then.clicks(),
                        "How often people followed a link. The same link followed again by the same visitor within 10 seconds"
                                + " counts once."),
                new Stat(
                        "rate",
                        "Click rate",
                        Words.exactPercent(now.rate()),
                        points(now, then),
                        then.views() == 0 ? "" : tone(Double.compare(now.rate(), then.rate())),
                        then.views() == 0 ? "no views before" : "from " + Words.exactPercent(then.rate()),
                        "Link clicks divided by page views. It can exceed 100% when a page view leads to several clicks."));
    }

    private static Stat count(String id, String label, long now, long then, String explanation) {
        return new Stat(
                id,
                label,
                Words.number(now),
                then == 0 ? "" : signed(Math.round(100.0 * (now - then) / then)) + "%",
                then == 0 ? "" : tone(Long.compare(now, then)),
                then == 0 ? "none before" : "from " + Words.number(then),
                explanation);
    }

    private static String points(Figures.Total now, Figures.Total then) {
        if (then.views() == 0) {
            return "";
        }
        double points = 100 * (now.rate() - then.rate());
        return (points < 0 ? "−" : "+") + String.format(Locale.ENGLISH, "%.1f points", Math.abs(points));
    }

    private static String signed(long value) {
        return (value < 0 ? "−" : "+") + Words.number(Math.abs(value));
    }

    private static String tone(int change) {
        return change > 0 ? "up" : change < 0 ? "down" : "";
    }

    private String sentence() {
        var days = report.days();
        var highest = days.stream()
                .max(Comparator.comparingLong(Report.Day::visitors))
                .orElseThrow();
        long lowest = days.stream().mapToLong(Report.Day::visitors).min().orElse(0);
        return "Visitors per day, %s to %s. Lowest %s, highest %s on %s."
                .formatted(
                        Words.longDay(first(days)),
                        Words.longDay(last(days)),
                        Words.number(lowest),
                        Words.number(highest.visitors()),
                        Words.longDay(highest.day()));
    }

    private List<String> names() {
        Function<LocalDate, String> name = report.days().size() > 180 ? Words::month : Words::day;
        return report.days().stream().map(Report.Day::day).map(name).toList();
    }

    private List<DayRow> rows() {
        return report.days().reversed().stream()
                .map(day -> new DayRow(
                        Words.fullDay(day.day()),
                        Words.number(day.visitors()),
                        Words.number(day.views()),
                        Words.number(day.clicks())))
                .toList();
    }

    private List<Count> omitted() {
        return figures.omitted().stream()
                .map(part -> new Count(part.description(), Words.number(part.number())))
                .toList();
    }

    private static List<Bar> parts(List<Figures.Part> parts) {
        return bars(parts, Figures.Part::name, Figures.Part::visitors, Figures.Part::share);
    }

    private static <T> List<Bar> bars(
            List<T> parts, Function<T, String> name, ToLongFunction<T> value, Function<T, Double> share) {
        long highest = parts.stream().mapToLong(value).max().orElse(1);
        return parts.stream()
                .limit(ROWS)
                .map(part -> new Bar(
                        name.apply(part),
                        String.format(Locale.ROOT, "%.1f", WIDEST * value.applyAsLong(part) / Math.max(1, highest)),
                        Words.number(value.applyAsLong(part)),
                        Words.percent(share.apply(part))))
                .toList();
    }

    private static List<Long> visitors(List<Report.Day> days) {
        return days.stream().map(Report.Day::visitors).toList();
    }

    private static LocalDate first(List<Report.Day> days) {
        return days.getFirst().day();
    }

    private static LocalDate last(List<Report.Day> days) {
        return days.getLast().day();
    }
}
