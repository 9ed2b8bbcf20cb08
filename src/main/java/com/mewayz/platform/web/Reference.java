package com.mewayz.platform.web;

import com.mewayz.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The API's document for programs and its reference for people, both from the table of routes. */
public final class Reference {
    private final String version;
    private final Supplier<List<Route>> routes;
    private final Views views;
    private volatile @Nullable Answer document;

    /** @param routes asked when the document is first read, when all features have added theirs */
    public Reference(String version, Supplier<List<Route>> routes, Views views) {
        this.version = version;
        this.routes = routes;
        this.views = views;
    }

    public void mount(Api api, Pages pages) {
        api.document("/openapi.json", Role.ANYONE, "This API as an OpenAPI 3.1 document", call -> document());
        pages.get(
                "/api",
                Role.ANYONE,
                call -> views.page(
                        call,
                        "web/reference",
                        Map.of("page", "API reference", "base", call.origin().base() + Api.BASE, "groups", groups())));
    }

    /** Made once: it is large, and anybody may ask for it. */
    private Answer document() {
        var made = document;
        if (made == null) {
            made = Answer.json(200, Json.write(new OpenApi(version, routes.get()).document()));
            document = made;
        }
        return made;
    }

    private List<Map<String, Object>> groups() {
        var groups = new TreeMap<String, List<Map<String, Object>>>();
        for (var route : routes.get()) {
            if (route.kind() == Route.Kind.API) {
                groups.computeIfAbsent(OpenApi.group(route), name -> new ArrayList<>())
                        .add(operation(route));
            }
        }
        return groups.entrySet().stream()
                .map(group -> Map.<String, Object>of("name", group.getKey(), "operations", group.getValue()))
                .toList();
    }

    private static String whom(Role role) {
        return switch (role) {
            case ANYONE -> "no sign-in needed";
            case ARRIVING, USER -> "any signed-in user";
            case OPERATOR -> "whoever runs this server";
            case VIEWER, EDITOR, ADMIN, OWNER -> role.word() + " or above";
        };
    }

    private static String ability(Route route) {
        return switch (route.ability()) {
            case Ability.Named named -> named.name();
            case Ability.Any any -> "any";
            case Ability.None none -> "";
        };
    }

    private static Map<String, Object> operation(Route route) {
        return Map.of(
                "ability",
                ability(route),
                "id",
                (route.method() + OpenApi.below(route)).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"),
                "method",
                route.method(),
                "path",
                OpenApi.below(route),
                "summary",
                route.summary(),
                "role",
                whom(route.role()),
                "upload",
                route.input() == Form.class,
                "input",
                fields(route.input()),
                "list",
                route.output().isArray(),
                "output",
                fields(route.output().isArray() ? route.output().getComponentType() : route.output()));
    }

    private static List<Map<String, String>> fields(Class<?> type) {
        var schemas = new Schemas();
        schemas.of(type);
        if (!(schemas.named().get(type.getSimpleName()) instanceof Map<?, ?> schema)
                || !(schema.get("properties") instanceof Map<?, ?> properties)) {
            return List.of();
        }
        return properties.entrySet().stream()
                .map(property -> Map.of(
                        "name", String.valueOf(property.getKey()), "type", words((Map<?, ?>) property.getValue())))
                .toList();
    }

    /** A schema in a few words. */
    private static String words(Map<?, ?> schema) {
        if (schema.get("$ref") instanceof String reference) {
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        if (schema.get("anyOf") instanceof List<?> either) {
            return words((Map<?, ?>) either.getFirst()) + " or null";
        }
        if (schema.get("enum") instanceof List<?> values) {
            return String.join(", ", values.stream().map(String::valueOf).toList());
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            return "list of " + words(items);
        }
        if (schema.get("type") instanceof List<?> types) {
            return types.getFirst() + " or null";
        }
        return schema.get("format") instanceof String format ? format : String.valueOf(schema.get("type"));
    }
}
