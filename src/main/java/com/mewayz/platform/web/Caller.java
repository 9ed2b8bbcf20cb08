package com.mewayz.platform.web;

/**
 * Who sends a request: found by a session cookie or a bearer token.
 *
 * @param session the id of the session or token
 * @param workspace the workspace the caller chose last in this session, 0 for none
 * @param csrf the token that forms of this session must carry; empty for bearer tokens, which no browser sends by itself
 */
public record Caller(long user, String name, String email, long session, String csrf, long workspace) {
    public boolean byCookie() {
        return !csrf.isEmpty();
    }

    @Override
    public String toString() {
        return "caller " + user; // never the CSRF token
    }
}
