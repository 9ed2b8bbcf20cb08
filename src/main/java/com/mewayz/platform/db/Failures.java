package com.mewayz.platform.db;

import com.mewayz.platform.Problem;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbStatementException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Turns what SQLite says into what the rest of the program understands. */
final class Failures {
    private Failures() {}

    /** A full disk is a {@link Problem} that names the remedy; anything else is a bug and keeps its cause. */
    static RuntimeException of(String sql, SQLException e) {
        return (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_FULL.code
                ? Problem.noSpace()
                : new DbStatementException("SQL failed: " + e.getMessage(), sql, e);
    }

    /** The caller's own exception, thrown on the writer's thread, continues on the caller's. */
    static RuntimeException unwrap(@Nullable Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            case null, default -> new DbClientException("the transaction failed", cause);
        };
    }
}
