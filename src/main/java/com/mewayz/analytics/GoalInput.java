package com.mewayz.analytics;

import com.mewayz.platform.Check;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to count as a success.
 *
 * @param target see {@link Goal}
 * @param worth nothing if it is left out
 * @param amount minor units, for a fixed worth
 */
public record GoalInput(
        @Nullable String name,
        Goal.@Nullable Kind kind,
        @Nullable String target,
        Goal.@Nullable Worth worth,
        @Nullable Long amount,
        @Nullable String currency) {
    private static final long MOST = 100_000_000_00L;

    /** @param links the block ids there are */
    Row checked(Collection<Long> links) {
        var check = new Check()
                .line("name", name, 1, 80)
                .that("kind", kind != null, "Choose what has to happen.")
                .line("target", target, 1, 300);
        var goal = target == null ? "" : target.strip();
        var value = worth == null ? Goal.Worth.NONE : worth;
        if (kind != null && !goal.isEmpty()) {
            check.that("target", fits(kind, goal, links), sentence(kind));
        }
        boolean speaks = kind == Goal.Kind.EVENT || kind == Goal.Kind.FACT;
        check.that("worth", value != Goal.Worth.OWN || speaks, "Only events and facts can say what they are worth.");
        if (value == Goal.Worth.FIXED) {
            check.that(
                            "amount",
                            amount != null && amount > 0 && amount <= MOST,
                            "Write an amount above 0 and below 100 million.")
                    .that("currency", Money.isCurrency(currency), "Write a currency as EUR.");
        }
        check.done();
        boolean fixed = value == Goal.Worth.FIXED;
        return new Row(
                String.valueOf(name).strip(),
                kind == null ? Goal.Kind.PAGE : kind,
                goal,
                value,
                fixed && amount != null ? amount : 0,
                fixed ? currency : null);
    }

    private static boolean fits(Goal.Kind kind, String target, Collection<Long> links) {
        return switch (kind) {
            case LINK -> target.matches("\\d{1,16}") && links.contains(Long.valueOf(target));
            case PAGE -> target.startsWith("/") || target.startsWith("*");
            case OUTBOUND -> target.contains("*") || target.matches("(https?|mailto|tel|sms):.+");
            case EVENT -> target.length() <= 100;
            case FACT -> FactKinds.ALL.contains(target);
        };
    }

    private static String sentence(Goal.Kind kind) {
        return switch (kind) {
            case LINK -> "Choose one of your links.";
            case PAGE -> "Write a path, like /shop or /shop/*.";
            case OUTBOUND -> "Write a full address, like https://example.com/tickets or https://example.com/*.";
            case EVENT -> "Write the name as the page sends it, in at most 100 characters.";
            case FACT -> "Choose one of these: " + String.join(", ", FactKinds.ALL) + ".";
        };
    }

    /** The columns. */
    record Row(
            String name,
            Goal.Kind kind,
            String target,
            Goal.Worth worth,
            long amount,
            @Nullable String currency) {}
}
