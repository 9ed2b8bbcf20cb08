package com.mewayz.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.facts.SiteFact.SiteChanged;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Facts are only added, and forgotten when their time is over. */
class RetentionTest {
    private final TestApp app = new TestApp();

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void theDatabaseItselfRefusesToChangeAFact() {
        app.owner();
        var db = app.app.db();
        for (var attack : List.of(
                "update fact set user = 1",
                "update fact set body = '{}'",
                "update fact set at = 0 where id = (select max(id) from fact)",
                "delete from fact",
                "delete from fact where id = (select min(id) from fact)",
                "insert or replace into fact select id, workspace, 1, at, kind, body from fact limit 1",
                "insert into fact select * from fact limit 1 on conflict (id) do update set user = 1")) {
            assertThatThrownBy(() -> db.run(attack)).as(attack).hasStackTraceContaining("facts");
        }
        assertThatThrownBy(() -> db.inTransaction(() -> {
                    db.run("insert into fact_exception (reason) values ('retention')");
                    db.run("update fact set user = 1");
                }))
                .hasStackTraceContaining("facts stay");
        assertThatThrownBy(() -> db.inTransaction(() -> {
                    db.run("insert into fact_exception (reason) values ('erasure')");
                    db.run("update fact set at = 0");
                }))
                .hasStackTraceContaining("facts stay");
        assertThat(db.number("select count(*) from fact_exception")).isZero();
    }

    @Test
    void whatIsOlderThanTheTimeThatWasSetGoes() {
        app.owner();
        long before = facts();
        app.app.bus().deliver();
        app.clock.forward(Duration.ofDays(364));
        app.app.jobs().run("forget-old-facts");
        assertThat(facts()).isEqualTo(before);

        app.clock.forward(Duration.ofDays(2));
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "x@example.com", "password", "x"))
                .is(422);
        app.app.bus().deliver();
        app.app.jobs().run("forget-old-facts");
        assertThat(facts()).isEqualTo(1);
    }

    @Test
    void theOperatorSetsTheTimeAndNobodyElse() {
        app.owner();
        app.admin();
        var operator = app.visitor().browse("owner@example.com");
        var admin = app.visitor().browse("admin@example.com");

        admin.submit("/settings/audit", "/settings/audit/server/retention", Map.of("days", "90"))
                .is(403);
        operator.submit("/settings/audit/server", "/settings/audit/server/retention", Map.of("days", "1"))
                .is(422);
        operator.submit("/settings/audit/server", "/settings/audit/server/retention", Map.of("days", "90"))
                .is(303);
        assertThat(operator.get("/settings/audit/server").is(200).body())
                .contains("are kept for 90 days", "audit retention: 90 days");
        app.app.bus().deliver();
        app.clock.forward(Duration.ofDays(91));
        app.visitor()
                .post("/api/v1/auth/login", Map.of("email", "x@example.com", "password", "x"))
                .is(422);
        app.app.bus().deliver();
        app.app.jobs().run("forget-old-facts");
        assertThat(facts()).isEqualTo(1);
    }

    @Test
    void forGoodIsForGood() {
        app.owner();
        app.visitor()
                .browse("owner@example.com")
                .submit("/settings/audit/server", "/settings/audit/server/retention", Map.of("days", "0"))
                .is(303);
        long all = facts();
        app.clock.forward(Duration.ofDays(10_000));
        app.app.jobs().run("forget-old-facts");
        assertThat(facts()).isEqualTo(all);
    }

    @Test
    void whatAListenerHasNotSeenIsKeptHoweverOldItIs() {
        app.owner();
        app.app.bus().deliver();
        long seen = app.app.bus().last();
        app.app.db().run("update listener set parked = 1 where name = 'workspaces'");
        app.app.db().inTransaction(() -> {
            for (int i = 0; i < 3; i++) {
                app.app.bus().publish(new SiteChanged(app.owner().workspace(), 0, 7, "settings"));
            }
        });
        app.app.bus().deliver();
        app.clock.forward(Duration.ofDays(400));
        app.app.jobs().run("forget-old-facts");

        assertThat(facts()).isEqualTo(3);
        assertThat(app.app.db().number("select min(id) from fact")).isGreaterThan(seen);
    }

    private long facts() {
        return app.app.db().number("select count(*) from fact");
    }
}
