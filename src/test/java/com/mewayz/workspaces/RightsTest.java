package com.mewayz.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.TestApp;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of roles that people are shown is the one the routes obey; a new route without a row fails here. */
@AppTest
class RightsTest {
    private final TestApp app;

    RightsTest(TestApp app) {
        this.app = app;
    }

    @TestFactory
    Stream<DynamicTest> everyRouteOfAWorkspaceObeysItsRow() {
        return routes().map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> {
            var rows = Rights.of(route);
            assertThat(rows).as("a route has one row in Rights").hasSize(1);
            assertThat(route.role())
                    .as(rows.getFirst().sentence())
                    .isEqualTo(rows.getFirst().least());
        }));
    }

    @Test
    void everyRowIsObeyedSomewhere() {
        var used = new HashSet<Rights.Right>();
        routes().forEach(route -> used.addAll(Rights.of(route)));

        assertThat(Rights.ALL.stream().filter(right -> !right.inside())).allMatch(used::contains);
    }

    @Test
    void theMembersPageShowsTheTable() {
        app.owner();
        var page = app.visitor()
                .browse("owner@example.com")
                .get("/settings/members")
                .is(200)
                .body();

        assertThat(Rights.ALL).allMatch(right -> page.contains(right.sentence()));
    }

    private Stream<Route> routes() {
        return app.app.web().routes().stream().filter(route -> route.role().compareTo(Role.VIEWER) >= 0);
    }
}
