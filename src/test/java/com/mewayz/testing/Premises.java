package com.mewayz.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** What the server itself has and its operator looks after; the part of the {@link Estate} that is in no workspace. */
final class Premises {
    private static final String BROKEN =
            "insert or replace into error_kind values (7, 'It', 1, 'It broke', '', '', '1', 1, 1, 1, 0, null)";

    private Premises() {}

    /** A body that changes nothing other routes need. */
    static Object body(String input) {
        return switch (input) {
            case "FlagInput" -> Map.of("on", true);
            case "AudienceInput" -> Map.of("open", false);
            case "IncidentInput" -> Map.of("title", "Late", "impact", "minor", "body", "Letters are late.");
            case "NoteInput" -> Map.of("state", "resolved", "body", "It is over.");
            case "LevelInput" -> Map.of("logger", "org.example.estate", "level", "info", "time", "10m");
            default -> throw new AssertionError("Estate knows no valid " + input);
        };
    }

    static String value(TestApp app, String parameter) {
        return switch (parameter) {
            case "flag" -> "domains";
            case "job" -> "clean-up";
            case "incident" -> String.valueOf(incident(app));
            case "error" -> String.valueOf(6 + app.app.db().run(BROKEN));
            case "backup" -> String.valueOf(backup(app));
            case "trial" -> String.valueOf(trial(app));
            case "upload" -> String.valueOf(upload(app));
            default -> throw new AssertionError("the premises have no " + parameter);
        };
    }

    /** One that is there now: routes that take it away come here too. */
    private static long incident(TestApp app) {
        app.app.db().run("insert or ignore into incident values (7, 'It', 'minor', 'identified', 1, null, 1)");
        app.app.db().run("insert or ignore into incident_note values (7, 7, 'identified', 'It is known.', 1)");
        return 7;
    }

    /** An archive that is there, and holds nothing that could be restored. */
    private static long backup(TestApp app) {
        var db = app.app.db();
        db.run(
                "insert into backup (id, file, state, bytes, made_by, created_at) select ?, 'estate.zip', 'ready', 10, 0, 0"
                        + " where not exists (select 1 from backup where file = 'estate.zip')",
                db.ids().next());
        try {
            Files.createDirectories(app.data.resolve("backups"));
            Files.writeString(app.data.resolve("backups").resolve("estate.zip"), "no archive");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return db.number("select id from backup where file = 'estate.zip'");
    }

    /** A trial restore that is over. */
    private static long trial(TestApp app) {
        app.app
                .db()
                .run(
                        "insert or replace into backup_drill (id, file, state, made_by, created_at) values (7, 'x.zip', 'passed', 0, 0)");
        return 7;
    }

    /** An archive from elsewhere that was looked through. */
    private static long upload(TestApp app) {
        backup(app);
        app.app
                .db()
                .run(
                        "insert or replace into backup_upload (id, file, name, state, made_by, bytes, created_at) values (7, 'uploaded-7.zip', 'x.zip', 'whole', 0, 10, 0)");
        try {
            Files.writeString(app.data.resolve("backups").resolve("uploaded-7.zip"), "no archive");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 7;
    }
}
