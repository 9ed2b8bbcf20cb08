package com.mewayz.platform.db;

import com.mewayz.platform.Disks;
import com.mewayz.platform.Problem;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbStatementException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Turns what SQLite says into what the rest of the program understands. */
final class Failures {
    private static final System.Logger LOG = System.getLogger(Failures.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private Failures() {}

    /**
     * A full disk, one that cannot be written, and damage are each a {@link Problem} that names the remedy; anything else
     * is a bug and keeps its cause.
     */
    static RuntimeException of(String sql, SQLException e) {
        return of(sql, e, null);
    }

    /** @param folder where the statement was allowed to write; null if it was not: then it is no fault of the disk */
    static RuntimeException of(String sql, SQLException e, @Nullable Path folder) {
        if (e.getCause() instanceof Problem why) {
            return why; // of a neighbour in the same commit, which took this along
        }
        if (isDamage(e)) {
            LOG.log(System.Logger.Level.ERROR, "The database is damaged.", e);
            return damaged();
        }
        var code = code(e);
        if (code == SQLiteErrorCode.SQLITE_FULL) {
            return Problem.noSpace();
        }
        if (folder != null && code == SQLiteErrorCode.SQLITE_READONLY) {
            return Problem.readOnlyDisk();
        }
        // to SQLite a disk that turns read-only under its open files is one that is broken
        if (folder != null && (code == SQLiteErrorCode.SQLITE_IOERR || code == SQLiteErrorCode.SQLITE_CANTOPEN)) {
            var why = refusal(folder);
            if (why != null) {
                LOG.log(System.Logger.Level.WARNING, "The disk takes no writes.", e);
                return why;
            }
        }
        return new DbStatementException("SQL failed: " + e.getMessage(), sql, e);
    }

    /** Why the disk takes no file, or null if it does: then the error has another reason. */
    private static @Nullable Problem refusal(Path folder) {
        try {
            var probe = Files.createTempFile(folder, ".write", "");
            Files.delete(probe);
            return Disks.isFull(folder) ? Problem.noSpace() : null;
        } catch (IOException e) {
            return Disks.isFull(folder) ? Problem.noSpace() : Problem.readOnlyDisk();
        }
    }

    /** Whether a file is not what SQLite wrote; the extended codes of its errors all begin with the same. */
    static boolean isDamage(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e
                    && (code(e) == SQLiteErrorCode.SQLITE_CORRUPT || code(e) == SQLiteErrorCode.SQLITE_NOTADB)) {
                return true;
            }
        }
        return false;
    }

    static Problem damaged() {
        return Problem.unavailable(
                "The database of this server is damaged; nothing is stored any more, so that nothing gets lost. Stop the"
                        + " server and bring back a backup: mewayz restore FILE",
                PAUSE);
    }

    private static SQLiteErrorCode code(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
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
