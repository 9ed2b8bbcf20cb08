package com.mewayz.platform.db;

import java.util.List;
import java.util.function.Function;

/** One page of a list. Pages count from 1. */
public record Page<T>(List<T> items, int page, int size, long total) {
    /** The page of a list that is there as a whole. */
    public static <T> Page<T> of(List<T> all, int page, int size) {
        int from = (int) Math.min((long) (page - 1) * size, all.size());
        return new Page<>(all.subList(from, Math.min(from + size, all.size())), page, size, all.size());
    }

    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), page, size, total);
    }
}
