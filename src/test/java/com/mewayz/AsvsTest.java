package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walk through the standard's requirements is whole, and what it names as proof is there. */
class AsvsTest {
    private static final Path WALK = Path.of("src/docs/asvs.md");
    private static final Pattern ROW = Pattern.compile("\\| (V\\d+\\.\\d+\\.\\d+) \\| (.*) \\|");
    private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    /** How many requirements of each chapter apply at levels 1 and 2, and how many are left. */
    private static final Map<String, Integer> APPLY = Map.ofEntries(
            Map.entry("V1", 22),
            Map.entry("V2", 11),
            Map.entry("V3", 19),
            Map.entry("V4", 4),
            Map.entry("V5", 9),
            Map.entry("V6", 33),
            Map.entry("V7", 18),
            Map.entry("V8", 7),
            Map.entry("V9", 7),
            Map.entry("V10", 8),
            Map.entry("V11", 14),
            Map.entry("V12", 9),
            Map.entry("V13", 13),
            Map.entry("V14", 9),
            Map.entry("V15", 13),
            Map.entry("V16", 16));

    private static final int OTHERS = 41;

    @Test
    void everyRequirementIsThereOnce() throws IOException {
        var applying = new HashMap<String, Integer>();
        var numbers = new ArrayList<String>();
        int others = 0;
        boolean apply = true;
        for (var line : Files.readAllLines(WALK)) {
            apply &= !line.equals("## Does not apply");
            var row = ROW.matcher(line);
            if (row.matches()) {
                numbers.add(row.group(1));
                assertThat(row.group(2).strip()).as(row.group(1)).isNotEmpty();
                if (apply) {
                    assertThat(row.group(2)).as(row.group(1)).matches("[12] \\| [^|]+ \\| [^|]+");
                    applying.merge(row.group(1).substring(0, row.group(1).indexOf('.')), 1, Integer::sum);
                } else {
                    others++;
                }
            }
        }
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(applying).isEqualTo(APPLY);
        assertThat(applying.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(212);
        assertThat(others).isEqualTo(OTHERS);
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        var classes = classes();
        var missing = new TreeSet<String>();
        var proofs = PROOF.matcher(Files.readString(WALK));
        while (proofs.find()) {
            var found = classes.getOrDefault(proofs.group(1), List.of());
            if (found.isEmpty() || proofs.group(2) != null && found.stream().noneMatch(has(proofs.group(2)))) {
                missing.add(proofs.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Predicate<Class<?>> has(String method) {
        return type -> Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .anyMatch(AsvsTest::isTest);
    }

    /** Whatever JUnit runs: a test, one with parameters, or one that makes tests. */
    private static boolean isTest(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().matches("\\w*Test|TestFactory"));
    }

    /** The classes of tests by their simple name, which a few share. */
    private static Map<String, List<Class<?>>> classes() throws IOException {
        var sources = Path.of("src/test/java");
        var all = new HashMap<String, List<Class<?>>>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                var name = sources.relativize(file).toString().replace('/', '.').replaceAll("\\.java$", "");
                try {
                    var type = Class.forName(name, false, AsvsTest.class.getClassLoader());
                    all.computeIfAbsent(type.getSimpleName(), simple -> new ArrayList<>())
                            .add(type);
                } catch (ClassNotFoundException e) {
                    throw new AssertionError(name, e);
                }
            }
        }
        return all;
    }
}
