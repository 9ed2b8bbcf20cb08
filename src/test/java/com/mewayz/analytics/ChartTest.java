package com.mewayz.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
    @ParameterizedTest
    @CsvSource({
        "0,4",
        "1,4",
        "4,4",
        "5,8",
        "8,8",
        "9,20",
        "21,40",
        "41,80",
        "81,100",
        "101,200",
        "455,800",
        "1000001,2000000"
    })
    void theTopIsRound(long highest, long top) {
        assertThat(Chart.top(highest)).isEqualTo(top);
    }

    @Test
    void aLineRunsFromLeftToRight() {
        var chart = Chart.wide(new Chart.Series(
                List.of(0L, 4L, 2L),
                List.of(1L, 1L, 1L),
                List.of("1 Mar", "2 Mar", "3 Mar"),
                Measure.BOUNCE_RATE::axis,
                List.of(1)));
        assertThat(chart.line()).isEqualTo("M48 230L564 20L1080 125");
        assertThat(chart.area()).isEqualTo("M48 230L48 230L564 20L1080 125 L1080 230Z");
        assertThat(chart.before()).isEqualTo("M48 177.5L564 177.5L1080 177.5");
        assertThat(chart.points()).containsExactly(new Chart.Point("564", "20"));
        assertThat(chart.gridlines())
                .extracting(Chart.Gridline::label)
                .containsExactly("0%", "0.1%", "0.2%", "0.3%", "0.4%");
        assertThat(chart.marks()).containsExactly(new Chart.Mark("564", 20, 230));
        assertThat(chart.labels())
                .containsExactly(
                        new Chart.Label("48", "start", "1 Mar"),
                        new Chart.Label("564", "middle", "2 Mar"),
                        new Chart.Label("1080", "end", "3 Mar"));
    }

    @Test
    void aSingleDayAndNothingAtAllCanBeDrawn() {
        var chart = Chart.narrow(Chart.Series.of(List.of(0L), List.of(), List.of("1 Mar")));
        assertThat(chart.points()).isEmpty();
        assertThat(chart.labels()).containsExactly(new Chart.Label("38", "start", "1 Mar"));
        assertThat(chart.line()).isEqualTo("M38 168");
        assertThat(chart.before()).isEmpty();
    }
}
