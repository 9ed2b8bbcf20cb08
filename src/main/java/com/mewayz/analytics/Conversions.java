package com.mewayz.analytics;

import static com.mewayz.analytics.Figures.fraction;

import com.mewayz.platform.bus.Facts;
import com.mewayz.traffic.Acts;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Question;
import com.mewayz.traffic.Report;
import com.mewayz.traffic.Tally;
import com.mewayz.traffic.Visits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts how often goals are reached. */
final class Conversions {
    private static final Set<Dimension> WAYS = Set.of(Dimension.SOURCE, Dimension.CAMPAIGN);

    private final Visits visits;
    private final Acts acts;
    private final Facts facts;

    Conversions(Visits visits, Acts acts, Facts facts) {
        this.visits = visits;
        this.acts = acts;
        this.facts = facts;
    }

    /** How often a goal is reached, with the ways of those who reached it. */
    GoalFigures of(Goal goal, Wanted wanted) {
        return of(List.of(goal), wanted, WAYS).getFirst();
    }

    /** How often each of the goals is reached, in their order; the visits are read once for all of them. */
    List<GoalFigures> of(List<Goal> goals, Wanted wanted) {
        return of(goals, wanted, Set.of());
    }

    private List<GoalFigures> of(List<Goal> goals, Wanted wanted, Set<Dimension> ways) {
        var single =
                goals.stream().filter(goal -> goal.kind() != Goal.Kind.FACT).toList();
        var counted = acts.count(
                wanted.question, single.stream().map(Conversions::act).toList(), ways);
        var all = visitors(wanted.question);
        var everywhere = goals.stream().anyMatch(goal -> isOfAll(goal, wanted)) ? visitors(wanted.everywhere) : all;
        return goals.stream()
                .map(goal -> goal.kind() != Goal.Kind.FACT
                        ? acts(goal, counted.get(single.indexOf(goal)), wanted.question, all)
                        : facts(goal, wanted, isOfAll(goal, wanted) ? everywhere : all))
                .toList();
    }

    private static Acts.Wanted act(Goal goal) {
        return new Acts.Wanted(Objects.requireNonNull(goal.kind().dimension), goal.target());
    }

    /** Facts that say nothing of a site happen to the workspace, whatever site is asked for. */
    private static boolean isOfAll(Goal goal, Wanted wanted) {
        return goal.kind() == Goal.Kind.FACT && !wanted.sites.isEmpty() && !FactKinds.isOfSites(goal.target());
    }

    /** All visitors of each day, whom rates are of: the same for every goal. Imported days have no acts, so no rates. */
    private Map<LocalDate, Long> visitors(Question question) {
        var report = visits.report(question, Set.of());
        Map<LocalDate, Long> visitors = new HashMap<>();
        report.days().forEach(day -> visitors.put(day.day(), day.visitors()));
        report.imported().forEach(visitors::remove);
        return visitors;
    }

    private GoalFigures acts(Goal goal, Acts.Counted counted, Question question, Map<LocalDate, Long> all) {
        var sums = new Sums(goal);
        counted.days().forEach(day -> sums.add(day.day(), measure(goal, day.tally())));
        if (goal.worth() == Goal.Worth.OWN) {
            acts.worth(question, goal.target())
                    .forEach(worth -> sums.pay(worth.day(), worth.currency(), worth.amount()));
        }
        Map<LocalDate, Long> visitors = new HashMap<>();
        counted.days().forEach(day -> visitors.put(day.day(), day.visitors()));
        long reached = counted.total().visitors();
        return sums.figures(
                question,
                all,
                visitors,
                parts(goal, counted, Dimension.SOURCE, reached),
                parts(goal, counted, Dimension.CAMPAIGN, reached));
    }

    private GoalFigures facts(Goal goal, Wanted wanted, Map<LocalDate, Long> all) {
        var question = wanted.question;
        var period = question.period();
        var sums = new Sums(goal);
        facts.moments(
                wanted.workspace,
                goal.target(),
                isOfAll(goal, wanted) ? List.of() : wanted.sites,
                start(period.from(), question),
                start(period.to().plusDays(1), question),
                (at, amount, currency) -> {
                    var day = LocalDate.ofInstant(at, period.zone());
                    sums.add(day, 1);
                    if (goal.worth() == Goal.Worth.OWN && currency != null) {
                        sums.pay(day, currency, amount);
                    }
                });
        return sums.figures(question, all, null, List.of(), List.of());
    }

