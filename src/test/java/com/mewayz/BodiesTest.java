package com.mewayz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Form;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Estate;
import com.mewayz.testing.Rows;
import com.mewayz.testing.TestApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.RecordComponent;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A body that is wrong is refused by every route that takes one, and leaves nothing behind. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesTest {
    private static final String JSON = "application/json";

    private final TestApp app;
    private final Estate estate;

    BodiesTest(TestApp app) {
        this.app = app;
        app.mail();
        this.estate = new Estate(app);
        app.app.bus().deliver();
    }

    @TestFactory
    Stream<DynamicTest> aWrongBodyIsRefusedAndNothingIsSaved() {
        return each(BodiesTest::takesJson, route -> {
            var before = Rows.of(app.app.db());
            for (var wrong : wrong(route)) {
                var reply = RoutesTest.checked(
                        app.owner().send(route.method(), estate.path(route), wrong.type, wrong.bytes));
                assertThat(reply.status()).as(wrong.name + ": " + reply.body()).isEqualTo(wrong.status);
                assertThat(reply.at("/success").asBoolean(true)).isFalse();
                assertThat(reply.at("/errors").isObject()).isTrue();
            }
            assertThat(Rows.of(app.app.db())).isEqualTo(before);
        });
    }

    @TestFactory
    Stream<DynamicTest> tooMuchIsRefusedBeforeItIsRead() {
        var token = app.visitor().signIn(TestApp.email("owner")).header("Authorization");
        var cookies = app.visitor().browse(TestApp.email("owner")).cookies();
        return each(route -> route.input() != Void.class, route -> {
            // a browser's form is read for its proof before anything else happens
            var caller = route.kind() == Route.Kind.API
                    ? "Authorization: " + token
                    : "Cookie: mewayz=" + cookies.get("mewayz");
            var type = takesJson(route) ? JSON : "application/x-www-form-urlencoded";
            var head = "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n\r\n"
                    .formatted(route.method(), estate.path(route), type, route.limit() + 1, caller);
            assertThat(answer(head)).startsWith("HTTP/1.1 413 ");
        });
    }

    private static List<Wrong> wrong(Route route) {
        var all = new ArrayList<>(List.of(
                text(422, "{\"no_such_field\": 1}"),
                text(400, "{\"name\": "),
                text(400, "not JSON at all"),
                text(400, "{\"name\": \"one\", \"name\": \"two\"}"),
                new Wrong("invalid UTF-8", JSON, new byte[] {'{', '"', (byte) 0xc3, '(', '"', ':', '1', '}'}, 400),
                new Wrong("no type", "", "{}".getBytes(UTF_8), 400),
                new Wrong("another type", "text/plain", "{}".getBytes(UTF_8), 400)));
        // a patch that is no object is malformed; elsewhere it is a value of the wrong type
        int status = route.method().equals("PATCH") ? 400 : 422;
        all.addAll(List.of(
                text(status, "[]"),
                text(status, "[".repeat(5_000)),
                text(status, "[{}]"),
                text(status, "\"text\""),
                text(status, "7"),
                text(status, "null")));
        if (!route.method().equals("PATCH")) {
            all.add(text(422, "{}"));
            all.add(text(422, ""));
        }
        for (var component : route.input().getRecordComponents()) {
            all.add(text(422, "{\"%s\": %s}".formatted(snakeCase(component), wrongValue(component))));
        }
        return all;
    }

    private static String wrongValue(RecordComponent component) {
        return Collection.class.isAssignableFrom(component.getType()) ? "5" : "[[1]]";
    }

    private static String snakeCase(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static Wrong text(int status, String body) {
        return new Wrong(body.length() > 60 ? body.substring(0, 60) : body, JSON, body.getBytes(UTF_8), status);
    }

    private static boolean takesJson(Route route) {
        return route.kind() == Route.Kind.API && route.input() != Void.class && route.input() != Form.class;
    }

    private Stream<DynamicTest> each(Predicate<Route> which, Claim claim) {
        return app.app.web().routes().stream()
                .filter(which)
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> claim.check(route)));
    }

    /** Only the head is sent: whoever waits for the rest would wait in vain. */
    private String answer(String head) throws IOException {
        try (var socket = new Socket("127.0.0.1", app.app.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            return String.valueOf(line);
        }
    }

    private record Wrong(String name, String type, byte[] bytes, int status) {}

    private interface Claim {
        void check(Route route) throws IOException;
    }
}
