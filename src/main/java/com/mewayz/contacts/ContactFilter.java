package com.mewayz.contacts;

import com.mewayz.platform.web.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which contacts are wanted; what is empty, 0 or false leaves nobody out.
 *
 * @param words found in the name, an address, a number or a tag; the last of them may be unfinished
 * @param newsletter a {@link Contact.Newsletter}, in lower case
 * @param metBy who met them first
 * @param seen in the last so many days
 * @param deleted those in the bin instead of the others
 */
public record ContactFilter(String words, String tag, String newsletter, String metBy, int seen, boolean deleted) {
    static final ContactFilter ALL = new ContactFilter("", "", "", "", 0, false);

    private static final int LONGEST_TIME = 3650;

    /** What a query of q, tag, newsletter, met_by, seen and show=bin says; what it cannot mean is left out. */
    static ContactFilter of(Call call) {
        return new ContactFilter(
                call.query("q").orElse("").strip(),
                call.query("tag").map(Tags::normal).orElse(""),
                known(call.query("newsletter").orElse(""), Contact.Newsletter.values()),
                known(call.query("met_by").orElse(""), Met.values()),
                call.number("seen", 0, 0, LONGEST_TIME),
                call.query("show").filter("bin"::equals).isPresent());
    }

    /** The words of the filters that are set, each with the name of its part of the query. */
    List<Chip> chips() {
        var chips = new ArrayList<Chip>();
        if (!tag.isEmpty()) {
            chips.add(new Chip("tag", "Tag is", tag));
        }
        if (!metBy.isEmpty()) {
            chips.add(new Chip(
                    "met_by",
                    "Met by",
                    Met.valueOf(metBy.toUpperCase(Locale.ROOT)).label()));
        }
        if (seen > 0) {
            chips.add(new Chip("seen", "Seen in", seen + " days"));
        }
        return chips;
    }

    boolean isEverybody() {
        return equals(ALL);
    }

    private static String known(String word, Enum<?>[] values) {
        var name = word.toUpperCase(Locale.ROOT);
        return Set.of(values).stream().anyMatch(value -> value.name().equals(name))
                ? word.toLowerCase(Locale.ROOT)
                : "";
    }

    record Chip(String name, String label, String value) {}
}
