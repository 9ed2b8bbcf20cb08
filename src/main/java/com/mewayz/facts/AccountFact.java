package com.mewayz.facts;

/** What happens to accounts. {@code user} is whom it is about. */
public sealed interface AccountFact extends Fact {
    long user();

    @Override
    default long workspace() {
        return 0;
    }

    record UserRegistered(long by, long user, String name) implements AccountFact {}

    record SignedIn(long by, long user, String client) implements AccountFact {}

    record SignInFailed(long by, long user, String client) implements AccountFact {}

    record SignedOut(long by, long user) implements AccountFact {}
}
