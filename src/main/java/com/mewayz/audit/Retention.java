package com.mewayz.audit;

import com.mewayz.facts.ServerFact.SettingChanged;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How long the server keeps its log. */
final class Retention {
    private static final String NAME = "audit_days";
    private static final int STANDARD = 365;
    private static final Map<Integer, String> CHOICES =
            Map.of(90, "90 days", STANDARD, "1 year", 730, "2 years", 0, "for good");
    private static final List<Integer> ORDER = List.of(90, STANDARD, 730, 0);

    private final Db db;
    private final Bus bus;
    private final Clock clock;

    Retention(Db db, Bus bus, Clock clock) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
    }

    /** 0 for good. */
    int days() {
        return db.find(Stored.class, "select value from setting where name = ?", NAME)
                .map(stored -> Integer.parseInt(stored.value))
                .orElse(STANDARD);
    }

    String words() {
        return CHOICES.getOrDefault(days(), days() + " days");
    }

    void keep(long by, String days) {
        if (!days.matches("\\d{1,4}") || !CHOICES.containsKey(Integer.valueOf(days))) {
            throw Problem.invalid("days", "Choose one of these.");
        }
        db.inTransaction(() -> {
            if (days() == Integer.parseInt(days)) {
                return;
            }
            db.run(
                    "insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
                    NAME,
                    days);
            bus.publish(new SettingChanged(by, "audit retention: " + CHOICES.get(Integer.valueOf(days))));
        });
    }

    /** The job: what is older goes. */
    void forget() {
        int days = days();
        if (days > 0) {
            bus.forget(clock.instant().minus(Duration.ofDays(days)));
        }
    }

    static List<Map<String, String>> choices() {
        return ORDER.stream()
                .map(days -> Map.of("value", days + "", "label", String.valueOf(CHOICES.get(days))))
                .toList();
    }

    private record Stored(String value) {}
}
