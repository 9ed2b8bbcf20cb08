package com.mewayz.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.facts.WorkspaceFact.MemberAdded;
import com.mewayz.facts.WorkspaceFact.MemberLeft;
import com.mewayz.facts.WorkspaceFact.MemberRemoved;
import com.mewayz.platform.Json;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.TestApp;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each look at the audit log asks who was a member when: that must not read all that ever happened. */
@AppTest
class StaysPlanTest {
    private final TestApp app;

    StaysPlanTest(TestApp app) {
        this.app = app;
    }

    @Test
    void whoCameAndWentIsFoundByItsOwnIndex() {
        var plan = app.app.db().list(Step.class, "explain query plan " + Facts.MOVES, 1);

        assertThat(plan).singleElement().extracting(Step::detail).asString().contains("USING INDEX fact_stay");
    }

    @Test
    void itAsksForTheKindsThatThereAre() {
        assertThat(Stream.of(MemberAdded.class, MemberLeft.class, MemberRemoved.class))
                .allMatch(type -> Facts.MOVES.contains("'" + Json.kind(type) + "'"));
    }

    private record Step(String detail) {}
}
