package com.mewayz.traffic;

import java.time.Instant;

/** A hit with its moment. */
public record Seen(Instant at, Hit hit) {}
