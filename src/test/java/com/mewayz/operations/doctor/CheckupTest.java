package com.mewayz.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.operations.doctor.Finding.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One check that hangs or breaks is that check's own affair. */
class CheckupTest {
    @Test
    void neitherAHangingNorAFailingCheckHoldsUpTheOthers() {
        var never = new CountDownLatch(1);
        var report = new Checkup(Ward.folder(Path.of("none"), Path.of("none")))
                .run(
                        List.of(
                                new Check("hangs", () -> wait(never)),
                                new Check("fails", () -> {
                                    throw new IllegalStateException("on purpose");
                                }),
                                new Check("works", () -> Finding.ok("Fine."))),
                        Duration.ofSeconds(1));
        never.countDown();

        assertThat(report.entries())
                .extracting(entry -> entry.name() + " " + entry.finding().state())
                .containsExactly("hangs UNKNOWN", "fails UNKNOWN", "works OK");
        assertThat(report.sorted().getLast().name()).isEqualTo("works");
        assertThat(report.entries().get(1).finding().found()).doesNotContain("on purpose");
        assertThat(report.count(State.UNKNOWN)).isEqualTo(2);
    }

    private static Finding wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Finding.ok("Late.");
    }
}
