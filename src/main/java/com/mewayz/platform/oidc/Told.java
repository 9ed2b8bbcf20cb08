package com.mewayz.platform.oidc;

import java.util.function.Function;

/** What came out of asking a provider. The reasons are sentences of ours. */
public sealed interface Told<T> {
    record Known<T>(T value) implements Told<T> {}

    /** The provider said no, or something that must not be believed. */
    record Refused<T>(String why) implements Told<T> {}

    /** The provider cannot be asked now. */
    record TryLater<T>(String why) implements Told<T> {}

    /** Goes on with what is known. */
    default <U> Told<U> then(Function<T, Told<U>> next) {
        return switch (this) {
            case Known<T> known -> next.apply(known.value);
            case Refused<T> refused -> new Refused<>(refused.why);
            case TryLater<T> later -> new TryLater<>(later.why);
        };
    }
}
