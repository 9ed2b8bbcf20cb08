package com.mewayz.platform.db;

import java.nio.file.Path;
import java.sql.SQLException;

/** A file that is no database any more, or not a whole one. Nothing was written to it. */
public final class DamagedDatabase extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedDatabase(Path file, String what, Throwable cause) {
        super("The database " + file + " is damaged (" + what + ").", cause);
    }

    /** One that should be there, and is not, or is empty. */
    public DamagedDatabase(Path file) {
        super("The database " + file + " is missing or empty, although a server was here before.");
    }

    /** This, if that is what the failure comes from. */
    static RuntimeException or(RuntimeException other, Path file, SQLException failure) {
        return Failures.isDamage(failure)
                ? new DamagedDatabase(file, String.valueOf(failure.getMessage()), failure)
                : other;
    }
}
