package com.mewayz.platform.web;

import java.util.Locale;

/**
 * What a caller may do in a workspace. The first four are for routes only: {@code ANYONE} needs no caller, {@code
 * ARRIVING} a signed-in one, also before they have the second factor that is asked of them, {@code USER} a signed-in one
 * but no workspace, {@code OPERATOR} one who runs this server, whatever they are in workspaces.
 */
public enum Role {
    ANYONE,
    ARRIVING,
    USER,
    OPERATOR,
    VIEWER,
    EDITOR,
    ADMIN,
    OWNER;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** Whether a route with this role belongs to a workspace. */
    public boolean inWorkspace() {
        return compareTo(VIEWER) >= 0;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
