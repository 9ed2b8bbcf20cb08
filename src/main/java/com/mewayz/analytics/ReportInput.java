package com.mewayz.analytics;

import com.mewayz.platform.Check;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A report as somebody wants it.
 *
 * @param schedule none if it is left out
 * @param hour of the workspace's day, 0 to 23; 8 if it is left out
 * @param recipients users of the workspace; each gets it by mail when it is made by itself
 */
public record ReportInput(
        @Nullable String name,
        @Nullable ReportQuestion question,
        @Nullable Schedule schedule,
        @Nullable Integer hour,
        @Nullable List<Long> recipients) {
    private static final int MOST = 20;
    private static final int MORNING = 8;

    /** @param members nobody else is written to */
    ReportInput checked(Collection<Long> sites, Collection<Long> members) {
        var check = new Check()
                .line("name", name, 1, 80)
                .that("question", question != null, "Say what to report.")
                .that("hour", hour() >= 0 && hour() <= 23, "Choose an hour from 0 to 23.")
                .that("recipients", to().size() <= MOST, "Choose at most " + MOST + " people.")
                .that("recipients", members.containsAll(to()), "Choose from the members of this workspace.")
                .that("recipients", to().isEmpty() || schedule() != Schedule.NONE, "Choose when it shall be sent.");
        if (question != null) {
            question.check(check, sites);
        }
        check.done();
        return new ReportInput(
                String.valueOf(name).strip(), question == null ? null : question.whole(), schedule(), hour(), to());
    }

    @Override
    public Schedule schedule() {
        return schedule == null ? Schedule.NONE : schedule;
    }

    @Override
    public Integer hour() {
        return hour == null ? MORNING : hour;
    }

    List<Long> to() {
        var all = new TreeSet<Long>();
        if (recipients != null) {
            recipients.forEach(user -> all.add(user == null ? 0 : user));
        }
        return List.copyOf(all);
    }
}
