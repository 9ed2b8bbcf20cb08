package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.audit.Sentence;
import com.mewayz.facts.Fact;
import com.mewayz.platform.Json;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Facts are kept for good and read by others, so every kind must survive storage and be told in words. */
class FactsTest {
    @TestFactory
    Stream<DynamicTest> everyFactSurvivesStorage() {
        return each(type -> {
            var fact = example(type);
            var stored = Json.write(fact);

            assertThat(Json.read(stored, Fact.class)).isEqualTo(fact);
            assertThat(stored).contains("\"kind\":\"" + Json.kind(type) + "\"");
        });
    }

    @TestFactory
    Stream<DynamicTest> everyFactIsToldInTheAuditLog() {
        return each(type -> {
            var sentence = Sentence.of(example(type));

            assertThat(sentence.title()).isNotBlank();
            assertThat(sentence.icon()).isNotBlank();
            assertThat(sentence.tone()).isIn("ok", "warn", "bad", "");
        });
    }

    @TestFactory
    Stream<DynamicTest> everyFactIsARecordOfPlainValuesInThePastTense() {
        return each(type -> {
            assertThat(type.isRecord()).isTrue();
            assertThat(type.getSimpleName()).matches(".*(ed|Paid|Sent|Begun|Left|Out|In|Met|Written|Given|Withdrawn)");
            assertThat(type.getRecordComponents())
                    .extracting(RecordComponent::getName)
                    .contains("by")
                    .doesNotContain("kind", "password", "token", "secret");
        });
    }

    @Test
    void noTwoFactsShareAName() {
        assertThat(records(Fact.class).map(Json::kind)).doesNotHaveDuplicates();
    }

    private static Stream<DynamicTest> each(Claim claim) {
        return records(Fact.class).map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> claim.check(type)));
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FactsTest::records)
                : Stream.of(type);
    }

    private static Fact example(Class<?> type) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(types).map(FactsTest::value).toArray();
        return (Fact) type.getConstructor(types).newInstance(values);
    }

    private static Object value(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        Map<Class<?>, Object> values = Map.of(
                long.class,
                1L << 52,
                Long.class,
                1L << 52,
                int.class,
                7,
                boolean.class,
                true,
                double.class,
                0.5,
                String.class,
                "Zoë \"\\ 🎈",
                Instant.class,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                LocalDate.class,
                LocalDate.parse("2026-01-02"),
                List.class,
                List.of("a", "b"));
        var value = values.get(type);
        if (value == null) {
            throw new AssertionError(type + " is no plain value");
        }
        return value;
    }

    private interface Claim {
        void check(Class<?> type) throws ReflectiveOperationException;
    }
}
