package com.mewayz.biosites;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new order: the ids of everything that is ordered, each exactly once. */
public record Order(@Nullable List<Long> ids) {}
