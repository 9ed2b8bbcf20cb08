package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Form;
import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What holds for every route, also for those not written yet. Which bodies are refused: {@link BodiesTest}. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {
    /** Different in every answer. */
    private static final Set<String> PASSING = Set.of("date", "x-request-id", "set-cookie");

    /** Counts requests, also those for itself, and so has another length each time. */
    private static final String COUNTING = "/metrics";

    /** The operator's lists of errors name what went wrong by its class: that is what they are for. */
    private static final Set<String> ERRORS = Set.of("/settings/errors", "/api/v1/errors");

    /** What pages elsewhere send, and may: it knows no caller and only counts, see BeaconsTest. */
    private static final Set<String> BEACONS = Set.of("/m");

    private final TestApp app;
    private final Estate estate;

    RoutesTest(TestApp app) {
        this.app = app;
        app.mail();
        this.estate = new Estate(app);
        app.stranger();
    }

    @TestFactory
    Stream<DynamicTest> aMissingCallerIsRefused() {
        return each(RoutesTest::needsCaller, route -> {
            var reply = send(app.visitor(), route);
            if (route.kind() == Route.Kind.PAGE && route.method().equals("GET")) {
                assertThat(reply.is(303).header("Location")).startsWith("/sign-in?to=");
            } else {
                assertThat(reply.is(401).header("WWW-Authenticate")).isEqualTo("Bearer");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> anUnknownTokenIsRefused() {
        return each(RoutesTest::needsCaller, route -> {
            var reply = send(app.visitor().with("Authorization", "Bearer not-a-token"), route);
            assertThat(reply.status()).isIn(303, 401);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnothersDoesNotExist() {
        return each(RoutesTest::isSomebodys, route -> {
            send(app.stranger(), route).is(404);
        });
    }

    @TestFactory
    Stream<DynamicTest> anothersWorkspaceCannotBeNamed() {
        var intruder = app.visitor().signIn(TestApp.email("stranger"));
        return each(route -> route.role().covers(Role.USER) && route.role() != Role.OPERATOR, route -> {
            send(intruder.with("X-Workspace", String.valueOf(app.owner().workspace())), route)
                    .is(404);
        });
    }

    @TestFactory
    Stream<DynamicTest> aViewerChangesNothing() {
        app.viewer();
        return each(
                route -> route.role().inWorkspace() && unsafe(route),
                route -> send(app.viewer(), route).is(403));
    }

    @TestFactory
    Stream<DynamicTest> anEditorDoesNotAdminister() {
        app.editor();
        return each(
                route -> route.role().compareTo(Role.EDITOR) > 0,
                route -> send(app.editor(), route).is(403));
    }

    @TestFactory
    Stream<DynamicTest> onlyTheOperatorRunsTheServer() {
        app.admin();
        return each(
                route -> route.role() == Role.OPERATOR,
                route -> send(app.admin(), route).is(403));
    }

    @TestFactory
    Stream<DynamicTest> aBrowserMustProveThatItMeantIt() {
        app.owner();
        var browser = app.visitor().browse("owner@example.com");
        // what visitors send needs no session, and makes no use of one
        return each(
                route -> unsafe(route) && route.kind() != Route.Kind.PUBLIC,
                route -> send(browser, route).is(403));
    }

    @TestFactory
    Stream<DynamicTest> aFormOfAnotherSiteIsRefused() {
        return each(RoutesTest::unsafe, route -> {
            var elsewhere = app.visitor().with("Origin", "https://evil.example").with("Sec-Fetch-Site", "cross-site");
            assertThat(send(elsewhere, route).status()).isIn(401, 403);
        });
    }

    @Test
    void onlyBeaconsChangeAnythingWithoutAskingWhoSendsThem() {
        assertThat(app.app.web().routes().stream()
                        .filter(route -> route.kind() == Route.Kind.PUBLIC
                                && !route.method().equals("GET")
                                && route.input() != Form.class)
                        .map(Route::path))
                .containsExactlyElementsOf(BEACONS);
    }

    @TestFactory
    Stream<DynamicTest> anUnknownMethodIsToldTheKnownOnes() {
        return eachPath((path, methods) -> {
            var reply = app.visitor().send("BREW", path, "", new byte[0]).is(405);
            assertThat(allowed(reply)).isEqualTo(methods);
        });
    }

    @TestFactory
    Stream<DynamicTest> optionsListsTheMethods() {
        return eachPath((path, methods) -> {
            var reply = app.visitor().send("OPTIONS", path, "", new byte[0]).is(204);
            assertThat(allowed(reply)).isEqualTo(methods);
        });
    }

    @TestFactory
    Stream<DynamicTest> headIsGetWithoutTheBody() {
        return each(route -> route.method().equals("GET") && !route.path().equals(COUNTING), route -> {
            var path = estate.path(route);
            app.app.traffic().flush(); // or the figures would change between the two
            var get = app.owner().get(path);
            var head = app.owner().head(path);
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(lasting(head)).isEqualTo(lasting(get));
            assertThat(head.bytes()).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> theOwnerGetsWhatThereIsToGet() {
        return each(route -> route.method().equals("GET"), route -> {
            var got = app.owner().get(estate.path(route));
            var reply = ERRORS.contains(route.path()) ? sane(got) : checked(got);
            assertThat(reply.status()).as(reply.body()).isIn(200, 302, 303);
        });
    }

    @TestFactory
    Stream<DynamicTest> nothingIsFoundUnderIdsThatCannotBe() {
        return each(
                route -> route.path()
                        .matches(
                                ".*\\{(site|block|media|workspace|member|invitation|token|goal|report|result|share|import|website|domain)}.*"),
                route -> {
                    for (var id : List.of("0", "99999999999999999999", "-1", "x", "%00", "1%27--")) {
                        var path = route.path()
                                .replaceAll(
                                        "\\{(site|block|media|workspace|member|invitation|token|goal|report|result|share|import|website|domain)}",
                                        id);
                        var reply = checked(app.owner().send(route.method(), path, "", new byte[0]));
                        assertThat(reply.status()).as(path).isIn(404, 400, 422);
                    }
                });
    }

    private Stream<DynamicTest> each(Predicate<Route> which, Consumer<Route> claim) {
        return app.app.web().routes().stream()
                .filter(which)
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> claim.accept(route)));
    }

    private Stream<DynamicTest> eachPath(PathClaim claim) {
        var paths = app.app.web().routes().stream().collect(Collectors.groupingBy(Route::path));
        return paths.values().stream()
                .map(routes -> DynamicTest.dynamicTest(routes.getFirst().path(), () -> {
                    var methods = routes.stream().map(Route::method).collect(Collectors.toCollection(TreeSet::new));
                    methods.add("OPTIONS");
                    if (methods.contains("GET")) {
                        methods.add("HEAD");
                    }
                    claim.check(estate.path(routes.getFirst()), methods);
                }));
    }

    /** With a valid body, so that nothing but the caller can be wrong. */
    private Reply send(Client client, Route route) {
        var path = estate.path(route);
        boolean json = route.input() != Void.class && route.kind() == Route.Kind.API && !isForm(route);
        return checked(
                json
                        ? client.json(route.method(), path, estate.body(route))
                        : client.send(route.method(), path, "", new byte[0]));
    }

    private static boolean isForm(Route route) {
        return route.input().getSimpleName().equals("Form");
    }

    /** What holds for every answer that is not about errors. */
    static Reply checked(Reply reply) {
        assertThat(sane(reply).body()).doesNotContain("Exception", "\tat ", "com.mewayz.");
        return reply;
    }

    /** What holds for every answer, whatever it says. */
    private static Reply sane(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isNotEqualTo(500);
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).isNotEmpty();
        assertThat(reply.header("X-Frame-Options")).isIn("SAMEORIGIN", "DENY");
        assertThat(reply.header("Permissions-Policy")).contains("camera=()");
        assertThat(reply.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe-", "*");
        return reply;
    }

    private static boolean needsCaller(Route route) {
        return route.role() != Role.ANYONE;
    }

    /** What the server as a whole has is nobody's: {@link #onlyTheOperatorRunsTheServer}. */
    private static boolean isSomebodys(Route route) {
        return route.kind() != Route.Kind.PUBLIC
                && route.role() != Role.OPERATOR
                && route.path().contains("{");
    }

    private static boolean unsafe(Route route) {
        return !route.method().equals("GET") && !BEACONS.contains(route.path());
    }

    private static Set<String> allowed(Reply reply) {
        return new TreeSet<>(List.of(reply.header("Allow").split(", ")));
    }

    private static Map<String, List<String>> lasting(Reply reply) {
        var headers = new HashMap<>(reply.headers().map());
        headers.keySet().removeAll(PASSING);
        return headers;
    }

    private interface PathClaim {
        void check(String path, Set<String> methods);
    }
}
