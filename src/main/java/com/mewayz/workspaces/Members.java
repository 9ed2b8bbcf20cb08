package com.mewayz.workspaces;

import com.mewayz.facts.WorkspaceFact.MemberLeft;
import com.mewayz.facts.WorkspaceFact.MemberRemoved;
import com.mewayz.facts.WorkspaceFact.OwnershipTransferred;
import com.mewayz.facts.WorkspaceFact.RoleChanged;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.web.Role;
import java.util.Optional;

/**
 * Who works in a workspace, and as what. Every verb looks up the role of whoever does it in its own transaction, so that
 * two who take rights from each other at the same moment cannot both succeed.
 */
public final class Members {
    static final String ALL = """
            select member.id, member.workspace, member.user, user.name, user.email, member.role, member.created_at,
              (select max(last_used_at) from session where session.user = member.user) as last_seen_at
            from member join user on user.id = member.user""";

    private final Db db;
    private final Bus bus;
    private final Invitations invitations;

    Members(Db db, Bus bus, Invitations invitations) {
        this.db = db;
        this.bus = bus;
        this.invitations = invitations;
    }

    public Page<Member> page(long workspace, int page, int size) {
        return db.page(Member.class, page, size, ALL + " where member.workspace = ? order by member.id", workspace);
    }

    public Member get(long workspace, long id) {
        return db.find(Member.class, ALL + " where member.workspace = ? and member.id = ?", workspace, id)
                .orElseThrow(() -> Problem.notFound("member"));
    }

    public Optional<Member> find(long workspace, long user) {
        return db.find(Member.class, ALL + " where member.workspace = ? and member.user = ?", workspace, user);
    }

    public Member change(long workspace, long by, long id, MemberInput input) {
        get(workspace, id); // whoever is not there needs no role
        var role = input.checked();
        return db.inTransaction(() -> {
            var member = get(workspace, id);
            var from = member.role();
            requireReach(workspace, by, from);
            requireReach(workspace, by, role);
            if (from == role) {
                return member;
            }
            if (from == Role.OWNER) {
                requireAnotherOwner(member);
            }
            become(member, role);
            bus.publish(new RoleChanged(workspace, by, member.user(), from.word(), role.word()));
            return get(workspace, id);
        });
    }

    /** Whoever removes themselves, leaves. */
    public void remove(long workspace, long by, long id) {
        db.inTransaction(() -> {
            var member = get(workspace, id);
            if (member.user() == by) {
                leave(workspace, by);
                return;
            }
            requireReach(workspace, by, member.role());
            part(member);
            bus.publish(new MemberRemoved(workspace, by, member.user()));
        });
    }

    public void leave(long workspace, long user) {
        db.inTransaction(() -> {
            var member = find(workspace, user).orElseThrow(() -> Problem.notFound("workspace"));
            part(member);
            bus.publish(new MemberLeft(workspace, user, user));
        });
    }

    /** Another member becomes the owner, and whoever was it becomes an admin. */
    public Member transfer(long workspace, long by, OwnershipInput input) {
        long id = input.checked();
        return db.inTransaction(() -> {
            requireReach(workspace, by, Role.OWNER);
            var heir = get(workspace, id);
            if (heir.role() == Role.OWNER) {
                throw Problem.conflict(heir.user() == by ? "You own it already." : "This member is an owner already.");
            }
            become(heir, Role.OWNER);
            become(find(workspace, by).orElseThrow(), Role.ADMIN);
            bus.publish(new OwnershipTransferred(workspace, by, heir.user()));
            return get(workspace, id);
        });
    }

    /** Nobody changes what is above their own role. */
    void requireReach(long workspace, long by, Role role) {
        var mine = find(workspace, by).map(Member::role).orElseThrow(() -> Problem.notFound("workspace"));
        if (!mine.covers(Role.ADMIN)) {
            throw Problem.forbidden("This needs the role admin; yours is " + mine.word() + ".");
        }
        if (!mine.covers(role)) {
            throw Problem.forbidden("Only an owner can make, change or remove an owner.");
        }
    }

    private void become(Member member, Role role) {
        db.run("update member set role = ? where id = ? and workspace = ?", role, member.id(), member.workspace());
        invitations.outgrow(member.workspace(), member.user(), role);
    }

    private void part(Member member) {
        if (member.role() == Role.OWNER) {
            requireAnotherOwner(member);
        }
        strand(member);
        db.remove("member", member.workspace(), member.id());
        invitations.outgrow(member.workspace(), member.user(), Role.USER);
    }

    /**
     * Sessions that never chose a workspace work in the oldest one. If that is this one, they are told so, or an open
     * form would land in the next one.
     */
    void strand(Member member) {
        db.run("""
                update session set workspace = ?
                where user = ? and workspace is null
                  and ? = (select min(id) from member where member.user = session.user)""", member.workspace(), member.user(), member.id());
    }

    private void requireAnotherOwner(Member owner) {
        if (db.number("select count(*) from member where workspace = ? and role = 'owner'", owner.workspace()) < 2) {
            throw Problem.conflict(
                    "A workspace needs an owner. Make another member the owner first, or delete the workspace.");
        }
    }
}
