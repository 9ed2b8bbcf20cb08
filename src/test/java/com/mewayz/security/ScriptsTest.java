package com.mewayz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mewayz.platform.Json;
import com.mewayz.platform.web.Form;
import com.mewayz.platform.web.Route;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Estate;
import com.mewayz.testing.Look;
import com.mewayz.testing.Tab;
import com.mewayz.testing.TestApp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Text that wants to be a script is written into every field that takes text, over every route of the API; then every
 * page that can be reached is opened in a browser. Nothing may run, become an element, or be refused only by the policy.
 */
@Browser.Used
class ScriptsTest {
    private static final String MARK = "data-mark=x";
    private static final int EACH_FIELD = 4;
    private static final int MOST_PAGES = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> VECTORS = List.of(
            "<img src=x onerror=alert(1) " + MARK + ">",
            "\"><svg onload=alert(1) " + MARK + ">",
            "'><b " + MARK + ">",
            "</title><script " + MARK + ">alert(1)</script>",
            "</textarea><script " + MARK + ">alert(1)</script>",
            "</style><script " + MARK + ">alert(1)</script>",
            "--><script " + MARK + ">alert(1)</script>",
            "]]><script " + MARK + ">alert(1)</script>",
            "{{7*7}}<i " + MARK + ">",
            "{% raw %}<i " + MARK + ">{% endraw %}",
            "${7*7}#{7*7}<i " + MARK + ">",
            "\" onfocus=alert(1) autofocus " + MARK + " x=\"",
            "' onmouseover=alert(1) " + MARK + " x='",
            "` onload=alert(1) " + MARK,
            "<iframe srcdoc='<script>alert(1)</script>' " + MARK + ">",
            "<math><mtext><table><mglyph><style><img src=x " + MARK + ">",
            "<a href=javascript:alert(1) " + MARK + ">go</a>",
            "<form action=//evil.example " + MARK + "><button>",
            "<base href=//evil.example " + MARK + ">",
            "<meta http-equiv=refresh content=0;//evil.example " + MARK + ">",
            "<link rel=stylesheet href=//evil.example " + MARK + ">",
            "<object data=javascript:alert(1) " + MARK + ">",
            "<details open ontoggle=alert(1) " + MARK + ">",
            "<x/" + MARK + "/onclick=alert(1)>",
            "<<script " + MARK + ">alert(1)//<</script>",
            "<scr<script>ipt " + MARK + ">alert(1)</scr</script>ipt>",
            "&lt;img src=x onerror=alert(1) " + MARK + "&gt;",
            "&#60;b " + MARK + "&#62;",
            "\\u003cb " + MARK + "\\u003e",
            "%3Cb " + MARK + "%3E",
            "+ADw-b " + MARK + "+AD4-",
            "\uff1cb " + MARK + "\uff1e",
            "\u202e<b " + MARK + ">",
            "<!--#exec cmd=id--><b " + MARK + ">",
            "<?xml version=1?><b " + MARK + ">",
            "red;background:url(//evil.example)}*{x:y",
            "expression(alert(1))",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "https://example.com/\"onmouseover=alert(1) " + MARK,
            "https://example.com/'><b " + MARK + ">",
            "mailto:a@b.example?subject=\"><b " + MARK + ">",
            "//evil.example/<b " + MARK + ">",
            "0);alert(1);//");

    /** One of each kind, with every field that takes text. */
    private static final List<String> BLOCKS = List.of(
            "{\"kind\":\"link\",\"title\":\"a\",\"subtitle\":\"a\",\"url\":\"https://example.com\"}",
            "{\"kind\":\"heading\",\"text\":\"a\"}",
            "{\"kind\":\"text\",\"text\":\"a\"}",
            "{\"kind\":\"social\",\"items\":[{\"network\":\"instagram\",\"url\":\"https://instagram.com/mia\"}]}",
            "{\"kind\":\"embed\",\"title\":\"a\",\"url\":\"https://www.youtube.com/watch?v=aqz-KE-bpKQ\"}");

    private int next;

    @Test
    void nobodysTextRunsAnywhere(Browser browser) {
        try (var app = new TestApp();
                var tab = browser.open(Look.LAPTOP)) {
            var estate = new Estate(app);
            var written = write(app, estate);
            assertThat(written).as("fields that took hostile text").hasSizeGreaterThan(10);
            publish(app);
            app.app.bus().deliver();
            app.app.finder().settle();

            var dialogs = new ArrayList<String>();
            tab.page().onDialog(dialog -> {
                dialogs.add(dialog.message());
                dialog.dismiss();
            });
            signIn(tab, app);
            var seen = crawl(tab, app, estate);

            assertThat(seen).hasSizeGreaterThan(15);
            assertThat(dialogs).isEmpty();
            assertThat(tab.errors().stream().filter(error -> !error.contains("status of 4")))
                    .isEmpty();
            assertThat(tab.hosts()).containsExactly("127.0.0.1");
        }
    }

    /** The fields that took what was written. */
    private Set<String> write(TestApp app, Estate estate) {
        var taken = new TreeSet<String>();
        for (var route : app.app.web().routes()) {
            if (route.kind() != Route.Kind.API || route.input() == Void.class || route.input() == Form.class) {
                continue;
            }
            for (var body : bodies(estate, route)) {
                for (var field : texts(body, route.input())) {
                    for (int i = 0; i < EACH_FIELD; i++) {
                        if (send(app, estate, route, body, field) < 300) {
                            taken.add(route.method() + " " + route.path() + " " + field.name);
                        }
                    }
                    field.undo.run();
                }
            }
        }
        var agent = app.visitor().with("User-Agent", VECTORS.getFirst());
        agent.browse(TestApp.email("owner"));
        agent.submit("/settings/profile", Map.of("name", VECTORS.get(1)));
        for (var name : VECTORS.subList(0, 6)) {
            app.owner().upload("/api/v1/media", name.replace("\"", "%22"), Uploads.png());
        }
        return taken;
    }

