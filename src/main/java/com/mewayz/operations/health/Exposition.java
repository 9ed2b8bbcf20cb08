package com.mewayz.operations.health;

import java.util.Locale;

/**
 * The text that monitors read figures from: the format of Prometheus, version 0.0.4, or OpenMetrics 1.0. The samples of
 * a family follow its head; a label is a name and a value.
 */
final class Exposition {
    private final StringBuilder out = new StringBuilder(16 << 10);
    private final boolean open;
    private String family = "";

    /** @param open whether it is OpenMetrics */
    Exposition(boolean open) {
        this.open = open;
    }

    /** How the samples of a family are meant. */
    enum Kind {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        SUMMARY
    }

    /** Begins a family. The name of a counter ends in {@code _total}. */
    Exposition family(Kind kind, String name, String help) {
        family = name;
        // OpenMetrics names the family of a counter without its end
        var head = open && kind == Kind.COUNTER ? name.substring(0, name.length() - "_total".length()) : name;
        out.append("# HELP ").append(head).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(head).append(' ');
        out.append(kind.name().toLowerCase(Locale.ROOT)).append('\n');
        return this;
    }

    /** A family of one sample. */
    void only(Kind kind, String name, String help, double value) {
        family(kind, name, help).sample(value);
    }

    void only(Kind kind, String name, String help, long value) {
        family(kind, name, help).sample(value);
    }

    void sample(double value, String... labels) {
        part("", value, labels);
    }

    void sample(long value, String... labels) {
        part("", value, labels);
    }

    /** @param end of the name: {@code _bucket}, {@code _sum}, {@code _count} */
    void part(String end, double value, String... labels) {
        part(end, Double.toString(value), labels);
    }

    void part(String end, long value, String... labels) {
        part(end, Long.toString(value), labels);
    }

    private void part(String end, String value, String... labels) {
        out.append(family).append(end);
        for (int i = 0; i < labels.length; i += 2) {
            out.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            escape(labels[i + 1]);
            out.append('"');
        }
        out.append(labels.length > 0 ? "} " : " ").append(value).append('\n');
    }

    String text() {
        return open ? out + "# EOF\n" : out.toString();
    }

    static String type(boolean open) {
        return open
                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(value.charAt(i));
            }
        }
    }
}
