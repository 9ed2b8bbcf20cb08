package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.Problem;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {
    @Test
    void bothEndsBelongToAPeriod() {
        assertThat(Span.of("2026-02-28", "2026-03-01", ZoneOffset.UTC).length()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'',2026-03-01",
        "2026-03-01,''",
        "2026-02-30,2026-03-01",
        "yesterday,2026-03-01",
        "2026-03-02,2026-03-01",
        "2025-01-01,2026-03-01",
        "-999999999-01-01,2026-03-01",
        "1999-12-31,2000-01-01",
        "2026-03-01,+999999999-12-31"
    })
    void whatIsNoPeriodIsRefused(String from, String to) {
        assertThatThrownBy(() -> Span.of(from, to, ZoneOffset.UTC))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID));
    }
}
