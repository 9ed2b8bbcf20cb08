package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void hoursAreThoseOfTheWorkspaceAlsoWhenItsClocksChange() {
        assertThat(next(Schedule.DAILY, "2026-03-28T07:00:00Z", 8)).isEqualTo("2026-03-29T06:00:00Z");
        assertThat(next(Schedule.DAILY, "2026-10-24T06:00:00Z", 8)).isEqualTo("2026-10-25T07:00:00Z");
        assertThat(next(Schedule.DAILY, "2026-10-24T05:59:59Z", 8)).isEqualTo("2026-10-24T06:00:00Z");
        assertThat(next(Schedule.DAILY, "2026-03-28T12:00:00Z", 2))
                .as("an hour that is skipped")
                .isEqualTo("2026-03-29T01:00:00Z");
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheFirst() {
        assertThat(next(Schedule.WEEKLY, "2026-11-22T12:00:00Z", 8)).isEqualTo("2026-11-23T07:00:00Z");
        assertThat(next(Schedule.WEEKLY, "2026-11-23T07:00:00Z", 8)).isEqualTo("2026-11-30T07:00:00Z");
        assertThat(next(Schedule.MONTHLY, "2026-11-01T06:59:59Z", 8)).isEqualTo("2026-11-01T07:00:00Z");
        assertThat(next(Schedule.MONTHLY, "2026-11-01T07:00:00Z", 8)).isEqualTo("2026-12-01T07:00:00Z");
        assertThat(Schedule.NONE.next(Instant.EPOCH, 8, BERLIN)).isNull();
    }

    @Test
    void periodsAreWholeDays() {
        assertThat(days(ReportPeriod.LAST_7_DAYS, "2026-11-22")).isEqualTo("2026-11-15 2026-11-21");
        assertThat(days(ReportPeriod.LAST_WEEK, "2026-11-22")).isEqualTo("2026-11-09 2026-11-15");
        assertThat(days(ReportPeriod.LAST_WEEK, "2026-11-23")).isEqualTo("2026-11-16 2026-11-22");
        assertThat(days(ReportPeriod.LAST_MONTH, "2026-03-31")).isEqualTo("2026-02-01 2026-02-28");
        assertThat(days(ReportPeriod.THIS_MONTH, "2026-11-22")).isEqualTo("2026-11-01 2026-11-21");
        assertThat(days(ReportPeriod.THIS_MONTH, "2026-11-01")).isEqualTo("2026-11-01 2026-11-01");
    }

    private static String next(Schedule schedule, String after, int hour) {
        return String.valueOf(schedule.next(Instant.parse(after), hour, BERLIN));
    }

    private static String days(ReportPeriod period, String today) {
        var days = period.before(LocalDate.parse(today), BERLIN);
        return days.from() + " " + days.to();
    }
}
