package com.mewayz.platform.web;

import static com.mewayz.platform.web.Schemas.sorted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document, made from the table of routes: what is not in the table is not in the document. */
final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");
    /** Parameters of paths that are no ids. */
    private static final Set<String> WORDS = Set.of("flag");

    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";
    private static final String FILE = "application/octet-stream";

    private final String version;
    private final List<Route> routes;
    private final Schemas schemas = new Schemas();

    OpenApi(String version, List<Route> routes) {
        this.version = version;
        this.routes =
                routes.stream().filter(route -> route.kind() == Route.Kind.API).toList();
    }

    Map<String, Object> document() {
        var paths = paths();
        return sorted(
                "openapi", "3.1.0",
                "info",
                        sorted(
                                "title",
                                "Mewayz",
                                "version",
                                version,
                                "description",
                                "Every answer has the same envelope. The workspace is the one named by the header X-Workspace, or the caller's oldest."),
                "servers", List.of(Map.of("url", Api.BASE)),
                "paths", paths,
                "components", sorted("schemas", all(), "securitySchemes", security()));
    }

    private Map<String, Object> paths() {
        var paths = new TreeMap<String, Map<String, Object>>();
        for (var route : routes) {
            paths.computeIfAbsent(below(route), path -> new TreeMap<>())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        return new LinkedHashMap<>(paths);
    }

    private Map<String, Object> operation(Route route) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put(
                "operationId",
                route.method().toLowerCase(Locale.ROOT)
                        + below(route).replaceAll("[^a-z]+", "-").replaceAll("-$", ""));
        operation.put("tags", List.of(group(route)));
        operation.put("summary", route.summary());
        operation.put("x-role", route.role().word());
        operation.put("security", route.role() == Role.ANYONE ? List.of() : security(route));
        var parameters = parameters(route);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (route.input() != Void.class) {
            operation.put("requestBody", sorted("required", true, "content", body(route)));
        }
        operation.put("responses", responses(route));
        return operation;
    }

    /** Any one of them is enough. The list of an API token names the ability it must have (roles, in the words of 3.1). */
    private static List<Map<String, Object>> security(Route route) {
        var ways =
                new ArrayList<Map<String, Object>>(List.of(Map.of("token", List.of()), Map.of("session", List.of())));
        switch (route.ability()) {
            case Ability.Named named -> ways.add(Map.of("api-token", List.of(named.name())));
            case Ability.Any any -> ways.add(Map.of("api-token", List.of()));
            case Ability.None none -> {}
        }
        return ways;
    }

    private Map<String, Object> body(Route route) {
        if (route.input() != Form.class) {
            return Map.of(JSON, Map.of("schema", schemas.of(route.input())));
        }
        var form = Map.of(
                "schema",
                sorted(
                        "type",
                        "object",
                        "required",
                        List.of("file"),
                        "properties",
                        Map.of("file", sorted("type", "string", "contentMediaType", FILE))));
        return route.streams() ? sorted(FILE, Map.of(), FORM, form) : Map.of(FORM, form);
    }

    private List<Map<String, Object>> parameters(Route route) {
        var parameters = new ArrayList<Map<String, Object>>();
        PARAMETER
                .matcher(route.path())
                .results()
                .forEach(match -> parameters.add(sorted(
                        "name",
                        match.group(1),
                        "in",
                        "path",
                        "required",
                        true,
                        "schema",
                        WORDS.contains(match.group(1))
                                ? sorted("type", "string")
                                : sorted("type", "integer", "format", "int64"))));
        if (route.output().isArray() && route.method().equals("GET")) {
            parameters.add(number("page", "which page, from 1", 1_000_000, 1));
            parameters.add(number("per_page", "how many on a page", 100, 25));
        }
        if (route.role().inWorkspace() && !route.path().contains("{workspace}")) {
            parameters.add(sorted(
                    "name",
                    "X-Workspace",
                    "in",
                    "header",
                    "description",
                    "id of the workspace",
                    "schema",
                    sorted("type", "integer", "format", "int64")));
        }
        return parameters;
    }

    private static Map<String, Object> number(String name, String description, int most, int standard) {
        return sorted(
                "name",
                name,
                "in",
                "query",
                "description",
                description,
                "schema",
                sorted("type", "integer", "minimum", 1, "maximum", most, "default", standard));
    }

    private Map<String, Object> responses(Route route) {
        var responses = new LinkedHashMap<String, Object>();
        // a document or file says its type itself
        boolean document = route.output() == Answer.class;
        var success = route.method().equals("POST") && !document ? "201" : "200";
        responses.put(
                success,
                sorted(
                        "description",
                        "Success",
                        "content",
                        document ? Map.of("*/*", Map.of()) : Map.of(JSON, Map.of("schema", envelope(route)))));
        failure(responses, "400", "The request cannot be understood", route.input() != Void.class);
        failure(responses, "401", "No valid token or session", route.role() != Role.ANYONE);
        failure(
                responses,
                "403",
                "The role, or the token's abilities, do not allow it",
                route.role() == Role.OPERATOR || route.role().inWorkspace());
        failure(
                responses,
                "404",
                route.role() == Role.OPERATOR ? "It does not exist" : "It does not exist in this workspace",
                route.path().contains("{"));
        failure(responses, "413", "The body is too large", route.input() != Void.class);
        failure(responses, "422", "Some fields are wrong; errors names them", route.input() != Void.class);
        failure(
                responses,
                "429",
                "Too many tries; Retry-After says how long to wait",
                route.path().contains("/auth/"));
        return responses;
    }

    private static void failure(Map<String, Object> responses, String status, String description, boolean applies) {
        if (applies) {
            responses.put(
                    status,
                    sorted(
                            "description",
                            description,
                            "content",
                            Map.of(JSON, Map.of("schema", Map.of("$ref", "#/components/schemas/Failure")))));
        }
    }

    private Map<String, Object> envelope(Route route) {
        boolean list = route.output().isArray();
        var data = route.output() == Void.class ? Map.<String, Object>of("type", "null") : schemas.of(route.output());
        return sorted(
                "type",
                "object",
                "required",
                List.of("success", "message", "data", "meta"),
                "properties",
                sorted(
                        "success",
                        Map.of("const", true),
                        "message",
                        Map.of("type", "string"),
                        "data",
                        data,
                        "meta",
                        Map.of("$ref", "#/components/schemas/" + (list ? "ListMeta" : "Meta"))));
    }

    private Map<String, Object> all() {
        var all = new TreeMap<String, Object>(schemas.named());
        var time = sorted("type", "string", "format", "date-time");
        all.put(
                "Meta",
                sorted("type", "object", "required", List.of("timestamp"), "properties", sorted("timestamp", time)));
        var number = sorted("type", "integer", "format", "int64");
        all.put(
                "ListMeta",
                sorted(
                        "type",
                        "object",
                        "required",
                        List.of("timestamp"),
                        "properties",
                        sorted(
                                "timestamp",
                                time,
                                "pagination",
                                sorted(
                                        "type", "object",
                                        "required", List.of("current_page", "total_pages", "total_items", "per_page"),
                                        "properties",
                                                sorted(
                                                        "current_page",
                                                        number,
                                                        "total_pages",
                                                        number,
                                                        "total_items",
                                                        number,
                                                        "per_page",
                                                        number)))));
        all.put(
                "Failure",
                sorted(
                        "type",
                        "object",
                        "required",
                        List.of("success", "message", "meta"),
                        "properties",
                        sorted(
                                "success", Map.of("const", false),
                                "message", Map.of("type", "string"),
                                "data", Map.of("type", "null"),
                                "errors",
                                        sorted(
                                                "type",
                                                "object",
                                                "additionalProperties",
                                                sorted("type", "array", "items", Map.of("type", "string"))),
                                "meta",
                                        sorted(
                                                "type",
                                                "object",
                                                "properties",
                                                sorted("timestamp", time, "request_id", Map.of("type", "string"))))));
        return all;
    }

    private static Map<String, Object> security() {
        return sorted(
                "api-token",
                        sorted(
                                "type",
                                "http",
                                "scheme",
                                "bearer",
                                "description",
                                "An API token (mwz_…) of one workspace, made on the page API tokens. It allows what its abilities name, and never more than the present role of its maker."),
                "token",
                        sorted(
                                "type",
                                "http",
                                "scheme",
                                "bearer",
                                "description",
                                "The token that POST /auth/login gives: everything its user may do"),
                "session",
                        sorted(
                                "type",
                                "apiKey",
                                "in",
                                "cookie",
                                "name",
                                Sessions.name(true),
                                "description",
                                "A browser's session; changing requests also need the header X-CSRF-Token. Without https the cookie is called "
                                        + Sessions.name(false) + "."));
    }

    static String below(Route route) {
        return route.path().substring(Api.BASE.length());
    }

    /** The part of the API a route belongs to: the first segment of its path. */
    static String group(Route route) {
        return below(route).split("/")[1];
    }
}
