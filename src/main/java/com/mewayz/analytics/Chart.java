package com.mewayz.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A line chart in numbers, ready for a template to write down as SVG: lengths are those of the view box.
 *
 * @param gridlines from the bottom up
 * @param area the path below the line; {@code line} the period's, {@code before} the one of the period it is compared with
 *     or empty
 * @param points the highest day, if there is one
 * @param marks days on which something happened
 */
public record Chart(
        int width,
        int height,
        int left,
        int right,
        int labelX,
        int baseline,
        List<Gridline> gridlines,
        String area,
        String line,
        String before,
        List<Point> points,
        List<Mark> marks,
        List<Label> labels) {

    /**
     * What is drawn.
     *
     * @param before of the period before, empty for none
     * @param names of the days
     * @param axis how a value is written beside its grid line
     * @param marked places of days on which something happened
     */
    record Series(
            List<Long> values, List<Long> before, List<String> names, LongFunction<String> axis, List<Integer> marked) {
        static Series of(List<Long> values, List<Long> before, List<String> names) {
            return new Series(values, before, names, Words::number, List.of());
        }
    }

    /** Both drawings of a chart: the desktop's, and the phone's with fewer lines and labels. */
    static Chart wide(Series series) {
        return draw(new Frame(1092, 262, 48, 1080, 20, 230, 36, 4), series);
    }

    static Chart narrow(Series series) {
        return draw(new Frame(334, 192, 38, 330, 12, 168, 32, 2), series);
    }

    private static Chart draw(Frame frame, Series series) {
        var values = series.values;
        long top = top(Stream.concat(values.stream(), series.before.stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0));
        var line = path(frame, values, top);
        return new Chart(
                frame.width,
                frame.height,
                frame.left,
                frame.right,
                frame.labelX,
                frame.height - (frame.height - frame.bottom) / 4,
                gridlines(frame, top, series.axis),
                "M%d %dL%s L%d %dZ".formatted(frame.left, frame.bottom, line.substring(1), frame.right, frame.bottom),
                line,
                series.before.isEmpty() ? "" : path(frame, series.before, top),
                highest(frame, values, top),
                series.marked.stream()
                        .map(place -> new Mark(number(frame.x(place, values.size())), frame.top, frame.bottom))
                        .toList(),
                labels(frame, series.names));
    }

    /** The smallest round number that is not below the values and can be cut into four round steps. */
    static long top(long highest) {
        for (long power = 1; ; power *= 10) {
            for (long step : List.of(power, 2 * power, power == 1 ? 5 : 5 * power / 2, 5 * power)) {
                if (4 * step >= highest) {
                    return 4 * step;
                }
            }
        }
    }

    private static List<Gridline> gridlines(Frame frame, long top, LongFunction<String> axis) {
        return IntStream.rangeClosed(0, frame.steps)
                .mapToObj(i -> {
                    long value = top * i / frame.steps;
                    return new Gridline(
                            number(frame.y(value, top)), number(frame.y(value, top) + 4), axis.apply(value));
                })
                .toList();
    }

    private static String path(Frame frame, List<Long> values, long top) {
        var path = new StringJoiner("L", "M", "");
        for (int i = 0; i < values.size(); i++) {
            path.add(number(frame.x(i, values.size())) + " " + number(frame.y(values.get(i), top)));
        }
        return path.toString();
    }

    private static List<Point> highest(Frame frame, List<Long> values, long top) {
        long highest = values.stream().mapToLong(Long::longValue).max().orElse(0);
        int place = values.indexOf(highest);
        return highest == 0
                ? List.of()
                : List.of(new Point(number(frame.x(place, values.size())), number(frame.y(highest, top))));
    }

    private static List<Label> labels(Frame frame, List<String> names) {
        int last = names.size() - 1;
        int parts = Math.min(frame.steps, last);
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i <= parts; i++) {
            int place = parts == 0 ? 0 : Math.round((float) i * last / parts);
            labels.add(new Label(
                    number(frame.x(place, names.size())),
                    i == 0 ? "start" : i == parts ? "end" : "middle",
                    names.get(place)));
        }
        return labels;
    }

    private static String number(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    public record Gridline(String y, String textY, String label) {}

    public record Point(String x, String y) {}

    public record Mark(String x, int top, int bottom) {}

    public record Label(String x, String anchor, String text) {}

    private record Frame(int width, int height, int left, int right, int top, int bottom, int labelX, int steps) {
        double x(int place, int places) {
            return places == 1 ? left : left + (double) (right - left) * place / (places - 1);
        }

        double y(long value, long highest) {
            return bottom - (double) (bottom - top) * value / highest;
        }
    }
}
