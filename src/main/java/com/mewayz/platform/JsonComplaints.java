package com.mewayz.platform;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reads whose JSON does not fit: one sentence for the field, which says what fits. The library's own words
 * tell of classes, and to nobody who sent JSON what to do.
 */
final class JsonComplaints {
    private static final Set<Class<?>> WHOLE =
            Set.of(long.class, Long.class, int.class, Integer.class, short.class, Short.class, byte.class, Byte.class);
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate .*?['\"](.*)['\"]");

    private JsonComplaints() {}

    /** 400 where the text is no JSON, 422 where a field of it does not fit. */
    static Problem of(JsonProcessingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Problem problem -> {
                    return problem; // of a record that looks at its own components
                }
                case StreamConstraintsException _ -> {
                    return Problem.malformed("The body is nested too deeply, or a number or name in it is too long.");
                }
                case InputCoercionException number -> {
                    return Problem.invalid(path(e), range(number.getTargetType()));
                }
                case StreamReadException broken -> {
                    return Problem.malformed(broken(broken));
                }
                default -> {}
            }
        }
        return e instanceof InvalidTypeIdException unknown
                ? Problem.invalid(kindOf(path(e)), choice(unknown.getBaseType().getRawClass()))
                : Problem.invalid(path(e), sentence(e));
    }

    private static String sentence(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException _ -> "Unknown field.";
            case InvalidNullException _ -> "Must not be null.";
            case MismatchedInputException more
            when more.getOriginalMessage().startsWith("Trailing token") -> "Must be one object and nothing behind it.";
            case MismatchedInputException other -> wanted(other.getTargetType());
            default -> "Does not fit here.";
        };
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "Does not fit here.";
        }
        if (type.isEnum()) {
            return choice(type);
        }
        if (WHOLE.contains(type)) {
            return "Must be a whole number.";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "Must be true or false.";
        }
        if (type == double.class || Number.class.isAssignableFrom(type)) {
            return "Must be a number.";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "Must be text.";
        }
        if (type == Instant.class) {
            return "Must be a time, like 2026-03-01T12:00:00Z.";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "Must be a list." : "Must be an object.";
    }

    private static String choice(Class<?> type) {
        return "Choose from: " + String.join(", ", Json.words(type)) + ".";
    }

    private static String range(Class<?> type) {
        boolean small = type == int.class || type == Integer.class;
        return "Must be a whole number from " + (small ? Integer.MIN_VALUE : Long.MIN_VALUE) + " to "
                + (small ? Integer.MAX_VALUE : Long.MAX_VALUE) + ".";
    }

    private static String broken(StreamReadException e) {
        var twice = DUPLICATE.matcher(e.getOriginalMessage());
        return twice.find()
                ? "The field " + twice.group(1) + " stands twice in an object" + place(e.getLocation()) + "."
                : "The body is not valid JSON" + place(e.getLocation()) + ".";
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null || at.getLineNr() < 1
                ? ""
                : ": look at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** As {@code question.measures[1]}; {@code body} is all of it. */
    private static String path(JsonProcessingException e) {
        var path = new StringBuilder();
        if (e instanceof JsonMappingException mapping) {
            for (var step : mapping.getPath()) {
                if (step.getFieldName() == null) {
                    path.append('[').append(step.getIndex()).append(']');
                } else {
                    path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
                }
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String kindOf(String path) {
        return path.equals("body") ? "kind" : path + ".kind";
    }
}
