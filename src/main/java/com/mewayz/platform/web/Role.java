package com.mewayz.platform.web;

import java.util.Locale;

/**
 * What a caller may do in a workspace. The first three are for routes only: {@code ANYONE} needs no caller, {@code USER}
 * a signed-in one but no workspace, {@code OPERATOR} one who runs this server, whatever they are in workspaces.
 */
public enum Role {
    ANYONE,
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
