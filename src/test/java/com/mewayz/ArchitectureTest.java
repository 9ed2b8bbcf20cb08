package com.mewayz;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The rules of the house. To break one on purpose, change it here, in the open. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.mewayz");

    /** Whom any feature may call. */
    private static final Set<String> FOUNDATION = Set.of("accounts", "workspaces", "contacts", "media", "traffic");

    /** All other calls from one feature to another; the rest goes through facts. */
    private static final Set<String> CALLS = Set.of(
            "demo -> biosites",
            "finder -> biosites",
            "onboarding -> biosites",
            "privacy -> apitokens",
            "privacy -> biosites");

    /** The packages that may know a library. Everything else asks them. */
    private static final Map<String, List<String>> HOMES = Map.ofEntries(
            Map.entry("io.helidon", List.of("platform.web", "platform.web.lane", "platform.db")),
            Map.entry("java.sql", List.of("platform.db", "platform.jobs")),
            Map.entry("javax.sql", List.of("platform.jobs")),
            Map.entry("org.sqlite", List.of("platform.db")),
            Map.entry("com.github.kagkarlsson", List.of("platform.jobs")),
            Map.entry("org.apache.lucene", List.of("platform.search")),
            Map.entry("io.pebbletemplates", List.of("platform.pages")),
            Map.entry("com.maxmind", List.of("platform.geo")),
            Map.entry("jakarta", List.of("platform.mail")),
            Map.entry("org.eclipse.angus", List.of("platform.mail")),
            Map.entry("com.github.benmanes", List.of("platform.cache", "platform.web")),
            Map.entry("com.webauthn4j", List.of("platform.passkeys")),
            Map.entry("org.bouncycastle", List.of("platform.crypto", "platform.acme")),
            Map.entry("com.fasterxml", List.of("platform", "platform.web")),
            Map.entry("com.nimbusds", List.of("platform.oidc")),
            Map.entry("java.net.http", List.of("platform.http", "platform.acme")),
            Map.entry(
                    "javax.net",
                    List.of("platform.http", "platform.mail", "platform.tls", "platform.acme", "platform.web")),
            Map.entry("org.shredzone", List.of("platform.acme")),
            Map.entry("javax.naming", List.of("platform.dns")),
            Map.entry("org.yaml", List.of("platform.config", "platform.pages")),
            Map.entry("io.nayuki", List.of("platform.pages")),
            Map.entry("picocli", List.of("")));

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("com.mewayz.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
        SlicesRuleDefinition.slices()
                .matching("com.mewayz.platform.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void factsKnowNothing() {
        classes()
                .that()
                .resideInAPackage("com.mewayz.facts..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("com.mewayz.facts..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void thePlatformKnowsNoFeature() {
        assertThat(calls(type -> true)).noneMatch(call -> call.startsWith("platform -> "));
        noClasses()
                .that()
                .resideInAPackage("com.mewayz.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.mewayz")
                .check(CLASSES);
    }

    @Test
    void everyLibraryHasOneHome() {
        HOMES.forEach((library, homes) -> {
            var strangers = new TreeSet<String>();
            for (var type : CLASSES) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> use.getTargetClass().getPackageName().startsWith(library + ".")
                                || use.getTargetClass().getPackageName().equals(library))
                        .filter(use -> !homes.contains(below(type)))
                        .forEach(use -> strangers.add(type.getName()));
            }
            assertThat(strangers).as(library + " belongs to " + homes).isEmpty();
        });
    }

    @Test
    void featuresCallOnlyWhomTheyMay() {
        var calls = calls(type -> !FOUNDATION.contains(feature(type)));
        calls.removeIf(call -> call.startsWith("platform -> "));

        assertThat(calls).containsExactlyInAnyOrderElementsOf(CALLS);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto|DTO|Controller|Repository)")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineSpeaksToTheTerminal() {
        assertThat(uses("System.out", "System.err")).allMatch(use -> use.startsWith(" "));
    }

    @Test
    void timeAndThreadsComeFromThePlatform() {
        assertThat(uses(
                        "Instant.now",
                        "LocalDate.now",
                        "LocalDateTime.now",
                        "ZonedDateTime.now",
                        "OffsetDateTime.now",
                        "Clock.systemUTC",
                        "Clock.systemDefaultZone",
                        "System.currentTimeMillis",
                        "System.nanoTime",
                        "Thread.<init>",
                        "Thread.ofVirtual",
                        "Thread.ofPlatform",
                        "Thread.startVirtualThread",
                        "Thread.sleep",
                        "CompletableFuture.supplyAsync",
                        "CompletableFuture.runAsync"))
                .allMatch(use -> use.startsWith("platform") || use.startsWith(" "));
        noClasses()
                .that()
                .resideOutsideOfPackages("com.mewayz.platform..", "com.mewayz")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .check(CLASSES);
    }

    /** Demonstrations are the same each time; everything else gets its randomness from the program. */
    @Test
    void chanceComesFromThePlatform() {
        assertThat(uses(
                        "Math.random",
                        "StrictMath.random",
                        "Random.<init>",
                        "Random.from",
                        "RandomGenerator.getDefault",
                        "RandomGenerator.of",
                        "RandomGeneratorFactory.of",
                        "RandomGeneratorFactory.getDefault",
                        "RandomGeneratorFactory.create",
                        "SecureRandom.getInstance",
                        "SecureRandom.getInstanceStrong",
                        "Collections.shuffle",
                        "SplittableRandom.<init>",
                        "ThreadLocalRandom.current",
                        "SecureRandom.<init>",
                        "UUID.randomUUID"))
                .allMatch(use -> use.startsWith("platform")
                        || use.startsWith("demo")
                        || use.matches(
                                " com\\.mewayz\\.(Ground|Tools|AccountCommands|BackupCommands|DoctorCommand)[.$].*"));
    }

    /** Calls between features, as {@code from -> to}, and from the platform to one; {@code counted} picks the callee. */
    private static Set<String> calls(Predicate<JavaClass> counted) {
        var calls = new TreeSet<String>();
        for (var type : CLASSES) {
            for (var use : type.getDirectDependenciesFromSelf()) {
                var from = below(type).startsWith("platform") ? "platform" : feature(type);
                var to = feature(use.getTargetClass());
                if (!from.isEmpty() && !to.isEmpty() && !from.equals(to) && counted.test(use.getTargetClass())) {
                    calls.add(from + " -> " + to);
                }
            }
        }
        return calls;
    }

    /** Who uses these members, as {@code package Class.method uses Type.member}; the root package is empty. */
    private static Set<String> uses(String... members) {
        var uses = new TreeSet<String>();
        for (var type : CLASSES) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                var member = access.getTargetOwner().getSimpleName() + "."
                        + access.getTarget().getName();
                if (Set.of(members).contains(member)) {
                    uses.add(below(type) + " " + access.getOrigin().getFullName() + " uses " + member);
                }
            }
        }
        return uses;
    }

    /** The feature a class belongs to; empty for the root package, the platform, facts and libraries. */
    private static String feature(JavaClass type) {
        var parts = below(type).split("\\.");
        return type.getPackageName().startsWith("com.mewayz")
                        && !Set.of("platform", "facts").contains(parts[0])
                ? parts[0]
                : "";
    }

    private static String below(JavaClass type) {
        var name = type.getPackageName();
        return name.startsWith("com.mewayz.")
                ? name.substring("com.mewayz.".length())
                : name.equals("com.mewayz") ? "" : name;
    }
}
