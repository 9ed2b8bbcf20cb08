package com.mewayz.analytics;

import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Live;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Realtime;
import com.mewayz.traffic.Visits;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages on which one looks at figures: the board, what is behind a figure, the funnel, and what goes on now. */
final class AnalyticsPages {
    private static final String ROOT = "/analytics";
    private static final int ROWS = 50;
    private static final Set<Dimension> ACTS =
            EnumSet.of(Dimension.PAGE, Dimension.LINK, Dimension.EVENT, Dimension.OUTBOUND);

    private final Visits visits;
    private final SiteCatalogue sites;
    private final Annotations annotations;
    private final Views views;
    private final Clock clock;

    AnalyticsPages(Visits visits, SiteCatalogue sites, Annotations annotations, Views views, Clock clock) {
        this.visits = visits;
        this.sites = sites;
        this.annotations = annotations;
        this.views = views;
        this.clock = clock;
    }

    void mount(Pages pages) {
        for (var root : List.of(ROOT, "/w/{workspace}" + ROOT)) {
            pages.get(root, VIEWER, this::board);
            pages.get(root + "/explain", VIEWER, this::explain);
            pages.get(root + "/funnel", VIEWER, this::funnel);
            pages.live(root + "/live", VIEWER, this::live, this::news);
        }
    }

    private Answer board(Call call) {
        var query = Query.of(call, sites, clock);
        var asked = query.asked();
        var address = query.address();
        var question = asked.question();
        var board = new Board(
                call.origin().base(),
                home(call),
                asked,
                address,
                visits.report(question, Panels.dimensions(address)),
                visits.heat(question),
                annotations.of(call.workspace(), asked),
                visits.present(asked.ids()));
        return answer(call, query, "analytics/analytics.peb", board.model());
    }

    private Answer explain(Call call) {
        var query = Query.of(call, sites, clock);
        var asked = query.asked();
        var address = query.address();
        var measure = Measure.of(address.first("show")).orElse(Measure.VISITORS);
        var report = visits.report(asked.question(), Set.of());
        var explanation = new Explanation(
                new Head(home(call), asked, address, report),
                measure,
                report,
                visits.lines(asked.question(), measure.rows, call.query("after").orElse(""), ROWS),
                LocalDate.ofInstant(clock.instant(), asked.period().zone()));
        return answer(call, query, "analytics/explain.peb", explanation.model());
    }

    private Answer funnel(Call call) {
        var query = Query.of(call, sites, clock).stepping();
        var question = query.asked().question();
        var report = visits.report(question, ACTS);
        var steps = Steps.of(query.address().all(Steps.STEP));
        var before = query.asked().compare()
                ? visits.funnel(question.during(question.period().previous(clock.instant())), steps)
                : null;
        var funnel = new Steps(
                new Head(home(call), query.asked(), query.address(), report),
                visits.funnel(question, steps),
                before,
                report);
        return answer(call, query, "analytics/funnel.peb", funnel.model());
    }

    private Answer live(Call call) {
        var query = Query.of(call, sites, clock);
        var asked = query.asked();
        Map<String, Object> model = new HashMap<>(now(visits.realtime(asked.ids()), asked));
        model.put("page", "Now");
        model.put("home", home(call));
        model.put(
                "siteName",
                asked.chosen() == null ? "All sites" : asked.chosen().name());
        return answer(call, query, "analytics/live.peb", model);
    }

    private Answer answer(Call call, Query query, String template, Map<String, Object> model) {
        return views.page(call, query.status(), template, query.onto(model));
    }

    /** What is sent to an open page: the whole of its changing part, whenever there was a visit or a minute went by. */
    private Live.News news(Call call) {
        var asked = Query.of(call, sites, clock).asked();
        var watch = visits.watch(asked.ids());
        return new Live.News() {
            private @Nullable Realtime told;

            @Override
            public Optional<String> next() {
                var realtime = watch.look();
                if (realtime.equals(told)) {
                    return Optional.empty();
                }
                told = realtime;
                return Optional.of(views.part("analytics/now.peb", now(realtime, asked)));
            }
        };
    }

    private static Map<String, Object> now(Realtime realtime, Asked asked) {
        return new Now(realtime, asked.labels(), asked.period().zone()).model();
    }

    /** The path of the board, by the way the caller came. */
    private static String home(Call call) {
        var path = call.path();
        return path.substring(0, path.indexOf(ROOT) + ROOT.length());
    }
}