    private int send(TestApp app, Estate estate, Route route, JsonNode body, Field field) {
        field.set.accept(VECTORS.get(next++ % VECTORS.size()));
        if (body.has("handle") && !field.name.equals("handle")) {
            ((ObjectNode) body).put("handle", "x" + next);
        }
        return app.owner()
                .json(route.method(), estate.path(route), body.toString())
                .status();
    }

    private static List<JsonNode> bodies(Estate estate, Route route) {
        try {
            var sample = (ObjectNode) JSON.readTree(Json.write(estate.body(route)));
            if (!sample.has("content")) {
                return List.of(sample);
            }
            var all = new ArrayList<JsonNode>();
            for (var block : BLOCKS) {
                all.add(sample.deepCopy().set("content", JSON.readTree(block)));
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Those that are in the body, and those that its record knows besides. */
    private static List<Field> texts(JsonNode body, Class<?> type) {
        var all = texts(body);
        for (var part : type.getRecordComponents()) {
            var name = part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            if (part.getType() == String.class && !body.has(name) && !name.contains("password")) {
                all.add(field((ObjectNode) body, name));
            }
        }
        return all;
    }

    private static List<Field> texts(JsonNode node) {
        var all = new ArrayList<Field>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                var name = entry.getKey();
                if (entry.getValue().isTextual() && !name.matches("kind|.*password.*")) {
                    all.add(field(object, name));
                }
                all.addAll(texts(entry.getValue()));
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> all.addAll(texts(item)));
        }
        return all;
    }

    private static Field field(ObjectNode object, String name) {
        var before = object.get(name);
        return new Field(name, text -> object.put(name, text), () -> {
            if (before == null) {
                object.remove(name);
            } else {
                object.set(name, before);
            }
        });
    }

    private static void publish(TestApp app) {
        app.owner()
                .get("/api/v1/bio-sites?per_page=100")
                .at("/data")
                .findValuesAsText("id")
                .forEach(site -> app.owner().post("/api/v1/bio-sites/" + site + "/publication"));
    }

    private Set<String> crawl(Tab tab, TestApp app, Estate estate) {
        var todo =
                new ArrayDeque<>(List.of("/today", "/settings/profile", "/settings/audit", "/media", estate.builder()));
        for (var vector : VECTORS) {
            var text = URLEncoder.encode(vector, StandardCharsets.UTF_8);
            todo.add("/search?q=" + text);
        }
        todo.add("/sign-in?to=" + URLEncoder.encode(VECTORS.get(1), StandardCharsets.UTF_8));
        todo.add("/prove?to=" + URLEncoder.encode(VECTORS.get(1), StandardCharsets.UTF_8));
        todo.add("/settings/audit?kind=" + URLEncoder.encode(VECTORS.get(1), StandardCharsets.UTF_8));
        app.owner()
                .get("/api/v1/bio-sites?per_page=100")
                .at("/data")
                .findValuesAsText("handle")
                .forEach(handle -> todo.add("/@" + handle));
        var seen = new HashSet<String>();
        while (!todo.isEmpty() && seen.size() < MOST_PAGES) {
            var path = todo.poll();
            if (seen.add(shape(path))) {
                inspect(tab, app, path).stream().filter(ScriptsTest::isPage).forEach(todo::add);
            }
        }
        return seen;
    }

    /** Lists look the same on every page of them; sites and their builders are all looked at. */
    private static String shape(String path) {
        return path.replaceAll("[?&](page|days|from|to)=\\d+", "").replaceAll("#.*", "");
    }

    private static boolean isPage(String path) {
        return !path.matches(
                "/(l|assets|media|themes)/.*|.*\\.(css|js|svg|png|jpg|csv|json|zip|ndjson)([?#].*)?|.*play=.*|.*/export.*|.*download.*");
    }

    private static List<String> inspect(Tab tab, TestApp app, String path) {
        tab.go(app.address() + path);
        var page = tab.page();
        assertThat(page.evaluate("document.querySelectorAll('[data-mark]').length"))
                .as(path)
                .isEqualTo(0);
        @SuppressWarnings("unchecked")
        var links = (List<String>) page.evaluate("""
                [...document.querySelectorAll("[href],[src],[action]")].map((e) => {
                  const given = e.getAttribute("href") ?? e.getAttribute("src") ?? e.getAttribute("action");
                  return URL.parse(given, document.baseURI)?.href ?? given;
                })""");
        var found = new ArrayList<String>();
        for (var link : links) {
            assertThat(link).as(path).matches("(?s)(https?:|mailto:|tel:|data:image/).*");
            if (link.startsWith(app.address())) {
                var uri = URI.create(link.substring(app.address().length()).replaceAll("[^!-~]|[\"<>\\\\^`{|}]", "_"));
                found.add(uri.toString());
            }
        }
        return found;
    }

    private static void signIn(Tab tab, TestApp app) {
        tab.go(app.address() + "/sign-in");
        tab.page().fill("input[name=email]", TestApp.email("owner"));
        tab.page().fill("input[name=password]", TestApp.PASSWORD);
        tab.page().click("main form button:not([type=button])");
        tab.page().waitForURL("**/today");
    }

    private record Field(String name, Consumer<String> set, Runnable undo) {}
}
