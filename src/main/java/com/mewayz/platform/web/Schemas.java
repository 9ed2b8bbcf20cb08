package com.mewayz.platform.web;

import com.mewayz.platform.Json;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON schemas (2020-12, as OpenAPI 3.1 uses them) of our records, named after them. */
final class Schemas {
    private final Map<String, Object> named = new TreeMap<>();

    /** The schemas collected so far, by name. */
    Map<String, Object> named() {
        return named;
    }

    /** A schema, or a reference to it where it has a name. */
    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        if (!(type instanceof Class<?> plain)) {
            return Map.of();
        }
        if (plain.isArray()) {
            return sorted("type", "array", "items", of(plain.getComponentType()));
        }
        if (plain.isRecord() || plain.isSealed()) {
            return reference(plain);
        }
        return simple(plain);
    }

    private Map<String, Object> generic(ParameterizedType type) {
        var raw = (Class<?>) type.getRawType();
        var arguments = type.getActualTypeArguments();
        if (Map.class.isAssignableFrom(raw)) {
            return sorted("type", "object", "additionalProperties", of(arguments[1]));
        }
        return sorted("type", "array", "items", of(arguments[0]));
    }

    private Map<String, Object> reference(Class<?> type) {
        var name = type.getSimpleName();
        if (!named.containsKey(name)) {
            named.put(name, Map.of()); // stands in while the schema is made, for types that hold themselves
            named.put(name, type.isSealed() ? oneOf(type) : object(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> oneOf(Class<?> type) {
        var kinds = new ArrayList<Map<String, Object>>();
        var mapping = new LinkedHashMap<String, String>();
        for (var permitted : type.getPermittedSubclasses()) {
            kinds.add(reference(permitted));
            mapping.put(Json.kind(permitted), "#/components/schemas/" + permitted.getSimpleName());
        }
        return sorted("oneOf", kinds, "discriminator", sorted("propertyName", "kind", "mapping", mapping));
    }

    private Map<String, Object> object(Class<?> type) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        if (Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed)) {
            properties.put("kind", Map.of("const", Json.kind(type)));
            required.add("kind");
        }
        for (var component : type.getRecordComponents()) {
            var name = snakeCase(component.getName());
            properties.put(
                    name,
                    nullable(component) ? orNull(of(component.getGenericType())) : of(component.getGenericType()));
            if (!nullable(component)) {
                required.add(name);
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        if (schema.get("type") instanceof String type) {
            var either = new LinkedHashMap<>(schema);
            either.put("type", List.of(type, "null"));
            return either;
        }
        return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private static boolean nullable(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }

    private static Map<String, Object> simple(Class<?> type) {
        if (type.isEnum()) {
            return sorted(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants())
                            .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
                            .toList());
        }
        if (type == long.class || type == Long.class) {
            return sorted("type", "integer", "format", "int64");
        }
        if (type == int.class || type == Integer.class) {
            return sorted("type", "integer", "format", "int32");
        }
        if (type == double.class || type == Double.class) {
            return Map.of("type", "number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == Instant.class) {
            return sorted("type", "string", "format", "date-time");
        }
        if (type == LocalDate.class) {
            return sorted("type", "string", "format", "date");
        }
        return type == String.class ? Map.of("type", "string") : Map.of("type", "object");
    }

    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** A map that keeps its order, so that the document is the same every time. */
    static Map<String, Object> sorted(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
