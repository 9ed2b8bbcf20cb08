package com.mewayz.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one exception a request may end with on purpose. It is rendered in one place, as the API envelope or as an HTML
 * page. Anything else that is thrown is a bug.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final transient Map<String, List<String>> fields;
    private final transient @Nullable Duration retryAfter;

    private Problem(Kind kind, String message, Map<String, List<String>> fields, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.fields = fields;
        this.retryAfter = retryAfter;
    }

    /** 422: the input is understood and wrong; one sentence or more for each field. */
    public static Problem invalid(Map<String, List<String>> fields) {
        return new Problem(Kind.INVALID, "Some fields need another look.", fields, null);
    }

    /** 422 for one field. */
    public static Problem invalid(String field, String sentence) {
        return invalid(Map.of(field, List.of(sentence)));
    }

    /** 400: the request cannot be understood at all (broken JSON, wrong type, invalid UTF-8). */
    public static Problem malformed(String message) {
        return new Problem(Kind.MALFORMED, message, Map.of(), null);
    }

    public static Problem unauthorized() {
        return new Problem(Kind.UNAUTHORIZED, "Sign in, or send an API token.", Map.of(), null);
    }

    public static Problem unauthorized(String message) {
        return new Problem(Kind.UNAUTHORIZED, message, Map.of(), null);
    }

    public static Problem forbidden() {
        return new Problem(Kind.FORBIDDEN, "Your role does not allow this.", Map.of(), null);
    }

    public static Problem forbidden(String message) {
        return new Problem(Kind.FORBIDDEN, message, Map.of(), null);
    }

    /** 403: this step wants a fresh proof of who the caller is; pages ask for it. */
    public static Problem stale() {
        return new Problem(Kind.STALE, "Confirm that it is you: sign in again, then repeat this step.", Map.of(), null);
    }

    /** 403: a second factor is asked of the caller, who has shown none; pages lead to where they set one up. */
    public static Problem unprotected() {
        return new Problem(
                Kind.UNPROTECTED,
                "A second factor is asked of you here. Set one up under Settings, Security, and sign in with it.",
                Map.of(),
                null);
    }

    /** 404. {@code what} is a plain noun: "site", "block". */
    public static Problem notFound(String what) {
        return new Problem(Kind.NOT_FOUND, "This " + what + " does not exist.", Map.of(), null);
    }

    /** 404: the caller works in no workspace, or no longer in the one they chose; pages let them choose another. */
    public static Problem homeless() {
        return new Problem(
                Kind.HOMELESS, "You are not a member of this workspace. Choose another one.", Map.of(), null);
    }

    public static Problem conflict(String message) {
        return new Problem(Kind.CONFLICT, message, Map.of(), null);
    }

    public static Problem tooLarge(String message) {
        return new Problem(Kind.TOO_LARGE, message, Map.of(), null);
    }

    public static Problem tooMany(String message, Duration retryAfter) {
        return new Problem(Kind.TOO_MANY, message, Map.of(), retryAfter);
    }

    /** 503: what is asked for is not there for the moment. */
    public static Problem unavailable(String message, Duration retryAfter) {
        return new Problem(Kind.UNAVAILABLE, message, Map.of(), retryAfter);
    }

    /** 507: the disk is full; nothing was stored. */
    public static Problem noSpace() {
        return noSpace("The disk of this server is full, nothing was saved. Free some space and try again.");
    }

    /** 507, with what needs the room. */
    public static Problem noSpace(String message) {
        return new Problem(Kind.NO_SPACE, message, Map.of(), null);
    }

    /** 507: the disk has turned read-only, as file systems do after an error of the disk; nothing was stored. */
    public static Problem readOnlyDisk() {
        return noSpace("The disk of this server is read-only at the moment, nothing was saved. Make it writable and try"
                + " again.");
    }

    public Kind kind() {
        return kind;
    }

    /** Field name to its sentences; empty unless the kind is {@link Kind#INVALID}. */
    public Map<String, List<String>> fields() {
        return fields;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public enum Kind {
        MALFORMED(400),
        UNAUTHORIZED(401),
        FORBIDDEN(403),
        STALE(403),
        UNPROTECTED(403),
        NOT_FOUND(404),
        HOMELESS(404),
        CONFLICT(409),
        TOO_LARGE(413),
        INVALID(422),
        TOO_MANY(429),
        UNAVAILABLE(503),
        NO_SPACE(507);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
