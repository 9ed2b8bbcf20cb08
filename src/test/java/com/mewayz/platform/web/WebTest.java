package com.mewayz.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.web.lane.ReadyPages;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The router on its own, in a server of Helidon's testing module: no database, no feature. */
@ServerTest
class WebTest {
    private static final Web WEB = web();
    private static final Web COLD = web();

    private final Http1Client client;

    WebTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routes(HttpRouting.Builder routing) {
        for (var path : List.of("/", "/shop", "/shop/new", "/shop/{id}", "/shop/{id}/parts", "/@{name}", "/{page}")) {
            WEB.pages().open(path, call -> Answer.text(200, path + values(call)));
        }
        WEB.pages()
                .post(
                        "/shop",
                        Role.ANYONE,
                        call -> Answer.text(200, "posted " + call.form().text("name")));
        WEB.pages().open("/broken", call -> {
            throw new IllegalStateException("a secret of the program");
        });
        WEB.ready();
        WEB.route(routing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /                    | /
                    /shop                | /shop
                    /shop/               | /shop
                    /shop/new            | /shop/new
                    /shop/7              | /shop/{id} 7
                    /shop/new/parts      | /shop/{id}/parts new
                    /shop/7/parts/       | /shop/{id}/parts 7
                    /@mia                | /@{name} mia
                    /%40mia              | /@{name} mia
                    /mia                 | /{page} mia
                    /@                   | /{page} @
                    /shop/%C3%A9t%C3%A9  | /shop/{id} été
                    /shop/a%2Fb          | /shop/{id} a/b
                    /shop/a%20b+c        | /shop/{id} a b+c
                    /%73hop              | /shop
                    /shop?id=8           | /shop
                    """)
    void aPathLeadsToOnePlace(String path, String place) {
        assertThat(client.get()
                        .uri("http://localhost:" + port() + path)
                        .skipUriEncoding(true)
                        .requestEntity(String.class))
                .isEqualTo(place.strip());
    }

    @ParameterizedTest
    @CsvSource({"/shop/%zz,400", "/shop/%,400", "/shop/%C3,400", "/shop/%FF,400", "/shop/7/nothing,404"})
    void otherPathsLeadNowhere(String path, int status) {
        try (var reply = client.get()
                .uri("http://localhost:" + port() + path)
                .skipUriEncoding(true)
                .request()) {
            assertThat(reply.status().code()).isEqualTo(status);
        }
    }

    @Test
    void anotherMethodIsToldWhatThereIs() {
        try (var reply = client.put("/shop").request()) {
            assertThat(reply.status()).isEqualTo(Status.METHOD_NOT_ALLOWED_405);
            assertThat(reply.headers().get(HeaderNames.ALLOW).get()).isEqualTo("GET, HEAD, OPTIONS, POST");
        }
    }

    @Test
    void optionsAndHeadAreThereByThemselves() {
        try (var options = client.options("/shop/7").request();
                var head = client.method(Method.HEAD).uri("/shop/7").request()) {
            assertThat(options.status()).isEqualTo(Status.NO_CONTENT_204);
            assertThat(options.headers().get(HeaderNames.ALLOW).get()).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(head.status()).isEqualTo(Status.OK_200);
            assertThat(head.headers().contentLength().orElseThrow()).isEqualTo("/shop/{id} 7".length());
        }
    }

    @Test
    void aBugIsToldByANumberOnly() {
        try (var reply = client.get("/broken").request()) {
            assertThat(reply.status()).isEqualTo(Status.INTERNAL_SERVER_ERROR_500);
            assertThat(text(reply)).contains("It is in the log under").doesNotContain("secret", "Exception");
        }
    }

    @Test
    void aFormIsReadStrictly() {
        assertThat(form("name=a%20b%2Bc+d")).isEqualTo("posted a b+c d");
        assertThat(form("name=%C3%28")).contains("not valid UTF-8");
        assertThat(form("a&".repeat(501))).contains("more than 500 fields");
    }

    @Test
    void nobodyIsServedBeforeTheProgramIsReady() {
        COLD.pages().open("/shop", call -> Answer.text(200, "open"));
        COLD.pages().open("/livez", call -> Answer.text(200, "alive"));
        COLD.pages().open("/readyz", call -> Answer.text(200, "ready"));
        COLD.start("127.0.0.1", 0);
        try {
            var early = Http1Client.builder()
                    .baseUri("http://127.0.0.1:" + COLD.port())
                    .build();
            try (var shop = early.get("/shop").request();
                    var readiness = early.get("/readyz").request();
                    var up = early.get("/up").request()) {
                assertThat(shop.status()).isEqualTo(Status.SERVICE_UNAVAILABLE_503);
                assertThat(shop.headers().get(HeaderNames.RETRY_AFTER).get()).isEqualTo("1");
                assertThat(up.status()).isEqualTo(Status.SERVICE_UNAVAILABLE_503);
                assertThat(text(up)).isEqualTo("Mewayz is starting.\n");
                assertThat(readiness.status()).isEqualTo(Status.SERVICE_UNAVAILABLE_503);
                assertThat(text(readiness)).isEqualTo("Mewayz is starting.\n");
                assertThat(early.get("/livez").requestEntity(String.class)).isEqualTo("alive");
            }
            COLD.ready();
            assertThat(early.get("/shop").requestEntity(String.class)).isEqualTo("open");
            assertThat(early.get("/up").requestEntity(String.class)).isEqualTo("Mewayz is up.\n");
        } finally {
            COLD.close();
        }
    }

    @Test
    void twoRoutesCannotShareAPlace() {
        var pages = web().pages();
        pages.open("/twice/{id}", call -> Answer.empty(204));
        assertThatThrownBy(() -> pages.open("/twice/{id}", call -> Answer.empty(204)))
                .hasMessageContaining("two routes");
        assertThatThrownBy(() -> pages.open("/twice/{name}/x", call -> Answer.empty(204)))
                .hasMessageContaining("{id}");
    }

    private String form(String body) {
        return client.post("/shop")
                .header(HeaderNames.CONTENT_TYPE, "application/x-www-form-urlencoded")
                .submit(body, String.class)
                .entity();
    }

    private int port() {
        return client.prototype().baseUri().orElseThrow().port();
    }

    private static String text(HttpClientResponse reply) {
        return reply.as(String.class);
    }

    private static String values(Call call) {
        return List.of("id", "name", "page").stream()
                .filter(name -> call.route().path().contains("{" + name + "}"))
                .map(name -> " " + call.parameter(name))
                .reduce("", String::concat);
    }

    private static Web web() {
        var settings = Settings.load(null, Map.of(), Map.of(Setting.DATA, "nowhere"));
        var views = new Views((name, model) -> name + ": " + model.get("what"), call -> Map.of());
        return new Web(
                new Origins(settings), new TestClock(TestApp.NOW), new Nobody(), views, new Assets(), ReadyPages.NONE);
    }

    private static final class Nobody implements Doorkeeper {
        @Override
        public Optional<String> refusal(Route route, long workspace) {
            return Optional.empty();
        }

        @Override
        public boolean asksEverybody() {
            return false;
        }

        @Override
        public Optional<Caller> caller(String token, boolean bearer) {
            return Optional.empty();
        }

        @Override
        public Optional<Caller> glance(String token, boolean bearer) {
            return Optional.empty();
        }

        @Override
        public List<Membership> memberships(long user) {
            return List.of();
        }
    }
}
