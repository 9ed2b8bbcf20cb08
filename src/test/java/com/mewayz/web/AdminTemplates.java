package com.mewayz.web;

import com.mewayz.platform.Json;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Pebble engine with the settings of the product: strict variables, escaping on, asset() and csrf(). */
final class AdminTemplates {
    private final Map<?, ?> manifest =
            Json.read(new String(resource("assets/manifest.json"), StandardCharsets.UTF_8), Map.class);
    private final PebbleEngine engine;

    AdminTemplates() {
        var loader = new ClasspathLoader();
        loader.setPrefix("com/mewayz/");
        loader.setSuffix(".peb");
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .extension(new Functions())
                .build();
    }

    String render(String template, Map<String, Object> values) {
        var page = new StringWriter();
        try {
            engine.getTemplate("web/" + template).evaluate(page, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }

    static byte[] resource(String name) {
        try (var in = AdminTemplates.class.getClassLoader().getResourceAsStream("com/mewayz/" + name)) {
            return Objects.requireNonNull(in, name + " is missing; assets are built by node web-assets/build.mjs")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String asset(Object name) {
        return "/assets/" + Objects.requireNonNull(manifest.get(name), () -> "no asset " + name);
    }

    private final class Functions extends AbstractExtension {
        @Override
        public Map<String, Function> getFunctions() {
            return Map.of(
                    "asset", new Named(List.of("name"), args -> asset(Objects.requireNonNull(args.get("name")))),
                    "csrf", new Named(List.of(), args -> "token-of-this-session"));
        }
    }

    private record Named(List<String> names, java.util.function.Function<Map<String, Object>, Object> body)
            implements Function {
        @Override
        public List<String> getArgumentNames() {
            return names;
        }

        @Override
        public Object execute(Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
            return body.apply(args);
        }
    }
}
