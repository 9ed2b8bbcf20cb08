package com.mewayz.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * Who sends a request: found by a session cookie or a bearer token.
 *
 * @param session the id of the session or token
 * @param workspace the workspace the caller chose last in this session, 0 for none
 * @param operator whether the caller runs this server
 * @param fresh whether the caller showed a moment ago who they are: sensitive steps want that
 * @param secondFactor whether a second factor was shown in this session. An API token counts as such: it goes on working where
 *     one is asked for, whether or not its maker has shown any
 * @param csrf the token that forms of this session must carry; empty for bearer tokens, which no browser sends by itself
 * @param grant what an API token allows; null for somebody who signed in and may do all that their role allows
 */
public record Caller(
        long user,
        String name,
        String email,
        long session,
        String csrf,
        long workspace,
        boolean operator,
        boolean fresh,
        boolean secondFactor,
        @Nullable Grant grant) {
    /** Somebody who signed in. */
    public Caller(
            long user,
            String name,
            String email,
            long session,
            String csrf,
            long workspace,
            boolean operator,
            boolean fresh,
            boolean secondFactor) {
        this(user, name, email, session, csrf, workspace, operator, fresh, secondFactor, null);
    }

    public boolean byCookie() {
        return !csrf.isEmpty();
    }

    @Override
    public String toString() {
        return "caller " + user; // never the CSRF token
    }
}
