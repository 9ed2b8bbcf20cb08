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
        var chart = Chart.wide(List.of(0L, 4L, 2L), List.of(1L, 1L, 1L), List.of("1 Mar", "2 Mar", "3 Mar"));
        assertThat(chart.line()).isEqualTo("M40 230L560 20L1080 125");
        assertThat(chart.area()).isEqualTo("M40 230L40 230L560 20L1080 125 L1080 230Z");
        assertThat(chart.before()).isEqualTo("M40 177.5L560 177.5L1080 177.5");
        assertThat(chart.points()).containsExactly(new Chart.Point("560", "20"));
        assertThat(chart.gridlines()).extracting(Chart.Gridline::label).containsExactly("0", "1", "2", "3", "4");
        assertThat(chart.labels())
                .containsExactly(
                        new Chart.Label("40", "start", "1 Mar"),
                        new Chart.Label("560", "middle", "2 Mar"),
                        new Chart.Label("1080", "end", "3 Mar"));
    }

    @Test
    void aSingleDayAndNothingAtAllCanBeDrawn() {
        var chart = Chart.narrow(List.of(0L), List.of(0L), List.of("1 Mar"));
        assertThat(chart.points()).isEmpty();
        assertThat(chart.labels()).containsExactly(new Chart.Label("30", "start", "1 Mar"));
        assertThat(chart.line()).isEqualTo("M30 168");
    }
}
