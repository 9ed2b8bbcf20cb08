package com.mewayz;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import com.mewayz.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A data folder as an earlier program left it: so many of the migrations, and a few rows. */
public final class OldData {
    public static final List<String> MAIN = Databases.MIGRATIONS;
    public static final List<String> TRAFFIC = Traffic.MIGRATIONS;
    public static final Map<String, List<String>> DATABASES = Databases.DATABASES;

    /** The first schema with all the tables that rows are put in here. */
    public static final int FIRST = MAIN.indexOf("0005-biosites.sql") + 1;

    private OldData() {}

    /** With a user, a workspace, a site, a picture and a visit. */
    public static void make(Path data, int main, int traffic) throws IOException {
        Files.createDirectories(data);
        var clock = new TestClock(TestApp.NOW);
        try (var db =
                Db.open(data.resolve("mewayz.db"), Db.Durability.FULL, MAIN.subList(0, main), clock, new Ids(clock))) {
            db.run(
                    "insert into user (id, name, email, password, created_at) values (1, 'Mia', 'mia@example.com', 'x', 1)");
            db.run("insert into workspace (id, name, timezone, created_at) values (2, 'Mia', 'UTC', 1)");
            db.run("insert into member (id, workspace, user, role, created_at) values (3, 2, 1, 'owner', 1)");
            db.run("""
                    insert into site (id, workspace, handle, skeleton, name, tagline, bio, theme, theme_settings, language,
                      position, updated_at, created_at) values (4, 2, 'mia', 'mia', 'Mia', '', '', 'aurora', '{}', 'en', 1, 1, 1)""");
        }
        try (var db = Db.open(
                data.resolve("traffic.db"), Db.Durability.FULL, TRAFFIC.subList(0, traffic), clock, new Ids(clock))) {
            db.run(
                    traffic == 1
                            ? "insert into hit (id, at, site, block, visitor, source, device, browser, system) values (5, 1, 4, 0, 7, 'direct', 'phone', 'b', 's')"
                            : "insert into word (id, text) values (5, 'direct')");
        }
        var picture = data.resolve("files/ab/cd").resolve("abcd" + "0".repeat(60));
        Files.createDirectories(picture.getParent());
        Files.writeString(picture, "a picture");
    }

    /** In the form of now. */
    public static void makeNow(Path data) throws IOException {
        make(data, MAIN.size(), TRAFFIC.size());
    }

    /** One short of the newest, in both databases. */
    public static void makeLast(Path data) throws IOException {
        make(data, MAIN.size() - 1, TRAFFIC.size() - 1);
    }
}
