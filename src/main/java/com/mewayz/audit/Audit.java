package com.mewayz.audit;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.OPERATOR;
import static com.mewayz.platform.web.Role.USER;

import com.mewayz.accounts.User;
import com.mewayz.accounts.Users;
import com.mewayz.facts.WorkspaceFact.ListExported;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.bus.FactQuery;
import com.mewayz.platform.bus.StoredFact;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Doorkeeper.Membership;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Member;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The audit log: of a workspace, of the server for who runs it, and of one's own account for everybody. */
public final class Audit implements Feature {
    private static final String PATH = "/settings/audit";
    private static final String SERVER = PATH + "/server";
    private static final int PAGE = 50;

    private final Db db;
    private final Bus bus;
    private final Users users;
    private final Workspaces workspaces;
    private final Views views;
    private final Clock clock;
    private final Retention retention;

    public Audit(Db db, Bus bus, Users users, Workspaces workspaces, Views views, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.bus = bus;
        this.users = users;
        this.workspaces = workspaces;
        this.views = views;
        this.retention = new Retention(db, bus, clock);
    }

    @Override
    public void api(Api api) {
        api.get(
                "/audit",
                ADMIN,
                Entry[].class,
                "List what happened, newest first; filter by group, kind, who, from, to and q",
                call -> page(log(call), filter(call), call, call.perPage()));
        api.download(
                "/audit/exports",
                ADMIN,
                LogExport.class,
                "Download what happened, newest first, as CSV, JSON or a JSON object a line; filtered as the list is",
                (call, input) -> export(call, input, log(call), call.workspace(), "audit"));
        api.get(
                "/audit/server",
                OPERATOR,
                Entry[].class,
                "List what happened on the server as a whole, newest first; filter by group, kind, who, from, to and q",
                call -> page(server(), filter(call), call, call.perPage()));
        api.download(
                "/audit/server/exports",
                OPERATOR,
                LogExport.class,
                "Download what happened on the server as a whole; filtered as the list is",
                (call, input) -> export(call, input, server(), 0, "server log"));
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, ADMIN, call -> show(call, log(call), PATH));
        pages.get(SERVER, OPERATOR, call -> show(call, server(), SERVER));
        pages.post(
                PATH + "/export",
                ADMIN,
                call -> export(call, LogExport.of(call.form()), log(call), call.workspace(), "audit"));
        pages.post(
                SERVER + "/export",
                OPERATOR,
                call -> export(call, LogExport.of(call.form()), server(), 0, "server log"));
        pages.post(SERVER + "/retention", OPERATOR, call -> {
            retention.keep(call.user(), call.form().text("days"));
            return Answer.seeOther(SERVER);
        });
        pages.post(PATH + "/listeners", OPERATOR, this::resume);
        pages.get("/settings/activity", USER, this::activity);
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(
                Duration.ofDays(1),
                "forget-old-facts",
                "Forgets entries of the logs that are older than they are kept.",
                retention::forget);
    }

    /** The newest entries as the Today page shows them: what happened, and under it who did it. */
    public List<Map<String, Object>> latest(long workspace, boolean everything, int count, ZoneId zone) {
        var entries = new Entries(users);
        return newest(workspace, everything, count).items().stream()
                .map(entries::of)
                .map(entry -> {
                    var shown = new HashMap<>(Entries.shown(entry, clock.instant(), zone));
                    shown.put("text", entry.title());
                    shown.put(
                            "detail",
                            entry.detail().isEmpty() ? entry.actor() : entry.actor() + " · " + entry.detail());
                    return shown;
                })
                .<Map<String, Object>>map(shown -> shown)
                .toList();
    }

    /** What people do with their accounts is for those who may read the log. */
    private Page<StoredFact> newest(long workspace, boolean everything, int count) {
        var all = FactQuery.of(
                workspace, everything ? Stays.of(bus.facts(), workspace, memberIds(workspace)) : List.of());
        return bus.facts().page(everything ? all : all.of(Group.CONTENT.kinds()), 1, count);
    }

    private Page<Entry> page(Log log, Filter filter, Call call, int size) {
        var query = filter.narrow(log.query, log.zone, log.people);
        return bus.facts().page(query, call.page(), size).map(new Entries(users)::of);
    }

    private Answer show(Call call, Log log, String path) {
        var filter = filter(call);
        var page = page(log, filter, call, PAGE);
        var now = clock.instant();
        var model = new HashMap<String, Object>();
        model.put("page", path.equals(SERVER) ? "Server log" : "Audit log");
        model.put("path", path);
        model.put(
                "facts",
                page.items().stream()
                        .map(entry -> Entries.shown(entry, now, log.zone))
                        .toList());
        model.put("form", filter.fields());
        model.put("filtered", filter.fields().values().stream().anyMatch(value -> !value.isEmpty()));
        model.put("groups", groups(path.equals(SERVER)));
        model.put("people", people(log));
        model.put("keep", Map.of("days", retention.days() + ""));
        model.put("keeping", retention.words());
        model.put("choices", Retention.choices());
        model.put(
                "parked", bus.listeners().stream().filter(Bus.Listener::parked).toList());
        model.put("paging", Views.paging(call, page));
        return views.page(call, "web/audit", model);
    }

    private Answer activity(Call call) {
        var zone = call.member()
                .map(Membership::workspace)
                .map(workspace -> workspaces.get(workspace).zone())
                .orElse(ZoneOffset.UTC);
        var log = new Log(FactQuery.account(call.user()), zone, Map.of());
        var page = page(log, Filter.of(name -> ""), call, PAGE);
        return views.page(
                call,
                "web/activity",
                Map.of(
                        "page", "Your activity",
                        "facts",
                                page.items().stream()
                                        .map(entry -> Entries.shown(entry, clock.instant(), zone))
                                        .toList(),
                        "paging", Views.paging(call, page)));
    }

    /** The list as it is filtered on the page; that it left the house is itself written down. */
    private Answer export(Call call, LogExport input, Log log, long workspace, String what) {
        var query = input.filter().narrow(log.query, log.zone, log.people);
        var file = new Export(bus.facts(), new Entries(users), query)
                .as(input.checkedFormat(), LocalDate.ofInstant(clock.instant(), log.zone));
        db.inTransaction(() -> bus.publish(new ListExported(workspace, call.user(), what)));
        return file;
    }

    private Answer resume(Call call) {
        bus.resume(call.form().text("name"));
        return Answer.seeOther(PATH);
    }

    private Log log(Call call) {
        var people = new LinkedHashMap<Long, String>();
        var members = memberIds(call.workspace());
        members.forEach(id -> people.put(id, users.find(id).map(User::name).orElse("")));
        return new Log(
                FactQuery.of(call.workspace(), Stays.of(bus.facts(), call.workspace(), members)),
                workspaces.get(call.workspace()).zone(),
                people);
    }

    private static Log server() {
        return new Log(FactQuery.server(), ZoneOffset.UTC, Map.of());
    }

    private static Filter filter(Call call) {
        return Filter.of(name -> call.query(name).orElse(""));
    }

    private List<Long> memberIds(long workspace) {
        return workspaces.members(workspace).stream().map(Member::user).toList();
    }

    private static List<Map<String, String>> groups(boolean server) {
        var groups = new ArrayList<Map<String, String>>();
        groups.add(Map.of("value", "", "label", "Everything"));
        for (var group : Group.values()) {
            if (server ? group != Group.CONTENT && group != Group.TEAM : group != Group.SERVER) {
                groups.add(Map.of("value", group.word(), "label", group.label()));
            }
        }
        return groups;
    }

    private static List<Map<String, String>> people(Log log) {
        var people = new ArrayList<Map<String, String>>();
        people.add(Map.of("value", "", "label", "Everybody"));
        log.people.forEach((id, name) -> people.add(Map.of("value", id + "", "label", name)));
        return people;
    }

    /** A log that can be looked at: what is in it, where its days begin, who can be asked for. */
    private record Log(FactQuery query, ZoneId zone, Map<Long, String> people) {}

    /**
     * A line of the log.
     *
     * @param by who did it, by the id that stays when a name changes; 0 for the program
     * @param about whom it concerns, where that is not the one who did it; may be empty
     */
    public record Entry(
            long id,
            long by,
            String kind,
            String icon,
            String tone,
            String title,
            String detail,
            String actor,
            String about,
            Instant at) {}
}
