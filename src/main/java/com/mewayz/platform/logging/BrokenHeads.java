package com.mewayz.platform.logging;

import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The web server calls it an internal error, with a stack trace, when the head of a request has characters that it cannot
 * read. It is a stranger's doing, and an entry only for whoever looks closely. Whatever else it has to tell stays as it is.
 */
final class BrokenHeads implements Filter {
    /** Who writes these entries. */
    static final String LOGGER = "io.helidon.webserver.http1.Http1Connection";

    private static final Set<String> READERS =
            Set.of("io.helidon.webserver.http1.Http1Prologue", "io.helidon.http.Http1HeadersParser");

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (!isCausedByReading(entry.getThrown())) {
            return true;
        }
        entry.setLevel(Level.FINE);
        return Logger.getLogger(LOGGER).isLoggable(Level.FINE);
    }

    private static boolean isCausedByReading(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException) {
                for (var frame : cause.getStackTrace()) {
                    if (READERS.contains(frame.getClassName())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
