package com.mewayz.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Constructor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only class that knows which JSON library we use, with {@link JsonComplaints}, which speaks for it. Components of records are in snake_case, instants are ISO 8601 in UTC, enums are lower case, and the
 * records of a sealed interface carry a {@code kind}: {@code SitePublished} becomes {@code site-published}. Unknown
 * members, wrong types, nulls in lists and a second value behind the first are refused.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantOut())
                    .addDeserializer(Instant.class, new InstantIn())
                    .setDeserializerModifier(new KindsAreObjects()))
            .annotationIntrospector(new Sealed())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                            .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    public static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + (value == null ? "null" : value.getClass()), e);
        }
    }

    /** @throws Problem 400 if this is not JSON, 422 naming the field if a member is unknown or of a wrong type */
    public static <T> T read(String text, Class<T> type) {
        if (text.isBlank()) {
            throw Problem.invalid("body", "Must be an object; it is empty.");
        }
        return refusing(() -> MAPPER.readValue(text, type));
    }

    /**
     * The value with a merge patch applied (RFC 7396): members of the patch replace the value's, null removes one, what
     * the patch does not name stays.
     *
     * @throws Problem as {@link #read} does
     */
    public static <T> T merge(T value, String patch, Class<T> type) {
        return refusing(() -> {
            if (MAPPER.readTree(patch) instanceof ObjectNode changes) {
                return MAPPER.treeToValue(merged(MAPPER.valueToTree(value), changes), type);
            }
            throw Problem.malformed("A patch is a JSON object with the fields to change.");
        });
    }

    private static JsonNode merged(@Nullable JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var result = target instanceof ObjectNode before ? before : MAPPER.createObjectNode();
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), merged(result.get(change.getKey()), change.getValue()));
            }
        }
        return result;
    }

    private static <T> T refusing(Reading<T> reading) {
        try {
            var value = reading.read();
            if (value == null) {
                throw Problem.invalid("body", "Must be an object; it is null.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw JsonComplaints.of(e);
        }
    }

    /** The name a record of a sealed type carries in JSON: {@code SitePublished} becomes {@code site-published}. */
    public static String kind(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** All kinds of a sealed type, and all words of an enum, as JSON has them. */
    static List<String> words(Class<?> type) {
        return type.isEnum()
                ? Stream.of(type.getEnumConstants())
                        .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
                        .toList()
                : Sealed.records(type).map(Json::kind).toList();
    }

    private interface Reading<T> {
        @Nullable
        T read() throws JsonProcessingException;
    }

    private static final class InstantOut extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantOut() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantIn extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantIn() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            var text = in.getText();
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time");
            }
        }
    }

    /** The library would take a list of a kind and an object for an object with a kind, and ask a number for its kind. */
    private static final class KindsAreObjects extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> deserializer) {
            return description.getBeanClass().isSealed() ? new ObjectIn(deserializer) : deserializer;
        }
    }

    private static final class ObjectIn extends DelegatingDeserializer {
        private static final long serialVersionUID = 1;

        ObjectIn(JsonDeserializer<?> deserializer) {
            super(deserializer);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
            return new ObjectIn(deserializer);
        }

        @Override
        public @Nullable Object deserializeWithType(
                JsonParser in, DeserializationContext context, TypeDeserializer kinds) throws IOException {
            return in.isExpectedStartObjectToken()
                    ? super.deserializeWithType(in, context, kinds)
                    : context.handleUnexpectedToken(handledType(), in);
        }
    }

    /** Gives the records of sealed interfaces their kind, and enums their lower-case names. */
    private static final class Sealed extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        /** A list holds nulls only where its type says so: {@code List<@Nullable Double>}. */
        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            return annotated instanceof AnnotatedParameter parameter
                            && parameter.getOwner().getAnnotated() instanceof Constructor<?> maker
                            && maker.getAnnotatedParameterTypes()[parameter.getIndex()]
                                    instanceof AnnotatedParameterizedType type
                            && Stream.of(type.getAnnotatedActualTypeArguments())
                                    .anyMatch(content -> content.isAnnotationPresent(Nullable.class))
                    ? JsonSetter.Value.forContentNulls(Nulls.SET)
                    : super.findSetterInfo(annotated);
        }

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            var type = annotated.getRawType();
            return type.isSealed() && type.isInterface() || isKind(type)
                    ? JsonTypeInfo.Value.construct(
                            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "kind", null, false, true, null)
                    : null;
        }

        @Override
        public List<NamedType> findSubtypes(Annotated annotated) {
            return records(annotated.getRawType())
                    .map(type -> new NamedType(type, kind(type)))
                    .toList();
        }

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config,
                com.fasterxml.jackson.databind.introspect.AnnotatedClass annotatedClass,
                Enum<?>[] values,
                String[] names) {
            for (int i = 0; i < values.length; i++) {
                names[i] = values[i].name().toLowerCase(Locale.ROOT);
            }
            return names;
        }

        private static boolean isKind(Class<?> type) {
            return type.isRecord() && Stream.of(type.getInterfaces()).anyMatch(Class::isSealed);
        }

        static Stream<Class<?>> records(Class<?> type) {
            if (type.isSealed()) {
                return Stream.of(type.getPermittedSubclasses()).flatMap(Sealed::records);
            }
            return type.isRecord() ? Stream.of(type) : Stream.empty();
        }
    }
}
