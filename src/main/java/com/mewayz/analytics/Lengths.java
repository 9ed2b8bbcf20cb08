package com.mewayz.analytics;

import com.mewayz.platform.web.Call;
import com.mewayz.traffic.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The periods that pages offer, ending today. */
final class Lengths {
    static final Map<Integer, String> ALL =
            new TreeMap<>(Map.of(7, "7 days", 28, "28 days", 90, "90 days", 365, "12 months"));

    private Lengths() {}

    static List<Map<String, Object>> links(Call call, Period shown, LocalDate today) {
        return ALL.entrySet().stream()
                .map(length -> Map.<String, Object>of(
                        "label",
                        length.getValue(),
                        "href",
                        call.path() + "?days=" + length.getKey(),
                        "current",
                        shown.to().equals(today) && shown.length() == length.getKey()))
                .toList();
    }
}
