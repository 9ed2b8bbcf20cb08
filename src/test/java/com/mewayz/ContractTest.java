package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Form;
import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Estate;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The paths and the envelope that API clients were promised. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    private static final String THERE = """
            POST /auth/login
            POST /auth/register
            POST /auth/logout
            GET /auth/user
            GET /workspaces
            POST /workspaces
            POST /workspaces/{}/invite
            GET /bio-sites
            POST /bio-sites
            GET /bio-sites/{}
            PUT /bio-sites/{}
            PATCH /bio-sites/{}
            DELETE /bio-sites/{}
            POST /bio-sites/{}/duplicates
            PUT /bio-sites/order
            GET /bio-sites/{}/analytics
            GET /analytics/overview
            GET /analytics/traffic
            GET /analytics/reports
            POST /analytics/reports
            GET /crm/contacts
            POST /crm/contacts
            POST /crm/import
            """;

    /** Promised, and built later: a line moves up when its route is there. */
    private static final String TO_COME = """
            GET /social-media/accounts
            POST /social-media/accounts
            POST /social-media/schedule
            GET /social-media/analytics
            GET /crm/leads
            POST /crm/leads
            GET /ecommerce/products
            POST /ecommerce/products
            GET /ecommerce/orders
            POST /ecommerce/orders
            GET /ecommerce/analytics
            GET /courses
            POST /courses
            GET /courses/{}/lessons
            POST /courses/{}/lessons
            GET /courses/analytics
            GET /email-marketing/campaigns
            POST /email-marketing/campaigns
            GET /email-marketing/templates
            POST /email-marketing/templates
            GET /email-marketing/analytics
            """;

    private final TestApp app;

    ContractTest(TestApp app) {
        this.app = app;
        app.mail();
    }

    @Test
    void everyPromisedPathIsThere() {
        assertThat(paths()).containsAll(lines(THERE));
    }

    @Test
    void whatIsToComeIsNotThereYet() {
        assertThat(paths()).as("move these lines up").doesNotContainAnyElementsOf(lines(TO_COME));
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerHasTheEnvelope() {
        return enveloped()
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    var reply = succeed(route);
                    assertThat(reply.status()).as(reply.body()).isIn(200, 201);
                    assertThat(reply.header("Content-Type")).startsWith("application/json");
                    assertThat(reply.at("/success").asBoolean()).isTrue();
                    assertThat(reply.at("").has("data")).isTrue();
                    assertThat(reply.at("").has("errors")).isFalse();
                    requireCommon(reply);
                    var pagination = reply.at("/meta/pagination");
                    assertThat(pagination.isObject())
                            .as(reply.body())
                            .isEqualTo(route.output().isArray());
                    if (route.output().isArray()) {
                        assertThat(reply.at("/data").isArray()).isTrue();
                        assertThat(pagination.at("/current_page").asInt()).isEqualTo(1);
                        assertThat(pagination.at("/total_pages").asInt()).isPositive();
                        assertThat(pagination.at("/total_items").asInt())
                                .isGreaterThanOrEqualTo(reply.at("/data").size());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyRefusalHasTheEnvelopeToo() {
        return enveloped()
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    var client = app.visitor().with("Origin", "https://evil.example");
                    var path = route.path().replaceAll("\\{[a-z]+}", "1");
                    var reply = client.send(
                            route.method(), path, "text/plain", "x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    if (reply.status() >= 400) {
                        requireRefusal(reply);
                    }
                }));
    }

    @Test
    void unknownPathsAndMethodsHaveTheEnvelopeToo() {
        requireRefusal(app.visitor().get(Api.BASE + "/nothing-here").is(404));
        requireRefusal(app.visitor().delete(Api.BASE + "/auth/login").is(405));
        requireRefusal(app.owner().get(Api.BASE + "/bio-sites?page=none").is(422));
    }

    @Test
    void aPageNamesItsPlaceAmongAll() {
        for (int i = 0; i < 3; i++) {
            new Estate(app);
        }
        var reply = app.owner().get(Api.BASE + "/bio-sites?page=2&per_page=2").is(200);

        long total = reply.at("/meta/pagination/total_items").asLong();
        assertThat(reply.at("/meta/pagination/current_page").asInt()).isEqualTo(2);
        assertThat(reply.at("/meta/pagination/total_pages").asLong()).isEqualTo((total + 1) / 2);
        assertThat(reply.at("/data")).isNotEmpty();
    }

    private static void requireRefusal(Reply reply) {
        assertThat(reply.at("/success").asBoolean(true)).isFalse();
        assertThat(reply.at("/errors").isObject()).as(reply.body()).isTrue();
        reply.at("/errors").forEach(sentences -> {
            assertThat(sentences.isArray()).isTrue();
            sentences.forEach(sentence -> assertThat(sentence.asText()).isNotBlank());
        });
        assertThat(reply.at("/meta").has("pagination")).isFalse();
        requireCommon(reply);
    }

    private static void requireCommon(Reply reply) {
        assertThat(reply.at("/message").asText()).isNotBlank();
        assertThat(reply.at("/meta/timestamp").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(Instant.parse(reply.at("/meta/timestamp").asText())).isEqualTo(TestApp.NOW);
        assertThat(new TreeSet<>(Set.of("success", "message", "data", "errors", "meta")))
                .containsAll(() -> reply.at("").fieldNames());
    }

    /** Each time on things of its own, since some routes take them away. */
    private Reply succeed(Route route) {
        if (route.role() == Role.OWNER) {
            var owner = app.register(
                    "owner-of" + route.path().hashCode() + route.method().toLowerCase(Locale.ROOT));
            return send(owner, route, new Estate(app, owner));
        }
        if (route.path().endsWith("/membership")) {
            return send(app.viewer(), route, new Estate(app));
        }
        var estate = new Estate(app);
        estate.deleteWhatIsRestored(route);
        if (route.method().equals("DELETE") && route.path().endsWith("/auth/user")) {
            return app.register("goner").delete(route.path() + "?confirm=" + TestApp.email("goner"));
        }
        var client = route.path().endsWith("/logout") ? app.register("leaver") : app.owner();
        return send(client, route, estate);
    }

    private static Reply send(Client client, Route route, Estate estate) {
        var path = estate.path(route);
        return route.input() == Void.class
                ? client.send(route.method(), path, "", new byte[0])
                : client.json(route.method(), path, estate.body(route));
    }

    /** Not documents (a code, the API's own description), and not uploads, which {@link Estate} makes all the time. */
    private Stream<Route> enveloped() {
        return api().filter(route -> route.input() != Form.class)
                .filter(route -> route.output() != Answer.class)
                .filter(route -> route.output() != Void.class || route.method().equals("DELETE"));
    }

    private Stream<Route> api() {
        return app.app.web().routes().stream().filter(route -> route.kind() == Route.Kind.API);
    }

    private Set<String> paths() {
        return api().map(route -> route.method() + " "
                        + route.path().substring(Api.BASE.length()).replaceAll("\\{[a-z]+}", "{}"))
                .collect(Collectors.toSet());
    }

    private static Set<String> lines(String text) {
        return Arrays.stream(text.split("\n")).collect(Collectors.toSet());
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }
}
