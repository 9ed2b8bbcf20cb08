package com.mewayz.platform.logging;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which request the thread works on, for every line it writes meanwhile. */
public final class LogContext {
    private static final ThreadLocal<@Nullable String> REQUEST = new ThreadLocal<>();

    private LogContext() {}

    public static void begin(String request) {
        REQUEST.set(request);
    }

    public static void end() {
        REQUEST.remove();
    }

    /** The request this thread works on, for those who hand its work to another thread. */
    public static @Nullable String request() {
        return REQUEST.get();
    }

    /** Does a part of the request's work, null for none, on a thread that works for many. */
    public static <T extends @Nullable Object> T carry(@Nullable String request, Supplier<T> work) {
        var before = REQUEST.get();
        REQUEST.set(request);
        try {
            return work.get();
        } finally {
            REQUEST.set(before);
        }
    }
}
