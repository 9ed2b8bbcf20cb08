package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Ability;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What every route asks of an API token, and that the OpenAPI document says the same. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbilitiesTest {
    private final TestApp app;
    private final Estate estate;
    private final Reply document;
    private final Map<List<String>, Client> tokens = new HashMap<>();

    AbilitiesTest(TestApp app) {
        this.app = app;
        this.estate = new Estate(app);
        this.document = app.visitor().get("/api/v1/openapi.json").is(200);
    }

    @TestFactory
    Stream<DynamicTest> withAllAbilitiesButItsOwnARouteIsClosed() {
        return each(route -> route.ability() instanceof Ability.Named, route -> {
            var others = new ArrayList<>(Ability.names(app.app.web().routes()));
            others.remove(((Ability.Named) route.ability()).name());
            assertThat(send(token(others), route).is(403).body()).contains("lacks the ability");
        });
    }

    @TestFactory
    Stream<DynamicTest> withItsOwnAbilityAloneARouteIsOpen() {
        return each(route -> route.ability() instanceof Ability.Named, route -> {
            var own = ((Ability.Named) route.ability()).name();
            var fresh = new Estate(app); // routes take things away from each other
            fresh.deleteWhatIsRestored(route);
            assertThat(send(fresh, token(List.of(own)), route).status()).isNotIn(401, 403);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsForPeopleIsClosedToTheMightiestToken() {
        return each(route -> route.ability() instanceof Ability.None, route -> {
            assertThat(send(token(List.of("*")), route).is(403).body()).contains("An API token cannot do this");
        });
    }

    @TestFactory
    Stream<DynamicTest> theDocumentSaysWhatTheGateAsksFor() {
        return each(route -> route.kind() == Route.Kind.API, route -> {
            var pointer = "/paths/"
                    + route.path().substring(Api.BASE.length()).replace("/", "~1") + "/"
                    + route.method().toLowerCase(Locale.ROOT) + "/security";
            var ways = document.at(pointer);
            assertThat(ways.isArray()).isTrue();
            assertThat(ways.isEmpty()).isEqualTo(route.role() == Role.ANYONE);
            if (route.role() != Role.ANYONE) {
                var said = ways.findValues("api-token").stream()
                        .map(Object::toString)
                        .toList();
                assertThat(said)
                        .isEqualTo(
                                switch (route.ability()) {
                                    case Ability.Named named -> List.of("[\"" + named.name() + "\"]");
                                    case Ability.Any any -> List.of("[]");
                                    case Ability.None none -> List.of();
                                });
                assertThat(send(app.visitor(), route).status()).isEqualTo(401);
            }
        });
    }

    @Test
    void rightsAndListsAreOutOfReach() {
        var open = app.app.web().routes().stream()
                .filter(route -> !(route.ability() instanceof Ability.None))
                .map(route -> route.method() + " " + route.path())
                .toList();
        assertThat(open)
                .noneMatch(route -> route.matches(
                        ".*/(tokens|members|invite|invitations|sessions|export|exports|login|register|logout)\\b.*"))
                .noneMatch(route -> !route.contains(Api.BASE));
        assertThat(open.stream().filter(route -> route.contains("/auth/"))).containsExactly("GET /api/v1/auth/user");
    }

    private Client token(List<String> abilities) {
        return tokens.computeIfAbsent(abilities, wanted -> {
            var made = app.owner()
                    .post(
                            "/api/v1/workspaces/" + app.owner().workspace() + "/tokens",
                            Map.of("name", "Walker", "abilities", wanted))
                    .is(201);
            return app.visitor()
                    .with("Authorization", "Bearer " + made.at("/data/token").asText());
        });
    }

    private Reply send(Client client, Route route) {
        return send(estate, client, route);
    }

    private static Reply send(Estate estate, Client client, Route route) {
        var path = estate.path(route);
        boolean json = route.kind() == Route.Kind.API
                && route.input() != Void.class
                && !route.input().getSimpleName().equals("Form");
        return json
                ? client.json(route.method(), path, estate.body(route))
                : client.send(route.method(), path, "", new byte[0]);
    }

    private Stream<DynamicTest> each(Predicate<Route> which, Consumer<Route> claim) {
        return app.app.web().routes().stream()
                .filter(route -> route.kind() != Route.Kind.PUBLIC)
                .filter(which)
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> claim.accept(route)));
    }
}
