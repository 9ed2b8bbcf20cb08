package com.mewayz.platform.web;

import java.util.List;
import java.util.Optional;

/** What the web needs to know of accounts and workspaces; those features implement it. */
public interface Doorkeeper {
    /** The caller behind a session cookie's or bearer token's value. */
    Optional<Caller> caller(String token, boolean bearer);

    /** The same without noting that the session or token was used. */
    Optional<Caller> glance(String token, boolean bearer);

    /** The workspaces the user belongs to, oldest first. */
    List<Membership> memberships(long user);

    /** Why nobody in this workspace may do what a route is for; empty if nothing speaks against it. */
    Optional<String> refusal(Route route, long workspace);

    /** Whether everybody on this server is asked for a second factor. */
    boolean asksEverybody();

    /**
     * A workspace with the role its member has there.
     *
     * @param secondFactor whether it asks its members for a second factor
     */
    record Membership(long workspace, String name, Role role, boolean secondFactor) {}
}
