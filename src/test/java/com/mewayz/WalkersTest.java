package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.Reply;
import com.mewayz.testing.Rows;
import com.mewayz.testing.TestApp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Attacks that are tried on every route: what belongs to others, fields nobody offered, crooked paths. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalkersTest {
    private static final Map<String, Object> MORE = Map.ofEntries(
            Map.entry("role", "owner"),
            Map.entry("operator", true),
            Map.entry("is_admin", true),
            Map.entry("workspace", 1),
            Map.entry("user", 1),
            Map.entry("id", 1),
            Map.entry("created_at", "2020-01-01T00:00:00Z"),
            Map.entry("verified_at", "2020-01-01T00:00:00Z"),
            Map.entry("email_verified", true),
            Map.entry("password", "another password"),
            Map.entry("score", 100));

    private final TestApp app;
    private final Estate estate;

    WalkersTest(TestApp app) {
        this.app = app;
        this.estate = new Estate(app);
        app.stranger();
        app.viewer();
        app.app.bus().deliver();
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnothersStaysAsItIs() {
        return each(WalkersTest::isSomebodys, route -> {
            var path = estate.path(route);
            var body = takesJson(route) ? estate.body(route) : Map.of();
            var before = Rows.of(app.app.db());
            send(app.stranger(), route, path, body).is(404);
            assertThat(Rows.of(app.app.db())).isEqualTo(before);
        });
    }

    @TestFactory
    Stream<DynamicTest> aRefusedRoleLeavesEverythingAsItIs() {
        return each(route -> route.role().compareTo(Role.VIEWER) > 0, route -> {
            var path = estate.path(route);
            var body = takesJson(route) ? estate.body(route) : Map.of();
            var before = Rows.of(app.app.db());
            send(app.viewer(), route, path, body).is(403);
            assertThat(Rows.of(app.app.db())).isEqualTo(before);
        });
    }

    @TestFactory
    Stream<DynamicTest> fieldsThatNobodyOfferedAreRefused() {
        return each(WalkersTest::takesJson, route -> {
            var known = Arrays.stream(route.input().getRecordComponents())
                    .map(part -> part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                    .toList();
            var path = estate.path(route);
            var valid = new LinkedHashMap<>((Map<?, ?>) estate.body(route));
            var before = Rows.of(app.app.db());
            MORE.forEach((field, value) -> {
                if (!known.contains(field)) {
                    var body = new HashMap<Object, Object>(valid);
                    body.put(field, value);
                    assertThat(send(app.owner(), route, path, body).is(422).complaint(field))
                            .as(field)
                            .isNotBlank();
                }
            });
            assertThat(Rows.of(app.app.db())).isEqualTo(before);
        });
    }

    /** Whoever is let in is decided by the route that was found, never by how the path is written. */
    @TestFactory
    Stream<DynamicTest> aCrookedPathOpensNothing() {
        var intruder = app.visitor();
        return each(route -> route.role() != Role.ANYONE, route -> {
            var path = estate.path(route);
            for (var crooked : crooked(path)) {
                for (var client :
                        route.role().compareTo(Role.VIEWER) > 0 ? List.of(intruder, app.viewer()) : List.of(intruder)) {
                    var reply = client.send(route.method(), crooked, "", new byte[0]);
                    assertThat(reply.status())
                            .as(route.method() + " " + crooked)
                            .isIn(303, 400, 401, 403, 404, 405);
                    assertThat(reply.header("Location")).doesNotContain("/today");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aMethodInAHeaderIsNoMethod() {
        return each(
                route -> route.role().compareTo(Role.VIEWER) > 0
                        && !route.method().equals("GET"),
                route -> {
                    var path = estate.path(route);
                    var before = Rows.of(app.app.db());
                    for (var header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
                        app.visitor().with(header, route.method()).get(path);
                        viewer().with(header, route.method()).get(path);
                        viewer().get(path + "?_method=" + route.method());
                        viewer().with(header, route.method()).head(path);
                    }
                    assertThat(Rows.of(app.app.db())).isEqualTo(before);
                });
    }

    private static boolean isSomebodys(Route route) {
        return route.kind() != Route.Kind.PUBLIC
                && route.role() != Role.OPERATOR
                && route.path().contains("{");
    }

    private Client viewer() {
        return app.visitor()
                .with("Authorization", app.viewer().header("Authorization"))
                .with("X-Workspace", String.valueOf(app.owner().workspace()));
    }

    private static List<String> crooked(String path) {
        var last = path.lastIndexOf('/');
        return Stream.of(
                        path + "/",
                        path + "//",
                        "/" + path,
                        path.substring(0, last) + "//" + path.substring(last + 1),
                        path.substring(0, last) + "/./" + path.substring(last + 1),
                        path.substring(0, last) + "/%2e/" + path.substring(last + 1),
                        "/x/.." + path,
                        "/x/%2e%2e" + path,
                        path.substring(0, last) + "%2f" + path.substring(last + 1),
                        path + ";x",
                        path + ";a=b/",
                        path + "%00",
                        path + "%20",
                        path + ".json",
                        path.toUpperCase(Locale.ROOT),
                        "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2))
                .filter(crooked -> crooked.startsWith("/"))
                .toList();
    }

    private static Reply send(Client client, Route route, String path, Object body) {
        return takesJson(route)
                ? client.json(route.method(), path, body)
                : client.send(route.method(), path, "", new byte[0]);
    }

    private static boolean takesJson(Route route) {
        return route.kind() == Route.Kind.API
                && route.input() != Void.class
                && !route.input().getSimpleName().equals("Form");
    }

    private Stream<DynamicTest> each(Predicate<Route> which, Consumer<Route> claim) {
        return app.app.web().routes().stream()
                .filter(which)
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> claim.accept(route)));
    }
}
