package com.mewayz.operations.status;

import static com.mewayz.platform.web.Role.ANYONE;

import com.mewayz.facts.ServerFact.SettingChanged;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.StoredSettings;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /status}: what works, as a page, as JSON and as a feed. It is for those who have an account here, until the operator
 * makes it public.
 */
public final class Status implements Feature {
    static final String PATH = "/status";

    private static final String PUBLIC = "status.public";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Views views;
    private final StoredSettings stored;
    private final Watch watch;
    private final Board board;
    private final Incidents incidents;
    private final IncidentPages incidentPages;

    public Status(Db db, Bus bus, Clock clock, Views views, List<Component> components) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.views = views;
        stored = new StoredSettings(db);
        watch = new Watch(db, clock, components);
        incidents = new Incidents(db, bus, clock);
        board = new Board(components, watch, new History(db), incidents);
        incidentPages = new IncidentPages(this, incidents, clock, views);
    }

    @Override
    public void api(Api api) {
        new StatusApi(this, incidents).mount(api);
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, ANYONE, this::page);
        pages.get(PATH + ".json", ANYONE, this::json);
        pages.get(PATH + ".atom", ANYONE, this::feed);
        incidentPages.mount(pages);
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(Watch.PAUSE, "look-at-status", "Looks whether everything works, for the status page.", watch::look);
    }

    boolean isPublic() {
        return stored.find(PUBLIC).isPresent();
    }

    void makePublic(long by, boolean open) {
        db.inTransaction(() -> {
            if (open == isPublic()) {
                return;
            }
            if (open) {
                stored.put(PUBLIC, "true");
            } else {
                stored.remove(PUBLIC);
            }
            bus.publish(new SettingChanged(by, open ? "status page: public" : "status page: with an account"));
        });
    }

    StatusApi.StatusInfo info() {
        var shown = board.at(clock.instant());
        return new StatusApi.StatusInfo(isPublic(), shown.state(), shown.words(), shown.looked());
    }

    Map<String, Object> model() {
        var now = clock.instant();
        return Board.model(board.at(now), now);
    }

    private Answer page(Call call) {
        require(call);
        var model = new HashMap<>(model());
        model.put("page", "Status");
        model.put("public", isPublic());
        model.put("operator", call.known().map(caller -> caller.operator()).orElse(false));
        return views.page(call, "operations/status", model);
    }

    private Answer json(Call call) {
        require(call);
        var shown = board.at(clock.instant());
        return Answer.json(
                        200,
                        Json.write(new Document(
                                shown.state(),
                                shown.words(),
                                shown.looked(),
                                shown.parts().stream().map(Status::document).toList(),
                                shown.open().stream().map(Status::document).toList())))
                .with("Cache-Control", "no-store");
    }

    private Answer feed(Call call) {
        require(call);
        var shown = board.at(clock.instant());
        var changed = shown.open().stream().map(told -> told.incident().changedAt());
        var ended = shown.past().stream().map(Board.Past::updatedAt);
        var model = Map.<String, Object>of(
                "base",
                call.origin().base(),
                "host",
                call.origin().host(),
                "updated",
                Stream.concat(changed, ended)
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH)
                        .toString(),
                "open",
                shown.open().stream()
                        .map(told -> Map.of(
                                "id",
                                "incident-" + told.incident().id(),
                                "title",
                                told.incident().title(),
                                "updated",
                                told.incident().changedAt().toString(),
                                "text",
                                told.notes().getFirst().body()))
                        .toList(),
                "past",
                shown.past().stream()
                        .map(past -> Map.of(
                                "id", past.id(),
                                "title", past.title(),
                                "updated", past.updatedAt().toString(),
                                "text", past.text()))
                        .toList());
        return Answer.bytes(
                        200,
                        "application/atom+xml; charset=utf-8",
                        views.part("operations/status-feed", model).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    /** Who has no account is led to signing in, where he learns nothing. */
    private void require(Call call) {
        if (!isPublic() && call.known().isEmpty()) {
            throw Problem.unauthorized();
        }
    }

    private static Document.Part document(Board.Part part) {
        return new Document.Part(
                part.name(),
                part.label(),
                part.works(),
                part.uptime(),
                part.line().days().stream()
                        .filter(History.Day::known)
                        .map(day -> new Document.Day(day.day().toString(), day.up(), day.down()))
                        .toList());
    }

    private static Document.Told document(Board.Told told) {
        return new Document.Told(
                told.incident().title(),
                told.incident().impact(),
                told.incident().state(),
                told.incident().beginsAt(),
                told.notes().stream()
                        .map(note -> new Document.Note(note.state(), note.body(), note.at()))
                        .toList());
    }

    /**
     * What {@code /status.json} says.
     *
     * @param state ok, partial, down, maintenance or unknown
     */
    private record Document(
            String state, String words, @Nullable Instant lookedAt, List<Part> components, List<Told> incidents) {
        /** @param uptime of the last ninety days, in percent, as far as they are known */
        private record Part(
                String name,
                String label,
                @Nullable Boolean works,
                @Nullable Double uptime,
                List<Day> days) {}

        /** @param day like 2027-01-31, in UTC; up, down: seconds; those in which nobody looked are in neither. */
        private record Day(String day, long up, long down) {}

        private record Told(String title, String impact, String state, Instant beginsAt, List<Note> notes) {}

        private record Note(String state, String body, Instant at) {}
    }
}
