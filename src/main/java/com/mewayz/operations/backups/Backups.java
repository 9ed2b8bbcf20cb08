package com.mewayz.operations.backups;

/** The backups of a server. */
public final class Backups {
    /** Of the data folder. */
    static final String FOLDER = "backups";

    private Backups() {}
}
