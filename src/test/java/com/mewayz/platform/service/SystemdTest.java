package com.mewayz.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What systemd is told, at a real socket. */
class SystemdTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void systemdHearsOfTheStartAndTheEnd(boolean inAbstractSpace) {
        var address = inAbstractSpace ? "@mewayz-" + ProcessHandle.current().pid() : folder + "/notify";
        try (var mailbox = new Mailbox(address);
                var manager = Systemd.of(Map.of("NOTIFY_SOCKET", address)).orElseThrow()) {
            manager.ready(() -> true);
            manager.stopping();

            assertThat(mailbox.next()).startsWith("READY=1\n");
            assertThat(mailbox.next()).startsWith("STOPPING=1\n");
        }
    }

    @Test
    void whoDoesNotLiveDoesNotSaySo() throws InterruptedException {
        var address = folder + "/notify";
        var lives = new AtomicBoolean(true);
        var asked = new Semaphore(0);
        try (var mailbox = new Mailbox(address);
                var manager = Systemd.of(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "20000"))
                        .orElseThrow()) {
            manager.ready(() -> {
                asked.release();
                return lives.get();
            });
            assertThat(mailbox.next()).startsWith("READY=1\n");
            assertThat(mailbox.next()).isEqualTo("WATCHDOG=1");
            assertThat(mailbox.next()).isEqualTo("WATCHDOG=1");

            lives.set(false);
            asked.drainPermits();
            assertThat(asked.tryAcquire(5, 20, TimeUnit.SECONDS)).isTrue();
            manager.stopping();
            var next = mailbox.next();
            while (next.equals("WATCHDOG=1")) { // those that were on their way
                next = mailbox.next();
            }
            assertThat(next).startsWith("STOPPING=1\n");
            assertThat(mailbox.waiting()).as("said at most once more").isZero();
        }
    }

    @Test
    void nobodyIsToldWhoDidNotAsk() {
        assertThat(Systemd.of(Map.of())).isEmpty();
        assertThat(Systemd.of(Map.of("NOTIFY_SOCKET", "no path"))).isEmpty();
        assertThat(Systemd.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200)))).isEmpty();
    }

    @Test
    void whenNobodyListensTheServerGoesOn() {
        try (var manager =
                Systemd.of(Map.of("NOTIFY_SOCKET", folder + "/nobody")).orElseThrow()) {
            manager.ready(() -> true);
            manager.status("still here");
            assertThat(folder.resolve("nobody")).doesNotExist();
        }
    }
}
