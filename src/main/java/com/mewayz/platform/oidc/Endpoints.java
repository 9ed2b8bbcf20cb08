package com.mewayz.platform.oidc;

/**
 * Where a provider does what.
 *
 * @param keys empty for a provider without signed tokens
 * @param saysIssuer whether it names itself when it sends a browser back (RFC 9207)
 * @param basic whether the client's secret goes into a header, or else into the form
 */
public record Endpoints(
        String issuer,
        String authorization,
        String token,
        String keys,
        String person,
        boolean saysIssuer,
        boolean basic) {}
