package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aFieldIsMeantInTheZone() {
        assertThat(moment(Schedule.FROM, "2026-07-01T18:00", null)).isEqualTo(Instant.parse("2026-07-01T17:00:00Z"));
        assertThat(moment(Schedule.FROM, "2026-12-01T18:00", null)).isEqualTo(Instant.parse("2026-12-01T18:00:00Z"));
        assertThat(moment(Schedule.FROM, "", null)).isNull();
    }

    @Test
    void anHourThatComesTwiceOpensInTheFirstAndClosesInTheSecond() {
        assertThat(moment(Schedule.FROM, "2026-10-25T01:30", null)).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(moment(Schedule.UNTIL, "2026-10-25T01:30", null)).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void aFieldLeftAloneKeepsItsMoment() {
        var second = Instant.parse("2026-10-25T01:30:17Z");
        assertThat(moment(Schedule.FROM, Schedule.field(second, LISBON), second))
                .isEqualTo(second);
    }

    @Test
    void anHourThatIsSkippedAndNonsenseAreRefused() {
        assertThatThrownBy(() -> moment(Schedule.FROM, "2027-03-28T01:30", null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsKey(Schedule.FROM));
        assertThatThrownBy(() -> moment(Schedule.FROM, "tomorrow", null)).isInstanceOf(Problem.class);
    }

    @Test
    void aWindowInWords() {
        assertThat(words("2026-12-01T00:00:00Z", "2026-12-15T00:00:00Z")).isEqualTo("1–14 Dec");
        assertThat(words("2026-11-28T00:00:00Z", "2026-12-15T12:00:00Z")).isEqualTo("28 Nov – 15 Dec");
        assertThat(words("2026-12-01T00:00:00Z", null)).isEqualTo("from 1 Dec");
        assertThat(words("2026-01-01T00:00:00Z", null)).isEmpty();
        assertThat(words(null, "2027-01-15T12:00:00Z")).isEqualTo("until 15 Jan 2027");
        assertThat(words(null, "2026-11-01T12:00:00Z")).isEqualTo("ended 1 Nov");
    }

    private static String words(@Nullable String from, @Nullable String until) {
        return Schedule.words(
                from == null ? null : Instant.parse(from), until == null ? null : Instant.parse(until), NOW, LISBON);
    }

    private static @Nullable Instant moment(String field, String text, @Nullable Instant before) {
        var check = new Check();
        var moment = Schedule.moment(check, field, text, before, LISBON);
        check.done();
        return moment;
    }
}
