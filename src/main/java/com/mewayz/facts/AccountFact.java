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

    /** Sessions were ended from elsewhere; {@code what}: one, others, all (by whoever runs the server). */
    record SessionsEnded(long by, long user, String what) implements AccountFact {}

    record AddressVerified(long by, long user) implements AccountFact {}

    record AddressChanged(long by, long user) implements AccountFact {}

    record PasswordChanged(long by, long user) implements AccountFact {}

    /** Somebody asked for a link to set a new password. */
    record ResetRequested(long by, long user) implements AccountFact {}

    /** {@code factor}: totp, passkey, recovery-codes. */
    record FactorAdded(long by, long user, String factor) implements AccountFact {}

    record FactorRemoved(long by, long user, String factor) implements AccountFact {}

    /** A second factor was wrong; {@code factor} as above. */
    record FactorFailed(long by, long user, String factor, String client) implements AccountFact {}

    record RecoveryCodeUsed(long by, long user, int left) implements AccountFact {}

    /** A browser is spared the second factor for a while. */
    record DeviceTrusted(long by, long user, String client) implements AccountFact {}

    record DeviceTrustEnded(long by, long user) implements AccountFact {}

    /** Somebody may run the server from now on. */
    record OperatorAppointed(long by, long user) implements AccountFact {}

    record OperatorDismissed(long by, long user) implements AccountFact {}

    record IdentityLinked(long by, long user, String provider) implements AccountFact {}

    record IdentityUnlinked(long by, long user, String provider) implements AccountFact {}

    /** Its address was proved by somebody else than who made it: everything that opened it is gone. */
    record AccountReclaimed(long by, long user) implements AccountFact {}

    record AccountExported(long by, long user) implements AccountFact {}

    record AccountDeleted(long by, long user) implements AccountFact {}
}
