package com.mewayz.platform.db;

import java.sql.SQLException;

/** A migration that could not be applied to this data. Its own changes are undone. */
public final class FailedMigration extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String migration;

    FailedMigration(String migration, SQLException cause) {
        super("The migration " + migration + " failed: " + cause.getMessage(), cause);
        this.migration = migration;
    }

    /** The name of its file. */
    public String migration() {
        return migration;
    }
}
