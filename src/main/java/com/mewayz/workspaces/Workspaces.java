package com.mewayz.workspaces;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.OWNER;
import static com.mewayz.platform.web.Role.USER;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.facts.AccountFact.UserRegistered;
import com.mewayz.facts.WorkspaceFact.MemberAdded;
import com.mewayz.facts.WorkspaceFact.WorkspaceChanged;
import com.mewayz.facts.WorkspaceFact.WorkspaceCreated;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Doorkeeper.Membership;
import com.mewayz.platform.web.Role;
import java.util.List;
import java.util.Optional;

/** Workspaces: who may work in which, and as what. */
public final class Workspaces implements Feature {
    private final Db db;
    private final Bus bus;

    public Workspaces(Db db, Bus bus) {
        this.db = db;
        this.bus = bus;
    }

    @Override
    public void api(Api api) {
        api.get(
                "/workspaces",
                USER,
                Workspace[].class,
                "List my workspaces",
                call -> page(call.user(), call.page(), call.perPage()));
        api.post(
                "/workspaces",
                USER,
                WorkspaceInput.class,
                Workspace.class,
                "Create a workspace",
                (call, input) -> create(call.user(), input));
        api.get("/workspaces/{workspace}", VIEWER, Workspace.class, "Read a workspace", call -> get(call.workspace()));
        api.put(
                "/workspaces/{workspace}/second-factor",
                OWNER,
                DemandInput.class,
                Workspace.class,
                "Ask the members for a second factor, or leave it to them",
                this::demand);
        api.put(
                "/workspaces/{workspace}",
                ADMIN,
                WorkspaceInput.class,
                Workspace.class,
                "Change a workspace",
                (call, input) -> edit(call.workspace(), call.user(), input));
    }

    @Override
    public void listen(Bus bus) {
        bus.on("workspaces", UserRegistered.class, fact -> ensure(fact.user(), fact.name()));
    }

    public Workspace get(long id) {
        return db.find(Workspace.class, "select * from workspace where id = ?", id)
                .orElseThrow(() -> Problem.notFound("workspace"));
    }

    public Page<Workspace> page(long user, int page, int size) {
        return db.page(
                Workspace.class,
                page,
                size,
                "select * from workspace where id in (select workspace from member where user = ?) order by id",
                user);
    }

    /** The workspaces of a user, oldest first, with the role in each. */
    public List<Membership> of(long user) {
        return db.list(
                Membership.class,
                "select workspace, name, role, second_factor from member join workspace on workspace.id = member.workspace where user = ? order by member.id",
                user);
    }

    public Workspace create(long user, WorkspaceInput input) {
        var row = input.checked();
        return db.inTransaction(() -> {
            long id = db.ids().next();
            db.run(
                    "insert into workspace (id, name, timezone, created_at) values (?, ?, ?, ?)",
                    id,
                    row.name(),
                    row.timezone(),
                    db.now());
            bus.publish(new WorkspaceCreated(id, user, row.name()));
            join(id, user, user, Role.OWNER);
            return get(id);
        });
    }

    public Workspace edit(long id, long by, WorkspaceInput input) {
        var row = input.checked();
        return db.inTransaction(() -> {
            var before = get(id);
            if (!before.name().equals(row.name()) || !before.timezone().equals(row.timezone())) {
                db.run("update workspace set name = ?, timezone = ? where id = ?", row.name(), row.timezone(), id);
                bus.publish(new WorkspaceChanged(id, by, "settings"));
            }
            return get(id);
        });
    }

    /**
     * Asks the members for a second factor, or leaves it to them. Whoever asks others has shown one themselves.
     *
     * @throws Problem 403 without a fresh proof, 409 without a second factor
     */
    Workspace demand(Call call, DemandInput input) {
        boolean required = input.checked();
        call.requireFresh();
        if (required && !call.caller().secondFactor()) {
            throw Problem.conflict("Set up a second factor for yourself first, under Security.");
        }
        long id = call.workspace();
        return db.inTransaction(() -> {
            if (db.run(
                            "update workspace set second_factor = ? where id = ? and second_factor <> ?",
                            required,
                            id,
                            required)
                    == 1) {
                var what = required ? "second factor asked of members" : "second factor left to members";
                bus.publish(new WorkspaceChanged(id, call.user(), what));
            }
            return get(id);
        });
    }

    /** How many members have no second factor yet. */
    long unprotected(long workspace) {
        return db.number("""
                        select count(*) from member where workspace = ?
                        and not exists (select 1 from totp where user = member.user and confirmed_at is not null)
                        and not exists (select 1 from passkey where user = member.user)""", workspace);
    }

    /** The user's first workspace; made, if there is none. */
    public Workspace ensure(long user, String name) {
        return db.inTransaction(() -> of(user).stream()
                .findFirst()
                .map(membership -> get(membership.workspace()))
                .orElseGet(() -> create(user, new WorkspaceInput(name, null))));
    }

    public Member join(long workspace, long by, long user, Role role) {
        return db.inTransaction(() -> {
            long id = db.add("member", workspace, new Place(user, role));
            bus.publish(new MemberAdded(workspace, by, user, role.word()));
            return db.find(Member.class, Members.ALL + " where member.id = ?", id)
                    .orElseThrow();
        });
    }

    /** The users of a workspace, those who came first leading. */
    public List<Member> members(long workspace) {
        return db.list(Member.class, Members.ALL + " where member.workspace = ? order by member.id", workspace);
    }

    /** What the user is in the workspace, if anything. */
    Optional<Role> role(long workspace, long user) {
        return of(user).stream()
                .filter(membership -> membership.workspace() == workspace)
                .map(Membership::role)
                .findFirst();
    }

    private record Place(long user, Role role) {}
}
