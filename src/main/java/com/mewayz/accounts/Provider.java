package com.mewayz.accounts;

import com.mewayz.platform.oidc.Registration.Kind;
import java.time.Instant;

/**
 * Somebody else whose word is taken for who somebody is.
 *
 * @param issuer its own name for itself, without a slash at the end
 * @param clientSecret sealed
 */
record Provider(
        long id,
        Kind kind,
        String name,
        String issuer,
        String clientId,
        String clientSecret,
        boolean enabled,
        Instant createdAt) {
    @Override
    public String toString() {
        return "provider " + name; // not even the sealed secret
    }
}
