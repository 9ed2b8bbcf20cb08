package com.mewayz.analytics;

import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Form;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import com.mewayz.traffic.Filter;
import com.mewayz.traffic.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Goals on pages and in the API: what they are, and how often they are reached. */
final class GoalPages implements Feature {
    private static final String API = "/analytics/goals";
    private static final String FORM = "analytics/goal-form.peb";

    private final Goals goals;
    private final Conversions conversions;
    private final Scope scope;
    private final Views views;

    GoalPages(Goals goals, Conversions conversions, Scope scope, Views views) {
        this.goals = goals;
        this.conversions = conversions;
        this.scope = scope;
        this.views = views;
    }

    @Override
    public void api(Api api) {
        api.get(
                API,
                VIEWER,
                Goal[].class,
                "List the goals of a workspace.",
                call -> goals.page(call.workspace(), call.page(), call.perPage()));
        api.post(
                API,
                EDITOR,
                GoalInput.class,
                Goal.class,
                "Make a goal.",
                (call, input) -> goals.create(call.workspace(), call.user(), input));
        api.get(API + "/{goal}", VIEWER, Goal.class, "Read a goal.", this::goal);
        api.put(
                API + "/{goal}",
                EDITOR,
                GoalInput.class,
                Goal.class,
                "Change a goal.",
                (call, input) -> goals.edit(call.workspace(), call.user(), call.id("goal"), input));
        api.patch(
                API + "/{goal}",
                EDITOR,
                GoalInput.class,
                Goal.class,
                "Change some fields of a goal.",
                call -> goal(call).input(),
                (call, input) -> goals.edit(call.workspace(), call.user(), call.id("goal"), input));
        api.delete(
                API + "/{goal}",
                EDITOR,
                "Delete a goal.",
                call -> goals.delete(call.workspace(), call.user(), call.id("goal")));
        api.get(
                API + "/{goal}/figures",
                VIEWER,
                GoalFigures.class,
                "Read how often a goal was reached, by day, source and campaign. Choose by days, month or from and to; by"
                        + " site; by filter, several times, as country:DE. What happens in Mewayz and says nothing of a"
                        + " site counts for all of them.",
                this::figures);
    }

    @Override
    public void pages(Pages pages) {
        pages.get(API, VIEWER, this::list);
        pages.get(API + "/new", EDITOR, call -> views.page(call, FORM, form(call, kind(call), Optional.empty())));
        pages.post(
                API + "/new",
                EDITOR,
                call -> {
                    var made = goals.create(call.workspace(), call.user(), input(call));
                    return Answer.seeOther(API + "/" + made.id());
                },
                (call, problem) -> views.again(call, problem, FORM, form(call, kind(call), Optional.empty())));
        pages.get(API + "/{goal}", VIEWER, this::show);
        pages.get(API + "/{goal}/edit", EDITOR, call -> {
            var goal = goal(call);
            return views.page(call, FORM, form(call, goal.kind(), Optional.of(goal)));
        });
        pages.post(
                API + "/{goal}/edit",
                EDITOR,
                call -> {
                    goals.edit(call.workspace(), call.user(), call.id("goal"), input(call));
                    return Answer.seeOther(API + "/" + call.id("goal"));
                },
                (call, problem) -> {
                    var goal = goal(call);
                    return views.again(call, problem, FORM, form(call, goal.kind(), Optional.of(goal)));
                });
        pages.post(API + "/{goal}/deletion", EDITOR, call -> {
            goals.delete(call.workspace(), call.user(), call.id("goal"));
            return Answer.seeOther(API);
        });
    }

    private Goal goal(Call call) {
        return goals.get(call.workspace(), call.id("goal"));
    }

    private GoalFigures figures(Call call) {
        var goal = goal(call);
        var filters = Filters.of(
                call.queries("filter").stream().filter(text -> !text.isEmpty()).toList(), "filter");
        if (!filters.isEmpty() && (goal.kind() == Goal.Kind.FACT || goal.worth() == Goal.Worth.OWN)) {
            throw Problem.invalid(
                    "filter", "Filters choose visits: facts, and what events say they are worth, know none.");
        }
        return conversions.of(goal, wanted(call, filters));
    }

    private Conversions.Wanted wanted(Call call, List<Filter> filters) {
        var period = scope.period(call);
        var shown = Scope.ids(scope.of(call));
        boolean chosen = !call.query("site").orElse("").isEmpty();
        return new Conversions.Wanted(
                call.workspace(),
                new Question(shown, period, filters),
                Question.of(Scope.ids(scope.sites().all(call.workspace())), period),
                chosen ? shown : List.of());
    }

    private Answer list(Call call) {
        var wanted = wanted(call, List.of());
        var titles = scope.titles(call.workspace());
        var page = goals.page(call.workspace(), call.page(), 25);
        var figures = conversions.of(page.items(), wanted);
        var model = frame(call, "Goals", wanted.question());
        model.put(
                "goals",
                IntStream.range(0, figures.size())
                        .mapToObj(i -> row(page.items().get(i), figures.get(i), titles))
                        .toList());
        model.put("paging", Views.paging(call, page));
        return views.page(call, "analytics/goals.peb", model);
    }

