package com.mewayz.operations.status;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator says about the status page, for programs. What works is in {@code /status.json}, for who may see the page. */
final class StatusApi {
    private static final String ALL = "/status/incidents";
    private static final String ONE = ALL + "/{incident}";

    private final Status status;
    private final Incidents incidents;

    StatusApi(Status status, Incidents incidents) {
        this.status = status;
        this.incidents = incidents;
    }

    void mount(Api api) {
        api.get(
                "/status",
                OPERATOR,
                StatusInfo.class,
                "Read how the server is, as its status page says.",
                call -> status.info());
        api.put(
                "/status",
                OPERATOR,
                AudienceInput.class,
                StatusInfo.class,
                "Open the status page to everybody, or to those with an account here.",
                (call, input) -> {
                    status.makePublic(call.user(), input.checked());
                    return status.info();
                });
        api.get(
                ALL,
                OPERATOR,
                IncidentInfo[].class,
                "List incidents and maintenance, what began last first.",
                call -> incidents.all(call.page(), call.perPage()).map(StatusApi::info));
        api.post(
                ALL,
                OPERATOR,
                IncidentInput.class,
                IncidentTold.class,
                "Tell of an incident, or of maintenance, which can be planned.",
                (call, input) -> told(incidents.open(call.user(), input)));
        api.get(
                ONE,
                OPERATOR,
                IncidentTold.class,
                "Read an incident with all that was told of it, the newest first.",
                call -> told(call.id("incident")));
        api.post(
                ONE + "/notes",
                OPERATOR,
                NoteInput.class,
                IncidentTold.class,
                "Tell more of an incident, and how it stands; with resolved it is over.",
                this::tell);
        api.delete(
                ONE,
                OPERATOR,
                "Take an incident off the status page, with all that was told of it.",
                call -> incidents.remove(call.user(), call.id("incident")));
    }

    private IncidentTold tell(Call call, NoteInput input) {
        incidents.update(call.user(), call.id("incident"), input);
        return told(call.id("incident"));
    }

    private IncidentTold told(long id) {
        var incident = incidents.get(id);
        return new IncidentTold(
                incident.id(),
                incident.title(),
                incident.impact(),
                incident.state(),
                incident.beginsAt(),
                incident.endedAt(),
                incident.changedAt(),
                incidents.notes(id).stream()
                        .map(note -> new IncidentNote(note.state(), note.body(), note.at()))
                        .toList());
    }

    private static IncidentInfo info(Incidents.Incident incident) {
        return new IncidentInfo(
                incident.id(),
                incident.title(),
                incident.impact(),
                incident.state(),
                incident.beginsAt(),
                incident.endedAt(),
                incident.changedAt());
    }

    /**
     * How the server is.
     *
     * @param open whether everybody may see the status page
     * @param state ok, partial, down, maintenance or unknown
     * @param words the same as the page says it
     * @param lookedAt when the server last looked
     */
    public record StatusInfo(
            boolean open,
            String state,
            String words,
            @Nullable Instant lookedAt) {}

    /**
     * An incident, or maintenance.
     *
     * @param impact minor, major or maintenance
     * @param state planned, investigating, identified, monitoring or resolved
     * @param endedAt when it was resolved
     */
    public record IncidentInfo(
            long id,
            String title,
            String impact,
            String state,
            Instant beginsAt,
            @Nullable Instant endedAt,
            Instant changedAt) {}

    /** An incident with all that was told of it, the newest first. */
    public record IncidentTold(
            long id,
            String title,
            String impact,
            String state,
            Instant beginsAt,
            @Nullable Instant endedAt,
            Instant changedAt,
            List<IncidentNote> notes) {}

    /** @param state how it stood then */
    public record IncidentNote(String state, String body, Instant at) {}
}
