package com.mewayz.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a JSON body in words that tell what to send instead; nothing of the parser's own. */
final class JsonComplaints {
    static final String OBJECT = "Send an object with fields.";

    private static final Set<Class<?>> WHOLE =
            Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class);

    private JsonComplaints() {}

    static Problem of(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException e -> Problem.invalid(path(e), "This field is not known here.");
            case InvalidTypeIdException e ->
                Problem.invalid(
                        path(e, "kind"), choose(Json.kinds(e.getBaseType().getRawClass())));
            case MismatchedInputException e
            when String.valueOf(e.getOriginalMessage()).startsWith("Trailing token") ->
                Problem.malformed("There is something behind the end of the JSON.");
            case MismatchedInputException e -> Problem.invalid(path(e), sentence(e.getTargetType()));
            case StreamConstraintsException _ ->
                Problem.malformed("The body is nested too deeply, or a number or name in it is too long.");
            // a number that does not fit: the parser's complaint, told with the field it happened in
            case JsonMappingException e
            when !e.getPath().isEmpty() -> Problem.invalid(path(e), "Write a smaller whole number.");
            default -> malformed(failure);
        };
    }

    private static Problem malformed(JsonProcessingException e) {
        var place = e.getLocation();
        return Problem.malformed("The body is not valid JSON, or names a field twice"
                + (place == null
                        ? "."
                        : ": look at line " + place.getLineNr() + ", column " + place.getColumnNr() + "."));
    }

    private static String sentence(@Nullable Class<?> type) {
        if (type == null) {
            return OBJECT;
        }
        if (type.isEnum()) {
            return choose(Stream.of(type.getEnumConstants())
                    .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
                    .toList());
        }
        if (WHOLE.contains(type)) {
            return "Write a whole number.";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class || type == float.class) {
            return "Write a number.";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "Write true or false.";
        }
        if (type == Instant.class) {
            return "Write a time, like 2026-03-01T12:00:00Z.";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "Write a text.";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "Send a list." : OBJECT;
    }

    private static String choose(List<String> words) {
        return "Choose from: " + String.join(", ", words) + ".";
    }

    private static String path(JsonMappingException e, String... further) {
        var path = Stream.concat(
                        e.getPath().stream()
                                .map(step -> step.getFieldName() == null
                                        ? String.valueOf(step.getIndex())
                                        : step.getFieldName()),
                        Stream.of(further))
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }
}
