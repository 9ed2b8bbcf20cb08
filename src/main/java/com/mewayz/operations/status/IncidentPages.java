package com.mewayz.operations.status;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the operator says who may see the status page, and tells what goes on. */
final class IncidentPages {
    static final String PATH = "/settings/status";

    private static final int PAGE = 20;
    private static final List<Map<String, String>> IMPACTS = List.of(
            choice("minor", "Some of it does not work"),
            choice("major", "Much of it does not work"),
            choice(Incidents.MAINTENANCE, "Maintenance"));

    private final Status status;
    private final Incidents incidents;
    private final Clock clock;
    private final Views views;

    IncidentPages(Status status, Incidents incidents, Clock clock, Views views) {
        this.status = status;
        this.incidents = incidents;
        this.clock = clock;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, OPERATOR, call -> views.page(call, "operations/status-settings", model(call)));
        pages.post(PATH, OPERATOR, call -> {
            status.makePublic(call.user(), call.form().flag("public"));
            return Answer.seeOther(PATH);
        });
        pages.post(
                PATH + "/incidents",
                OPERATOR,
                this::open,
                (call, problem) -> views.again(call, problem, "operations/status-settings", model(call)));
        pages.get(PATH + "/incidents/{incident}", OPERATOR, call -> views.page(call, "operations/incident", one(call)));
        pages.post(
                PATH + "/incidents/{incident}",
                OPERATOR,
                this::update,
                (call, problem) -> views.again(call, problem, "operations/incident", one(call)));
        pages.post(PATH + "/incidents/{incident}/removal", OPERATOR, call -> {
            incidents.remove(call.user(), call.id("incident"));
            return Answer.seeOther(PATH);
        });
    }

    private Answer open(Call call) {
        var form = call.form();
        long id = incidents.open(
                call.user(),
                new IncidentInput(
                        form.text("title"), form.text("impact"), time(form.text("begins_at")), form.text("body")));
        return Answer.seeOther(PATH + "/incidents/" + id);
    }

    private Answer update(Call call) {
        long id = call.id("incident");
        incidents.update(
                call.user(),
                id,
                new NoteInput(call.form().text("state"), call.form().text("body")));
        return Answer.seeOther(PATH + "/incidents/" + id);
    }

    /** As browsers send it; null if nothing was entered. */
    private static @Nullable Instant time(String text) {
        try {
            return text.isBlank() ? null : LocalDateTime.parse(text.strip()).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Problem.invalid("begins_at", "A day and a time, like 2027-01-31T04:00.");
        }
    }

    private Map<String, Object> model(Call call) {
        var page = incidents.all(call.page(), PAGE);
        Map<String, Object> model = new HashMap<>(status.model());
        model.put("page", "Status page");
        model.put("public", status.isPublic());
        model.put("impacts", IMPACTS);
        model.put("form", Map.of());
        model.put("errors", Map.of());
        model.put("incidents", page.items().stream().map(this::row).toList());
        model.put("paging", Views.paging(call, page));
        model.put("pages", page.pages());
        return model;
    }

    private Map<String, Object> row(Incidents.Incident incident) {
        return Map.of(
                "id", incident.id(),
                "title", incident.title(),
                "tone", incident.state().equals(Incidents.RESOLVED) ? "ok" : Board.tone(incident.impact()),
                "state", Incidents.WORDS.getOrDefault(incident.state(), ""),
                "begins", Times.words(incident.beginsAt(), clock.instant(), ZoneOffset.UTC));
    }

    private Map<String, Object> one(Call call) {
        var incident = incidents.get(call.id("incident"));
        Map<String, Object> model =
                new HashMap<>(Board.model(new Board.Told(incident, incidents.notes(incident.id()))));
        model.put("page", "Incident");
        model.put("incidentState", model.get("state"));
        model.put("states", states(incident));
        model.put("form", Map.of("state", incident.state()));
        model.put("errors", Map.of());
        return model;
    }

    private List<Map<String, String>> states(Incidents.Incident incident) {
        return List.of(Incidents.PLANNED, "investigating", "identified", "monitoring", Incidents.RESOLVED).stream()
                .filter(state ->
                        !state.equals(Incidents.PLANNED) || incident.beginsAt().isAfter(clock.instant()))
                .map(state -> choice(state, Incidents.WORDS.getOrDefault(state, state)))
                .toList();
    }

    private static Map<String, String> choice(String value, String label) {
        return Map.of("value", value, "label", label);
    }
}
