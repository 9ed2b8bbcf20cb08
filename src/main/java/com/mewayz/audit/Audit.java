package com.mewayz.audit;

import static com.mewayz.platform.web.Role.ADMIN;

import com.mewayz.accounts.User;
import com.mewayz.accounts.Users;
import com.mewayz.facts.Fact;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Json;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.bus.StoredFact;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Member;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The audit log of a workspace: what happened, who did it, when. */
public final class Audit implements Feature {
    private final Bus bus;
    private final Users users;
    private final Workspaces workspaces;
    private final Views views;
    private final Clock clock;

    public Audit(Bus bus, Users users, Workspaces workspaces, Views views, Clock clock) {
        this.clock = clock;
        this.bus = bus;
        this.users = users;
        this.workspaces = workspaces;
        this.views = views;
    }

    @Override
    public void api(Api api) {
        api.get(
                "/audit",
                ADMIN,
                Entry[].class,
                "List what happened, newest first; filter by kind",
                call -> page(call, call.perPage()));
    }

    @Override
    public void pages(Pages pages) {
        pages.get("/settings/audit", ADMIN, this::show);
        pages.post("/settings/audit/listeners", ADMIN, this::resume);
    }

    /** The newest entries as the Today page shows them: what happened, and under it who did it. */
    public List<Map<String, Object>> latest(long workspace, int count, ZoneId zone) {
        return entries(bus.page(workspace, memberIds(workspace), "", 1, count)).items().stream()
                .map(entry -> {
                    var shown = new HashMap<>(shown(entry, zone));
                    shown.put("text", entry.title());
                    shown.put(
                            "detail",
                            entry.detail().isEmpty() ? entry.actor() : entry.actor() + " · " + entry.detail());
                    return shown;
                })
                .<Map<String, Object>>map(shown -> shown)
                .toList();
    }

    private Page<Entry> page(Call call, int size) {
        return entries(bus.page(
                call.workspace(),
                memberIds(call.workspace()),
                call.query("kind").orElse(""),
                call.page(),
                size));
    }

    private Answer show(Call call) {
        var page = page(call, 50);
        var zone = workspaces.get(call.workspace()).zone();
        return views.page(
                call,
                "web/audit",
                Map.of(
                        "page", "Audit log",
                        "facts",
                                page.items().stream()
                                        .map(entry -> shown(entry, zone))
                                        .toList(),
                        "kinds", kinds(),
                        "kind", call.query("kind").orElse(""),
                        "parked",
                                bus.listeners().stream()
                                        .filter(Bus.Listener::parked)
                                        .toList(),
                        "paging", Views.paging(call, page)));
    }

    /** An entry as templates show it. */
    private Map<String, Object> shown(Entry entry, ZoneId zone) {
        return Map.of(
                "icon", entry.icon(),
                "tone", entry.tone(),
                "title", entry.title(),
                "detail", entry.detail(),
                "actor", entry.actor(),
                "kind", entry.kind(),
                "when", Times.words(entry.at(), clock.instant(), zone),
                "at", entry.at().toString());
    }

    private Answer resume(Call call) {
        bus.resume(call.form().text("name"));
        return Answer.seeOther("/settings/audit");
    }

    private Page<Entry> entries(Page<StoredFact> facts) {
        return facts.map(stored -> {
            var sentence = Sentence.of(stored.fact());
            var actor = stored.user() == 0
                    ? "Mewayz"
                    : users.find(stored.user()).map(User::name).orElse("Somebody who left");
            return new Entry(
                    stored.id(),
                    stored.kind(),
                    sentence.icon(),
                    sentence.tone(),
                    sentence.title(),
                    sentence.detail(),
                    actor,
                    stored.at());
        });
    }

    private List<Long> memberIds(long workspace) {
        return workspaces.members(workspace).stream().map(Member::user).toList();
    }

    private static List<Map<String, String>> kinds() {
        var kinds = new ArrayList<Map<String, String>>();
        kinds.add(Map.of("value", "", "label", "Everything"));
        records(Fact.class)
                .map(Json::kind)
                .sorted()
                .forEach(kind -> kinds.add(Map.of("value", kind, "label", label(kind))));
        return kinds;
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(Audit::records) : Stream.of(type);
    }

    private static String label(String kind) {
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1).replace('-', ' ');
    }

    /** A line of the log. */
    public record Entry(
            long id, String kind, String icon, String tone, String title, String detail, String actor, Instant at) {}
}
