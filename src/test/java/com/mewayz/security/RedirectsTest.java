package com.mewayz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.TestApp;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** No address in a link of ours leads elsewhere: not after signing in, not after a proof, nowhere in a path or query. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedirectsTest {
    private static final List<String> HOSTILE = List.of(
            "https://evil.example",
            "http://evil.example/",
            "HTTPS://evil.example",
            "https:evil.example",
            "https:/evil.example",
            "https:///evil.example",
            "//evil.example",
            "///evil.example",
            "////evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "\\\\evil.example",
            "/\\/evil.example",
            "/\t/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/ /evil.example",
            "/\r/evil.example",
            "/\n/evil.example",
            "/ok\r\nLocation: https://evil.example",
            "/ok\nSet-Cookie: mewayz=evil",
            "/\u0000/evil.example",
            "\u00a0//evil.example",
            "/\u2028/evil.example",
            "\u3002evil\u3002example",
            "/\uff0fevil.example",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "blob:https://evil.example/1",
            "file:///etc/passwd",
            "evil.example",
            "@evil.example",
            ".evil.example",
            "?next=//evil.example",
            "#//evil.example",
            "https://127.0.0.1@evil.example",
            "//evil.example\\@127.0.0.1",
            "/%0d%0aLocation:%20https://evil.example");

    private final TestApp app;

    RedirectsTest(TestApp app) {
        this.app = app;
        app.owner();
    }

    @TestFactory
    Stream<DynamicTest> signingInStaysHere() {
        return each(hostile -> {
            var reply = app.visitor()
                    .submit(
                            "/sign-in",
                            Map.of("email", TestApp.email("owner"), "password", TestApp.PASSWORD, "next", hostile))
                    .is(303);
            assertHere(reply.headers().allValues("Location"));
            assertThat(reply.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.matches("mewayz[a-z-]*=.*") && !cookie.contains("evil"));
        });
    }

    @TestFactory
    Stream<DynamicTest> provingStaysHere() {
        var browser = app.visitor().browse(TestApp.email("owner"));
        return each(hostile -> {
            var reply = browser.submit("/prove", Map.of("password", TestApp.PASSWORD, "next", hostile))
                    .is(303);
            assertHere(reply.headers().allValues("Location"));
        });
    }

    @Test
    void noPathOrQueryOfARequestBecomesAForeignAddress() {
        for (var path : List.of(
                "//evil.example",
                "//evil.example/%2e%2e",
                "/%2f%2fevil.example",
                "/%5cevil.example",
                "/.//evil.example",
                "/today//evil.example",
                "/today?to=https://evil.example",
                "/settings/profile/..//evil.example",
                "/@evil.example",
                "/@//evil.example",
                "/l/https:%2f%2fevil.example")) {
            for (var client : List.of(app.visitor(), app.owner())) {
                assertHere(client.get(path).headers().allValues("Location"));
            }
        }
    }

    private static void assertHere(List<String> locations) {
        assertThat(new HashSet<>(locations)).hasSize(locations.size());
        for (var location : locations) {
            assertThat(location).matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");
        }
        assertThat(Set.of(0, 1)).contains(locations.size());
    }

    private static Stream<DynamicTest> each(Consumer<String> claim) {
        return HOSTILE.stream()
                .map(hostile ->
                        DynamicTest.dynamicTest(hostile.replaceAll("\\p{Cntrl}", "?"), () -> claim.accept(hostile)));
    }
}