    private Answer show(Call call) {
        var goal = goal(call);
        var wanted = wanted(call, List.of());
        var question = wanted.question();
        var figures = conversions.of(goal, wanted);
        var model = frame(call, goal.name(), question);
        var row = row(goal, figures, scope.titles(call.workspace()));
        var reached = figures.visitors();
        var values =
                figures.days().stream().map(GoalFigures.GoalDay::conversions).toList();
        var names = question.period().days().stream()
                .map(question.period().length() > 180 ? Words::month : Words::day)
                .toList();
        model.put("goal", row);
        model.put("reached", reached == null ? "" : Words.number(reached));
        model.put("wide", Chart.wide(Chart.Series.of(values, List.of(), names)));
        model.put("narrow", Chart.narrow(Chart.Series.of(values, List.of(), names)));
        model.put("sources", bars(figures.sources(), "Direct"));
        model.put("campaigns", bars(figures.campaigns(), ""));
        model.put(
                "days",
                figures.days().reversed().stream()
                        .map(day -> Map.of(
                                "day", Words.fullDay(java.time.LocalDate.parse(day.day())),
                                "number", Words.number(day.conversions()),
                                "rate", Words.exactPercent(day.rate()),
                                "worth", worth(day.worth())))
                        .toList());
        return views.page(call, "analytics/goal.peb", model);
    }

    private Map<String, Object> frame(Call call, String page, Question question) {
        var model = new HashMap<String, Object>();
        model.put("page", page);
        model.put("periods", Lengths.links(call, question.period(), scope.today(call.workspace())));
        model.put("span", Words.span(question.period().from(), question.period().to()));
        return model;
    }

    private static Map<String, Object> row(Goal goal, GoalFigures figures, Map<Long, String> titles) {
        return Map.of(
                "id", goal.id(),
                "name", goal.name(),
                "what", goal.kind().words(),
                "target", target(goal, titles),
                "number", Words.number(figures.conversions()),
                "rate", Words.exactPercent(figures.rate()),
                "worth", worth(figures.worth()));
    }

    private static String target(Goal goal, Map<Long, String> titles) {
        return switch (goal.kind()) {
            case LINK -> titles.getOrDefault(Long.valueOf(goal.target()), "Removed link");
            case FACT -> FactKinds.words(goal.target());
            case PAGE, OUTBOUND, EVENT -> goal.target();
        };
    }

    private static String worth(List<Money> worth) {
        return String.join(", ", worth.stream().map(Money::words).toList());
    }

    private static List<Bar> bars(List<GoalFigures.GoalPart> parts, String unknown) {
        long most =
                parts.stream().mapToLong(GoalFigures.GoalPart::visitors).max().orElse(1);
        return parts.stream()
                .limit(12)
                .map(part -> Bar.of(part.name().isEmpty() ? unknown : part.name(), part.visitors(), most, part.share()))
                .toList();
    }

    private static Goal.Kind kind(Call call) {
        var word = call.method().equals("POST")
                ? call.form().text("kind")
                : call.query("kind").orElse("");
        return Stream.of(Goal.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElse(Goal.Kind.LINK);
    }

    private static GoalInput input(Call call) {
        var form = call.form();
        var worth = Stream.of(Goal.Worth.values())
                .filter(each -> each.word().equals(form.text("worth")))
                .findFirst()
                .orElse(Goal.Worth.NONE);
        var currency = form.text("currency").toUpperCase(Locale.ROOT);
        return new GoalInput(
                form.text("name"), kind(call), form.text("target"), worth, amount(form, currency), currency);
    }

    private static Long amount(Form form, String currency) {
        var minor = Money.read(form.text("amount"), currency);
        return minor == null ? 0L : minor;
    }

    private Map<String, Object> form(Call call, Goal.Kind kind, Optional<Goal> goal) {
        var model = new HashMap<String, Object>();
        model.put("page", goal.isPresent() ? "Change goal" : "New goal");
        model.put("action", goal.map(it -> API + "/" + it.id() + "/edit").orElse(API + "/new"));
        model.put("back", goal.map(it -> API + "/" + it.id()).orElse(API));
        model.put("fresh", goal.isEmpty());
        model.put("kind", kind.word());
        model.put(
                "kinds",
                Stream.of(Goal.Kind.values())
                        .map(each -> Map.of(
                                "label",
                                each.words(),
                                "href",
                                API + "/new?kind=" + each.word(),
                                "current",
                                each == kind))
                        .toList());
        model.put("links", options(call, kind));
        model.put("worths", worths(kind));
        model.put("form", goal.map(GoalPages::values).orElse(Map.of("worth", "none")));
        return model;
    }

    private List<Map<String, String>> options(Call call, Goal.Kind kind) {
        return switch (kind) {
            case LINK ->
                scope.titles(call.workspace()).entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(link -> Map.of("value", link.getKey() + "", "label", link.getValue()))
                        .toList();
            case FACT ->
                FactKinds.ALL.stream()
                        .map(each -> Map.of("value", each, "label", FactKinds.words(each)))
                        .toList();
            case PAGE, OUTBOUND, EVENT -> List.of();
        };
    }

    private static List<Map<String, String>> worths(Goal.Kind kind) {
        var none = Map.of("value", "none", "label", "Nothing in money");
        var fixed = Map.of("value", "fixed", "label", "The same each time");
        return kind == Goal.Kind.EVENT || kind == Goal.Kind.FACT
                ? List.of(none, fixed, Map.of("value", "own", "label", "What it says of itself"))
                : List.of(none, fixed);
    }

    private static Map<String, Object> values(Goal goal) {
        var currency = goal.currency();
        return Map.of(
                "name", goal.name(),
                "target", goal.target(),
                "worth", goal.worth().word(),
                "currency", currency == null ? "" : currency,
                "amount", currency == null ? "" : new Money(currency, goal.amount()).plain());
    }
}
