package com.mewayz.platform.web;

import com.mewayz.platform.db.Page;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The REST API as a table: every route names the role it needs, its input and its output, so that authorisation, the
 * OpenAPI document and the tests that walk all routes need no code in a feature. Paths are below {@value #BASE}.
 */
public final class Api {
    public static final String BASE = "/api/v1";

    private final Router router;
    private final Clock clock;

    Api(Router router, Clock clock) {
        this.router = router;
        this.clock = clock;
    }

    /** A list ({@code output} is an array class, the handler gives a {@code Page} or a short list) or one thing. */
    public void get(String path, Role role, Class<?> output, String summary, Function<Call, ?> handler) {
        add(
                "GET",
                path,
                role,
                Void.class,
                output,
                summary,
                200,
                "Read.",
                (call, none) -> paged(call, handler.apply(call)));
    }

    private static @Nullable Object paged(Call call, @Nullable Object result) {
        return result instanceof List<?> all ? Page.of(all, call.page(), call.perPage()) : result;
    }

    public <I> void post(
            String path, Role role, Class<I> input, Class<?> output, String summary, BiFunction<Call, I, ?> handler) {
        add("POST", path, role, input, output, summary, 201, "Created.", handler);
    }

    /** A verb told as a resource: {@code POST …/publication}. It takes no body. */
    public void post(String path, Role role, Class<?> output, String summary, Function<Call, ?> handler) {
        add("POST", path, role, Void.class, output, summary, 201, "Done.", (call, none) -> handler.apply(call));
    }

    public <I> void put(
            String path, Role role, Class<I> input, Class<?> output, String summary, BiFunction<Call, I, ?> handler) {
        add("PUT", path, role, input, output, summary, 200, "Saved.", handler);
    }

    /**
     * A JSON merge patch (RFC 7396): what the body names is changed in the current input, the whole is checked as if it
     * had been sent with PUT.
     */
    public <I> void patch(
            String path,
            Role role,
            Class<I> input,
            Class<?> output,
            String summary,
            Function<Call, I> current,
            BiFunction<Call, I, ?> handler) {
        router.add(new Route(
                "PATCH",
                BASE + path,
                Route.Kind.API,
                role,
                input,
                output,
                summary,
                Route.BODY,
                call -> answer(200, "Saved.", handler.apply(call, call.patch(current.apply(call), input)))));
    }

    public void delete(String path, Role role, String summary, Consumer<Call> handler) {
        add("DELETE", path, role, Void.class, Void.class, summary, 200, "Deleted.", (call, none) -> {
            handler.accept(call);
            return null;
        });
    }

    /** An upload: the body is a form with files. */
    public void upload(String path, Role role, Class<?> output, String summary, Function<Call, ?> handler) {
        router.add(new Route(
                "POST",
                BASE + path,
                Route.Kind.API,
                role,
                Form.class,
                output,
                summary,
                Route.UPLOAD,
                call -> answer(201, "Stored.", handler.apply(call))));
    }

    /** An upload of any length, see {@link Call#incoming}: the body is the file, or a form with it. */
    public void stream(String path, Role role, Class<?> output, String summary, Function<Call, ?> handler) {
        router.add(new Route(
                "POST",
                BASE + path,
                Route.Kind.API,
                role,
                Form.class,
                output,
                summary,
                Route.STREAM,
                call -> answer(201, "Stored.", handler.apply(call))));
    }

    /** A document that is not in the envelope. */
    public void document(String path, Role role, String summary, Function<Call, Answer> handler) {
        router.add(new Route(
                "GET", BASE + path, Route.Kind.API, role, Void.class, Answer.class, summary, Route.BODY, handler));
    }

    /** A file of any length that is not in the envelope; asked for with a body. */
    public <I> void download(
            String path, Role role, Class<I> input, String summary, BiFunction<Call, I, Answer> handler) {
        router.add(new Route(
                "POST",
                BASE + path,
                Route.Kind.API,
                role,
                input,
                Answer.class,
                summary,
                Route.BODY,
                call -> handler.apply(call, call.input(input))));
    }

    /** A file of any length that is not in the envelope, and whose leaving is written down: so it is asked for with POST. */
    public void download(String path, Role role, String summary, Function<Call, Answer> handler) {
        router.add(new Route(
                "POST", BASE + path, Route.Kind.API, role, Void.class, Answer.class, summary, Route.BODY, handler));
    }

    private <I> void add(
            String method,
            String path,
            Role role,
            Class<I> input,
            Class<?> output,
            String summary,
            int status,
            String message,
            BiFunction<Call, I, ?> handler) {
        router.add(new Route(
                method,
                path.equals("/") ? BASE : BASE + path,
                Route.Kind.API,
                role,
                input,
                output,
                summary,
                Route.BODY,
                call -> answer(status, message, handler.apply(call, input(call, input)))));
    }

    @SuppressWarnings("NullAway") // handlers of routes without input never look at it
    private static <I> I input(Call call, Class<I> type) {
        return type == Void.class ? null : call.input(type);
    }

    private Answer answer(int status, String message, @Nullable Object result) {
        return Answer.json(status, Envelope.of(message, result, clock.instant()))
                .with("Cache-Control", "no-store");
    }
}
