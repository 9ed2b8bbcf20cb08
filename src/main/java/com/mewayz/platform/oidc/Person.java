package com.mewayz.platform.oidc;

/**
 * Whom a provider vouches for. Who it is, is issuer and subject; an address may move to somebody else.
 *
 * @param email in the provider's spelling; empty if it did not tell
 * @param verified whether the provider says that the address was proved to be theirs
 */
public record Person(String issuer, String subject, String email, boolean verified, String name) {
    @Override
    public String toString() {
        return "person of " + issuer; // not who
    }
}
