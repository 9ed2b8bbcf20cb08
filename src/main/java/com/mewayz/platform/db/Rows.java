package com.mewayz.platform.db;

import com.mewayz.platform.Json;
import io.helidon.dbclient.DbRow;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records to rows and back. Instants are epoch milliseconds, enums lower-case names; records, lists and maps are JSON. */
final class Rows {
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private Rows() {}

    static <T extends Record> T read(DbRow row, Class<T> type) {
        Map<String, @Nullable Object> cells = new HashMap<>();
        row.forEach(column -> cells.put(column.name(), ((SqliteStatement.Column) column).value()));
        var shape = SHAPES.get(type);
        var args = new @Nullable Object[shape.columns.size()];
        for (int i = 0; i < args.length; i++) {
            var column = shape.columns.get(i);
            if (!cells.containsKey(column)) {
                throw new IllegalStateException(
                        "no column " + column + " for " + type.getSimpleName() + " in " + cells.keySet());
            }
            args[i] = fromSql(cells.get(column), shape.parts[i].getType());
        }
        try {
            return type.cast(shape.constructor.newInstance(args));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalStateException("cannot read " + type.getSimpleName() + " from " + cells.keySet(), e);
        }
    }

    static List<String> columns(Class<?> type) {
        return SHAPES.get(type).columns;
    }

    static List<@Nullable Object> values(Record row) {
        var parts = SHAPES.get(row.getClass()).parts;
        return Arrays.<@Nullable Object>asList(
                Arrays.stream(parts).map(part -> toSql(value(row, part))).toArray());
    }

    static @Nullable Object toSql(@Nullable Object value) {
        return switch (value) {
            case Instant at -> at.toEpochMilli();
            case LocalDate day -> day.toString();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case Boolean flag -> flag ? 1 : 0;
            case Record part -> Json.write(part);
            case Collection<?> list -> Json.write(list);
            case Map<?, ?> map -> Json.write(map);
            case null, default -> value;
        };
    }

    private static @Nullable Object value(Record row, RecordComponent part) {
        try {
            return part.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + part, e);
        }
    }

    private static @Nullable Object fromSql(@Nullable Object cell, Class<?> type) {
        return switch (cell) {
            case null -> null;
            case Number n when type == Instant.class -> Instant.ofEpochMilli(n.longValue());
            case Number n when type == boolean.class -> n.intValue() != 0;
            case Number n when type == int.class || type == Integer.class -> Math.toIntExact(n.longValue());
            case Number n when type == long.class || type == Long.class -> n.longValue();
            case Number n when type == double.class -> n.doubleValue();
            case String s when type == LocalDate.class -> LocalDate.parse(s);
            case String s when type.isEnum() -> constant(type, s);
            case String s when type != String.class -> Json.read(s, type);
            default -> cell;
        };
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is no " + type.getSimpleName()));
    }

    private record Shape(Constructor<?> constructor, RecordComponent[] parts, List<String> columns) {
        static Shape of(Class<?> type) {
            var parts = type.getRecordComponents();
            try {
                var constructor = type.getDeclaredConstructor(
                        Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                for (var part : parts) {
                    part.getAccessor().setAccessible(true);
                }
                return new Shape(
                        constructor,
                        parts,
                        Arrays.stream(parts)
                                .map(part -> snakeCase(part.getName()))
                                .toList());
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String snakeCase(String name) {
            return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }
    }
}
