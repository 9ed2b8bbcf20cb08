package com.mewayz.platform.logging;

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

    static @Nullable String request() {
        return REQUEST.get();
    }
}
