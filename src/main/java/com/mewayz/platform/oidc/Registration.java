package com.mewayz.platform.oidc;

import java.net.URI;

/**
 * How this server is known to a provider.
 *
 * @param issuer the provider's own name for itself, an address without a slash at the end
 */
public record Registration(Kind kind, String issuer, String clientId, String clientSecret) {
    /** What a provider speaks. Google is OpenID Connect with its issuer filled in. */
    public enum Kind {
        OPENID(""),
        GOOGLE("https://accounts.google.com"),
        GITHUB("https://github.com");

        private final String issuer;

        Kind(String issuer) {
            this.issuer = issuer;
        }

        /** Where it is found unless it is said otherwise; empty if there is no such place. */
        public String issuer() {
            return issuer;
        }
    }

    /** The port of the issuer, which the operator wrote down; -1 for the usual one. */
    int port() {
        return URI.create(issuer).getPort();
    }

    @Override
    public String toString() {
        return kind + " " + issuer; // never the secret
    }
}
