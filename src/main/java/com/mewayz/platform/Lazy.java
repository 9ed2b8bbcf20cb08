package com.mewayz.platform;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first asked for, once. */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T made;

    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        var here = made;
        return here == null ? make() : here;
    }

    private synchronized T make() {
        var here = made;
        if (here == null) {
            here = maker.get();
            made = here;
        }
        return here;
    }
}
