package com.mewayz.analytics;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.platform.web.Form;
import com.mewayz.traffic.Dimension;
import com.mewayz.workspaces.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The form of a report: what it offers, and what was chosen. */
record ReportForm(List<SiteInfo> sites, List<Member> members) {
    private static final int FILTERS = 3;

    static ReportInput input(Form form) {
        var question = new ReportQuestion(
                numbers(form.all("sites")),
                constant(ReportPeriod.class, form.text("period")),
                filters(form),
                form.all("dimensions"),
                form.all("measures").stream()
                        .map(word -> constant(Measure.class, word))
                        .toList());
        var hour = form.text("hour");
        return new ReportInput(
                form.text("name"),
                question,
                constant(Schedule.class, form.text("schedule")),
                hour.matches("\\d{1,2}") ? Integer.valueOf(hour) : Integer.valueOf(-1),
                numbers(form.all("recipients")));
    }

    Map<String, Object> model(Optional<SavedReport> report) {
        var question = report.map(SavedReport::question);
        var model = new HashMap<String, Object>();
        model.put("form", report.map(ReportForm::values).orElse(Map.of("hour", "8", "period", "last_7_days")));
        model.put("fresh", report.isEmpty());
        model.put("periods", options(ReportPeriod.values(), ReportPeriod::words));
        model.put("schedules", options(Schedule.values(), Schedule::words));
        model.put(
                "hours",
                IntStream.range(0, 24)
                        .mapToObj(hour -> Map.of("value", hour + "", "label", "%02d:00".formatted(hour)))
                        .toList());
        model.put("filters", IntStream.rangeClosed(1, FILTERS).boxed().toList());
        model.put("ways", ways());
        model.put(
                "sites",
                ticks(sites.stream()
                        .collect(Collectors.toMap(
                                site -> site.id() + "", SiteInfo::name, (a, b) -> a, java.util.LinkedHashMap::new))));
        model.put(
                "dimensions",
                ticks(Stream.of(Dimension.values())
                        .collect(Collectors.toMap(
                                Dimension::word, Labels::title, (a, b) -> a, java.util.LinkedHashMap::new))));
        model.put(
                "measures",
                ticks(Stream.of(Measure.values())
                        .collect(Collectors.toMap(
                                Measure::word, measure -> measure.label, (a, b) -> a, java.util.LinkedHashMap::new))));
        model.put(
                "recipients",
                ticks(members.stream()
                        .collect(Collectors.toMap(
                                member -> member.user() + "",
                                member -> member.name() + ", " + member.email(),
                                (a, b) -> a,
                                java.util.LinkedHashMap::new))));
        tick(model, "sites", question.map(it -> words(it.sites())).orElse(List.of()));
        tick(model, "dimensions", question.map(ReportQuestion::dimensions).orElse(List.of("source", "page")));
        tick(
                model,
                "measures",
                question
                        .map(ReportQuestion::measures)
                        .orElse(List.of(Measure.VISITORS, Measure.VIEWS, Measure.CLICKS))
                        .stream()
                        .map(Measure::word)
                        .toList());
        tick(model, "recipients", report.map(it -> words(it.recipients())).orElse(List.of()));
        return model;
    }

    /** Marks which boxes of a list are ticked. */
    static void tick(Map<String, Object> model, String list, Collection<String> chosen) {
        var boxes = new ArrayList<Map<String, Object>>();
        for (var each : (List<?>) model.getOrDefault(list, List.of())) {
            var box = (Map<?, ?>) each;
            var value = String.valueOf(box.get("value"));
            boxes.add(Map.of(
                    "value", value, "label", String.valueOf(box.get("label")), "chosen", chosen.contains(value)));
        }
        model.put(list, boxes);
    }

    private static List<ReportFilter> filters(Form form) {
        return IntStream.rangeClosed(1, FILTERS)
                .filter(number -> !form.text("filter" + number).isEmpty())
                .mapToObj(number -> new ReportFilter(
                        form.text("filter" + number),
                        Stream.of(form.text("value" + number).split("\\s*,\\s*"))
                                .toList(),
                        form.flag("not" + number)))
                .toList();
    }

    private static Map<String, Object> values(SavedReport report) {
        var values = new HashMap<String, Object>();
        var period = report.question().period();
        values.put("name", report.name());
        values.put("period", period == null ? "" : period.word());
        values.put("schedule", report.schedule().word());
        values.put("hour", report.hour() + "");
        int number = 1;
        for (var filter : report.question().filters()) {
            values.put("filter" + number, String.valueOf(filter.dimension()));
            values.put("value" + number, String.join(", ", filter.values() == null ? List.of() : filter.values()));
            if (Boolean.TRUE.equals(filter.not())) {
                values.put("not" + number, "true");
            }
            number++;
        }
        return values;
    }

    private static List<Map<String, String>> ways() {
        var ways = new ArrayList<Map<String, String>>();
        ways.add(Map.of("value", "", "label", "No filter"));
        Stream.of(Dimension.values())
                .filter(Dimension::filters)
                .forEach(way -> ways.add(Map.of("value", way.word(), "label", Labels.title(way))));
        return ways;
    }

    private static <T extends Enum<T>> List<Map<String, String>> options(
            T[] all, java.util.function.Function<T, String> words) {
        return Stream.of(all)
                .map(each -> Map.of("value", each.name().toLowerCase(Locale.ROOT), "label", words.apply(each)))
                .toList();
    }

    private static List<Map<String, String>> ticks(Map<String, String> all) {
        return all.entrySet().stream()
                .map(each -> Map.of("value", each.getKey(), "label", each.getValue()))
                .toList();
    }

    private static List<Long> numbers(List<String> texts) {
        return texts.stream()
                .map(text -> text.matches("\\d{1,16}") ? Long.valueOf(text) : Long.valueOf(0))
                .toList();
    }

    private static List<String> words(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }

    private static <T extends Enum<T>> @Nullable T constant(Class<T> type, String word) {
        return Stream.of(type.getEnumConstants())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
    }
}