    private static Instant start(LocalDate day, Question question) {
        return day.atStartOfDay(question.period().zone()).toInstant();
    }

    private static List<GoalFigures.GoalPart> parts(
            Goal goal, Acts.Counted counted, Dimension dimension, long reached) {
        return counted.parts().getOrDefault(dimension, List.<Report.Part>of()).stream()
                .filter(part -> dimension == Dimension.SOURCE || !part.value().isEmpty())
                .map(part -> new GoalFigures.GoalPart(
                        part.value(),
                        measure(goal, part.tally()),
                        part.tally().visitors(),
                        fraction(part.tally().visitors(), reached)))
                .toList();
    }

    private static long measure(Goal goal, Tally tally) {
        return switch (goal.kind()) {
            case LINK, OUTBOUND -> tally.clicks();
            case PAGE -> tally.views();
            case EVENT -> tally.events();
            case FACT -> throw new IllegalArgumentException("facts are no acts");
        };
    }

    /**
     * What goals are counted of.
     *
     * @param everywhere the same of all sites of the workspace
     * @param sites those that were chosen; empty for none in particular
     */
    record Wanted(long workspace, Question question, Question everywhere, List<Long> sites) {}

    /** Numbers and worth by day. */
    private static final class Sums {
        private final Goal goal;
        private final Map<LocalDate, Long> numbers = new HashMap<>();
        private final Map<LocalDate, Map<String, Long>> worth = new HashMap<>();

        Sums(Goal goal) {
            this.goal = goal;
        }

        void add(LocalDate day, long number) {
            if (number > 0) {
                numbers.merge(day, number, Long::sum);
                var currency = goal.currency();
                if (goal.worth() == Goal.Worth.FIXED && currency != null) {
                    pay(day, currency, number * goal.amount());
                }
            }
        }

        void pay(LocalDate day, String currency, long amount) {
            worth.computeIfAbsent(day, _ -> new TreeMap<>()).merge(currency, amount, Long::sum);
        }

        /** @param visitors who reached it, null where nobody knows */
        GoalFigures figures(
                Question question,
                Map<LocalDate, Long> all,
                @Nullable Map<LocalDate, Long> visitors,
                List<GoalFigures.GoalPart> sources,
                List<GoalFigures.GoalPart> campaigns) {
            var period = question.period();
            long conversions =
                    numbers.values().stream().mapToLong(Long::longValue).sum();
            long everybody = all.values().stream().mapToLong(Long::longValue).sum();
            Long reached = visitors == null
                    ? null
                    : visitors.values().stream().mapToLong(Long::longValue).sum();
            Map<String, Long> total = new TreeMap<>();
            worth.values().forEach(day -> day.forEach((currency, amount) -> total.merge(currency, amount, Long::sum)));
            var days = period.days().stream()
                    .map(day -> day(
                            day, all.getOrDefault(day, 0L), visitors == null ? null : visitors.getOrDefault(day, 0L)))
                    .toList();
            return new GoalFigures(
                    goal.id(),
                    goal.name(),
                    period.from().toString(),
                    period.to().toString(),
                    period.zone().getId(),
                    conversions,
                    reached,
                    fraction(reached == null ? conversions : reached, everybody),
                    money(total),
                    days,
                    sources,
                    campaigns);
        }

        private GoalFigures.GoalDay day(LocalDate day, long all, @Nullable Long reached) {
            long number = numbers.getOrDefault(day, 0L);
            return new GoalFigures.GoalDay(
                    day.toString(),
                    number,
                    reached,
                    fraction(reached == null ? number : reached, all),
                    money(worth.getOrDefault(day, Map.of())));
        }

        private static List<Money> money(Map<String, Long> sums) {
            return sums.entrySet().stream()
                    .map(sum -> new Money(sum.getKey(), sum.getValue()))
                    .toList();
        }
    }
}
