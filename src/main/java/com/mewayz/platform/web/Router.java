package com.mewayz.platform.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the route of a method and path in a tree of path segments: literals win over parameters. */
final class Router {
    private final Node root = new Node();
    private final List<Route> routes = new ArrayList<>();

    void add(Route route) {
        var node = root;
        for (var segment : segments(route.path())) {
            node = node.child(segment);
        }
        if (node.routes.putIfAbsent(route.method(), route) != null) {
            throw new IllegalStateException("two routes for " + route.method() + " " + route.path());
        }
        routes.add(route);
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** What was counted at every place that was asked for. */
    Stream<RouteFigures> read() {
        return root.read();
    }

    /** The node of the path with the values of its parameters, or null. */
    @Nullable
    Match match(List<String> segments) {
        return match(root, segments, 0);
    }

    static List<String> segments(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    private static @Nullable Match match(Node node, List<String> segments, int depth) {
        if (depth == segments.size()) {
            return node.routes.isEmpty() ? null : new Match(node.routes, new LinkedHashMap<>(), node.meters);
        }
        var segment = segments.get(depth);
        var literal = node.literals.get(segment);
        if (literal != null) {
            var found = match(literal, segments, depth + 1);
            if (found != null) {
                return found;
            }
        }
        for (var parameter : node.parameters) {
            if (segment.startsWith(parameter.prefix) && segment.length() > parameter.prefix.length()) {
                var found = match(parameter.node, segments, depth + 1);
                if (found != null) {
                    found.parameters.put(parameter.name, segment.substring(parameter.prefix.length()));
                    return found;
                }
            }
        }
        return null;
    }

    /** What a path leads to. */
    record Match(Map<String, Route> routes, Map<String, String> parameters, Meters meters) {
        @Nullable
        Route route(String method) {
            var route = routes.get(method);
            return route == null && method.equals("HEAD") ? routes.get("GET") : route;
        }

        String allow() {
            SortedSet<String> methods = new TreeSet<>(routes.keySet());
            methods.add("OPTIONS");
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            return String.join(", ", methods);
        }
    }

    private record Parameter(String prefix, String name, Node node) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final List<Parameter> parameters = new ArrayList<>();
        private final TreeMap<String, Route> routes = new TreeMap<>();
        private final Meters meters = new Meters();

        Stream<RouteFigures> read() {
            var below = Stream.concat(
                            literals.values().stream(), parameters.stream().map(Parameter::node))
                    .flatMap(Node::read);
            return routes.isEmpty()
                    ? below
                    : Stream.concat(meters.read(routes.firstEntry().getValue().path()), below);
        }

        Node child(String segment) {
            int open = segment.indexOf('{');
            if (open < 0) {
                return literals.computeIfAbsent(segment, s -> new Node());
            }
            var prefix = segment.substring(0, open);
            var name = segment.substring(open + 1, segment.length() - 1);
            for (var parameter : parameters) {
                if (parameter.prefix.equals(prefix)) {
                    if (!parameter.name.equals(name)) {
                        throw new IllegalStateException("call {" + name + "} {" + parameter.name + "} here too");
                    }
                    return parameter.node;
                }
            }
            var added = new Parameter(prefix, name, new Node());
            parameters.add(added);
            parameters.sort((a, b) -> Integer.compare(b.prefix.length(), a.prefix.length()));
            return added.node;
        }
    }
}
