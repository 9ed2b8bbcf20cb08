package com.mewayz.operations.logs;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What went wrong, for programs. */
final class ErrorApi {
    private static final String ERROR = "/errors/{error}";

    private final ErrorKinds kinds;

    ErrorApi(ErrorKinds kinds) {
        this.kinds = kinds;
    }

    void mount(Api api) {
        api.get(
                "/errors",
                OPERATOR,
                ErrorInfo[].class,
                "List kinds of errors, what happened last first; filter by show (open, done, all), severe and q.",
                call -> kinds.page(call.page(), call.perPage(), ErrorFilter.of(call))
                        .map(ErrorApi::info));
        api.get(
                ERROR,
                OPERATOR,
                ErrorInFull.class,
                "Read a kind of error, with the trace of the first.",
                call -> inFull(kinds.get(call.id("error"))));
        api.post(
                ERROR + "/resolution",
                OPERATOR,
                ErrorInFull.class,
                "Say that an error was seen to; it comes back when it happens again.",
                this::resolve);
    }

    private ErrorInFull resolve(Call call) {
        kinds.done(call.id("error"));
        return inFull(kinds.get(call.id("error")));
    }

    private static ErrorInfo info(ErrorKinds.Row row) {
        return new ErrorInfo(
                row.id(),
                row.kind(),
                row.severe(),
                row.message(),
                row.number(),
                row.firstAt(),
                row.lastAt(),
                row.cameBack(),
                row.doneAt());
    }

    private static ErrorInFull inFull(ErrorKinds.Row row) {
        return new ErrorInFull(
                row.id(),
                row.kind(),
                row.severe(),
                row.message(),
                row.number(),
                row.firstAt(),
                row.lastAt(),
                row.cameBack(),
                row.doneAt(),
                row.trace(),
                row.request(),
                row.version());
    }

    /**
     * A kind of error.
     *
     * @param severe whether it is more than a warning
     * @param message of the first
     * @param number how often it happened
     * @param cameBack whether it happened again after somebody had seen to it
     * @param doneAt when somebody saw to it
     */
    public record ErrorInfo(
            long id,
            String kind,
            boolean severe,
            String message,
            long number,
            Instant firstAt,
            Instant lastAt,
            boolean cameBack,
            @Nullable Instant doneAt) {}

    /**
     * A kind of error with the trace of the first.
     *
     * @param request the last request it happened in; may be empty
     * @param version of the program, when it happened first
     */
    public record ErrorInFull(
            long id,
            String kind,
            boolean severe,
            String message,
            long number,
            Instant firstAt,
            Instant lastAt,
            boolean cameBack,
            @Nullable Instant doneAt,
            String trace,
            String request,
            String version) {}
}
