package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Pages that stay up to date by server-sent events. The events come from the page's own address, to whoever accepts
 * {@code text/event-stream}: the same route, role and checks. Before every look the caller is admitted anew, so that a
 * stream ends within a second of its session, its role or its workspace.
 */
public final class Live implements AutoCloseable {
    static final String TYPE = "text/event-stream";
    static final int MOST = 200;
    static final int MOST_EACH = 3;

    private static final Duration TICK = Duration.ofSeconds(1);
    private final Gate gate;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<Long, Integer> each = new HashMap<>();
    private int open;

    Live(Gate gate) {
        this.gate = gate;
    }

    /** What is new since it was asked last; asked again and again by one thread. */
    public interface News {
        Optional<String> next();
    }

    Answer answer(Call call, Function<Call, Answer> page, Function<Call, News> news) {
        if (!call.header("Accept").orElse("").contains(TYPE)) {
            return page.apply(call).with("Vary", "Accept");
        }
        var stream = new Told(call, news.apply(call));
        if (!enter(call.user())) {
            throw Problem.tooMany("Too many pages are open that keep themselves up to date.", Duration.ofMinutes(1));
        }
        return Answer.streamed(TYPE + "; charset=utf-8", stream)
                .with("Cache-Control", "no-store")
                .with("Vary", "Accept")
                .with("X-Accel-Buffering", "no");
    }

    @Override
    public void close() {
        closing.countDown();
    }

    synchronized int open() {
        return open;
    }

    /** Whether there was room for one more; if so, it must leave. */
    private synchronized boolean enter(long user) {
        int own = each.getOrDefault(user, 0);
        if (open >= MOST || own >= MOST_EACH) {
            return false;
        }
        open++;
        each.put(user, own + 1);
        return true;
    }

    private synchronized void leave(long user) {
        open--;
        each.computeIfPresent(user, (same, count) -> count == 1 ? null : count - 1);
    }

    private void send(Call call, News news, OutputStream out) throws IOException {
        try {
            do {
                if (!gate.stillAdmits(call)) {
                    write(out, "event: end\ndata:\n\n");
                    return;
                }
                var text = news.next();
                // a comment where there is nothing: who has gone is found out, and their place is free again
                write(out, text.map(Live::event).orElse(":\n\n"));
            } while (!closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String event(String text) {
        return "data: " + text.replace("\r", "").replace("\n", "\ndata: ") + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private final class Told implements Answer.Stream {
        private final Call call;
        private final News news;

        Told(Call call, News news) {
            this.call = call;
            this.news = news;
        }

        @Override
        public void to(OutputStream out) throws IOException {
            send(call, news, out);
        }

        @Override
        public void done() {
            leave(call.user());
        }
    }
}
