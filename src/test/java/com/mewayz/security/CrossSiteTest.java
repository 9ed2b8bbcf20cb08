package com.mewayz.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.Json;
import com.mewayz.platform.web.Form;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Estate;
import com.mewayz.testing.Look;
import com.mewayz.testing.Rows;
import com.mewayz.testing.Tab;
import com.mewayz.testing.TestApp;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page of somebody else, open in the browser of a signed-in owner, tries every writing route in every way a page can.
 * Under another name ({@code localhost}) it is another site; under another port it is the same site, to which the browser
 * sends our cookie along.
 */
@Browser.Used
class CrossSiteTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void aPageElsewhereChangesNothing(String host, Browser browser) throws IOException {
        try (var app = new TestApp();
                var evil = new Evil(host);
                var tab = browser.open(Look.LAPTOP)) {
            var attempts = attempts(app, new Estate(app));
            signIn(tab, app);
            app.app.bus().deliver();
            var before = Rows.of(app.app.db());
            var answers = new ArrayList<String>();
            var page = tab.page();
            page.onResponse(response -> {
                if (response.url().startsWith(app.address())
                        && !response.request().method().matches("GET|OPTIONS")) {
                    answers.add(response.status() + " " + response.request().method() + " " + response.url());
                }
            });

            tab.go(evil.address());
            long writes = tries(page, app, attempts);

            assertThat(Rows.of(app.app.db())).isEqualTo(before);
            // what is not a form is kept from the page, so that the browser does not tell how it went
            assertThat(answers).hasSizeGreaterThanOrEqualTo((int) writes);
            assertThat(answers).allMatch(answer -> answer.matches("(401|403|405) .*"));
            tab.go(app.address() + "/settings/profile");
            assertThat(page.url()).endsWith("/settings/profile");
        }
    }

    /** Returns how many forms were sent. */
    private static long tries(Page page, TestApp app, List<Map<String, Object>> attempts) {
        var result = page.evaluate("""
                async ([base, attempts]) => {
                  let sent = 0;
                  for (const { method, path, body } of attempts) {
                    const url = base + path;
                    if (method === "GET") {
                      const image = new Image();
                      await new Promise((done) => { image.onload = image.onerror = done; image.src = url; });
                      continue;
                    }
                    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
                      await fetch(url, { method: "POST", mode: "no-cors", credentials: "include", body,
                        headers: { "Content-Type": type } }).catch(() => 0);
                    }
                    for (const type of ["application/json", "application/merge-patch+json"]) {
                      await fetch(url, { method, mode: "cors", credentials: "include", body: method === "DELETE" ? undefined : body,
                        headers: { "Content-Type": type, "X-CSRF-Token": "x" } }).then(() => { throw new Error(url); }, () => 0);
                    }
                    navigator.sendBeacon(url, body);
                    const frame = document.createElement("iframe");
                    frame.name = "f" + sent;
                    document.body.append(frame);
                    const form = document.createElement("form");
                    Object.assign(form, { method: "post", enctype: "text/plain", action: url, target: frame.name });
                    const field = document.createElement("input");
                    Object.assign(field, { name: body.slice(0, -1) + ',"x":"', value: '"}' });
                    form.append(field);
                    document.body.append(form);
                    await new Promise((done) => {
                      frame.onload = done;
                      form.submit();
                      setTimeout(done, 1500);
                    });
                    frame.remove();
                    form.remove();
                    sent++;
                  }
                  return sent;
                }""", List.of(app.address(), attempts));
        return ((Number) result).longValue();
    }

    private static List<Map<String, Object>> attempts(TestApp app, Estate estate) {
        var all = new ArrayList<Map<String, Object>>();
        for (var route : app.app.web().routes()) {
            if (route.kind() != Route.Kind.PUBLIC) {
                all.add(Map.of("method", route.method(), "path", estate.path(route), "body", body(estate, route)));
            }
        }
        return all;
    }

    private static String body(Estate estate, Route route) {
        return route.input() == Void.class || route.input() == Form.class ? "{}" : Json.write(estate.body(route));
    }

    private static void signIn(Tab tab, TestApp app) {
        app.owner();
        tab.go(app.address() + "/sign-in");
        tab.page().fill("input[name=email]", TestApp.email("owner"));
        tab.page().fill("input[name=password]", TestApp.PASSWORD);
        tab.page().click("main form button:not([type=button])");
        tab.page().waitForURL("**/today");
    }

    /** Somebody else's web server. */
    private static final class Evil implements AutoCloseable {
        private final HttpServer server;
        private final String host;

        Evil(String host) throws IOException {
            this.host = host;
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", call -> {
                var page = "<!doctype html><title>Kittens</title><body>".getBytes(UTF_8);
                call.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                call.sendResponseHeaders(200, page.length);
                try (var out = call.getResponseBody()) {
                    out.write(page);
                }
            });
            server.start();
        }

        String address() {
            return "http://" + host + ":" + server.getAddress().getPort() + "/";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
