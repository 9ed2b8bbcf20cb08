package com.mewayz.testing;

/** What the operator has told on the status page. */
final class Told {
    private Told() {}

    /** @return the incident's id, which is the one given */
    static long incident(TestApp app, long id) {
        app.app.db().run("insert into incident values (?, 'It', 'minor', 'identified', 1, null, 1)", id);
        app.app.db().run("insert into incident_note values (?, ?, 'identified', 'It is known.', 1)", id, id);
        return id;
    }
}
