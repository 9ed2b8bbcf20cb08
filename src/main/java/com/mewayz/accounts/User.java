package com.mewayz.accounts;

import java.time.Instant;

/** Somebody who can sign in. */
public record User(long id, String name, String email, Instant createdAt) {}
