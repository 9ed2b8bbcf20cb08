package com.mewayz.platform.acme;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of asking for a certificate. The reasons are sentences; what the authority said is in them. */
public sealed interface Outcome {
    /**
     * @param account where the authority keeps the account
     * @param renewal when the authority would have it renewed (RFC 9773); null if it does not say
     */
    record Issued(
            String account,
            List<X509Certificate> chain,
            @Nullable Instant renewal) implements Outcome {}

    /** The authority does not believe that the host is ours, or does not want it. */
    record Refused(String why) implements Outcome {}

    /** It is not there, or asks to be left alone for a while; {@code notBefore} is null if it did not say for how long. */
    record TryLater(String why, @Nullable Instant notBefore) implements Outcome {}
}
