package com.mewayz.traffic;

import com.mewayz.platform.db.Db;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers the visitors and visits of rows of the log anew, so that a person can tell which belong together and nobody who
 * they were. It takes reading the whole day, of which no more than the different numbers are in memory.
 */
final class Roll {
    private static final String ROWS = "select id, visitor, visit, act, minute from log where site = ? and day = ?";
    private static final String ENGAGED =
            "select visit from log where site = ? and day = ? and (act & 16) <> 0 and visit in (select value from json_each(?))";

    /** A visit that began before this minute of the day has ended or gone on when the day is over. */
    private static final int LATE = 23 * 60 + 30;

    private final Db db;
    private final Question question;
    private final Wanted wanted;

    Roll(Db db, Question question) {
        this.db = db;
        this.question = question;
        this.wanted = Wanted.of(db, question.filters(), Lines.Which.ALL);
    }

    /** @param ids rows of that site and day, all of which the question's filters choose */
    Map<Long, Line.Who> of(long site, long day, Set<Long> ids) {
        var reading = new Reading(ids);
        db.each(
                ROWS + wanted.sql() + " order by id",
                cells -> reading.row(
                        cells.number(1), cells.number(2), cells.number(3), (int) cells.number(4), cells.number(5)),
                params(site, day, List.of()));
        if (!reading.late.isEmpty() && day < question.period().to().toEpochDay()) {
            db.each(
                    ENGAGED + wanted.sql(),
                    cells -> reading.glances.remove(cells.number(1)),
                    params(site, day + 1, List.of(reading.late)));
        }
        return reading.done();
    }

    private Object[] params(long site, long day, List<Object> more) {
        List<Object> params = new ArrayList<>(List.of(site, day));
        params.addAll(more);
        params.addAll(wanted.params(site, day));
        return params.toArray();
    }

    private static final class Reading {
        private final Set<Long> ids;
        private final Numbering visitors = new Numbering();
        private final Numbering visits = new Numbering();
        private final Map<Long, Line.Who> found = new HashMap<>();

        /** Visits that began with one of the rows, by their numbers, with which; as long as nothing followed. */
        private final Map<Long, Long> glances = new HashMap<>();

        /** Those of them that may have gone on on the next day. */
        private final List<Long> late = new ArrayList<>();

        private Reading(Set<Long> ids) {
            this.ids = ids;
        }

        private void row(long id, long visitor, long visit, int act, long minute) {
            boolean newcomer = visitors.isNew(visitor);
            int number = visits.of(visit) + 1;
            if (ids.contains(id)) {
                found.put(id, new Line.Who(visitors.of(visitor) + 1, number, newcomer, false));
                if (Column.first(act) == 1) {
                    glances.put(visit, id);
                    if (minute >= LATE) {
                        late.add(visit);
                    }
                }
            }
            if (Column.engaged(act) == 1) {
                glances.remove(visit);
            }
        }

        private Map<Long, Line.Who> done() {
            glances.values()
                    .forEach(id -> found.computeIfPresent(
                            id, (same, who) -> new Line.Who(who.visitor(), who.visit(), who.newcomer(), true)));
            return found;
        }
    }
}
