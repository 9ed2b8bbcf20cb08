package com.mewayz.accounts;

/** What comes of registering: the address that has to be confirmed. */
public record Joined(String confirm) {}
