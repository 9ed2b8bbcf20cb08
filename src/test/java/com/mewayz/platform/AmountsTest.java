package com.mewayz.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    /** What has gone by is cut off, what is to come is rounded up. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0S,      0 seconds,   1 second
            PT0.2S,    0 seconds,   1 second
            PT1S,      1 second,    1 second
            PT119S,    119 seconds, 119 seconds
            PT119.5S,  119 seconds, 2 minutes
            PT2M,      2 minutes,   2 minutes
            PT2M1S,    2 minutes,   3 minutes
            PT119M59S, 119 minutes, 120 minutes
            PT2H,      2 hours,     2 hours
            PT2H1S,    2 hours,     3 hours
            PT47H59M,  47 hours,    48 hours
            PT48H,     2 days,      2 days
            PT49H,     2 days,      3 days
            P1200D,    '1,200 days', '1,200 days'
            """)
    void timesAreSaidInOneUnit(Duration time, String past, String wait) {
        assertThat(Amounts.time(time)).isEqualTo(past);
        assertThat(Amounts.time(time.negated())).isEqualTo(past);
        assertThat(Amounts.atLeast(time)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({
        "PT2S, 1 minute",
        "PT59M59S, 59 minutes",
        "PT1H, 1 h",
        "PT3H12M, 3 h 12 min",
        "PT47H59M, 47 h 59 min",
        "PT48H, 2 days"
    })
    void outagesAreSaidToTheMinute(Duration time, String words) {
        assertThat(Amounts.span(time)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1M, every minute",
        "PT5M, every 5 minutes",
        "PT1H, every hour",
        "PT90M, every 90 minutes",
        "PT36H, every 36 hours",
        "P1D, every day",
        "P7D, every 7 days"
    })
    void pausesAreSaidExactly(Duration pause, String words) {
        assertThat(Amounts.every(pause)).isEqualTo(words);
    }

    @Test
    void thingsAndBytesAreCounted() {
        assertThat(Amounts.count(0, "letter")).isEqualTo("0 letters");
        assertThat(Amounts.count(1, "letter")).isEqualTo("1 letter");
        assertThat(Amounts.count(1200, "letter")).isEqualTo("1,200 letters");
        assertThat(Amounts.bytes(1)).isEqualTo("1 kB");
        assertThat(Amounts.bytes(340 << 20)).isEqualTo("340 MB");
        assertThat(Amounts.bytes(3L << 29)).isEqualTo("1.5 GB");
    }
}
