package com.mewayz.platform.web;

import java.util.function.Function;

/**
 * A line of the table of routes.
 *
 * @param path literal segments and {@code {name}} segments; a segment may start with a literal, as in {@code /@{handle}}
 * @param role whom it needs
 * @param input the record of the request body, {@code Void.class} for none
 * @param output the record of the answer's data; an array class for a list
 * @param summary what it does, for the reference
 * @param limit bytes of body that are accepted; {@link #STREAM} where it is never held in memory
 */
public record Route(
        String method,
        String path,
        Kind kind,
        Role role,
        Class<?> input,
        Class<?> output,
        String summary,
        long limit,
        Function<Call, Answer> handler) {
    static final int BEACON = 4 << 10;
    static final int FORM = 64 << 10;
    static final int BODY = 1 << 20;
    static final int UPLOAD = 12 << 20;
    static final long STREAM = 512L << 30;

    /** Whether its body is read from the wire by the handler, see {@link Incoming}. */
    boolean streams() {
        return limit == STREAM;
    }

    /** What it asks of an API token. */
    public Ability ability() {
        return Ability.of(this);
    }

    /** Which face of the program a route belongs to: it decides how errors look and which proofs are asked for. */
    public enum Kind {
        API,
        PAGE,
        PUBLIC
    }
}
