package com.mewayz.workspaces;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.OWNER;
import static com.mewayz.platform.web.Role.USER;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.workspaces.Invited.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Teams: the members of a workspace, and the invitations to become one. */
public final class Teams implements Feature {
    private final Bus bus;
    private final Workspaces workspaces;
    private final Offers offers;
    private final Invitations invitations;
    private final Members members;
    private final Closing closing;
    private final LongFunction<Person> people;

    /** @param people who a user id is */
    public Teams(
            Db db,
            Bus bus,
            Clock clock,
            Tokens tokens,
            Mailer mailer,
            Workspaces workspaces,
            LongFunction<Person> people) {
        this.bus = bus;
        this.workspaces = workspaces;
        this.people = people;
        this.offers = new Offers(db, bus, clock, workspaces);
        this.invitations = new Invitations(db, bus, clock, tokens, mailer, workspaces, offers);
        this.members = new Members(db, bus, invitations);
        this.closing = new Closing(db, bus, clock, members);
    }

    public Offers offers() {
        return offers;
    }

    public Invitations invitations() {
        return invitations;
    }

    public Closing closing() {
        return closing;
    }

    public Members members() {
        return members;
    }

    Workspaces workspaces() {
        return workspaces;
    }

    @Override
    public void api(Api api) {
        ofInvitations(api);
        ofMembers(api);
        ofGuests(api);
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(
                Duration.ofHours(1),
                "expire-invitations",
                "Forgets invitations that nobody accepted in time.",
                invitations::expire);
        jobs.every(
                Duration.ofHours(1),
                "sweep-workspaces",
                "Deletes closed workspaces whose time to come back is over.",
                closing::sweep);
    }

    private void ofInvitations(Api api) {
        api.post(
                "/workspaces/{workspace}/invite",
                ADMIN,
                InvitationInput.class,
                Invited.class,
                "Invite people by address, or make a link to pass on",
                this::invite);
        api.get(
                "/workspaces/{workspace}/invitations",
                ADMIN,
                Invitation[].class,
                "Open invitations, and how far their letters came",
                call -> invitations.page(call.workspace(), call.page(), call.perPage()));
        api.get(
                "/workspaces/{workspace}/invitations/{invitation}",
                ADMIN,
                Invitation.class,
                "An open invitation",
                call -> invitations.get(call.workspace(), call.id("invitation")));
        api.delete(
                "/workspaces/{workspace}/invitations/{invitation}",
                ADMIN,
                "Cancel an invitation",
                call -> invitations.cancel(call.workspace(), call.user(), call.id("invitation")));
        api.post(
                "/workspaces/{workspace}/invitations/{invitation}/resending",
                ADMIN,
                Invited.Line.class,
                "Send an invitation again; its old link stops working",
                call -> invitations.resend(
                        call.workspace(),
                        call.user(),
                        call.id("invitation"),
                        false,
                        call.origin().base()));
    }

    private void ofMembers(Api api) {
        api.get(
                "/workspaces/{workspace}/members",
                VIEWER,
                Member[].class,
                "Members of a workspace",
                call -> members.page(call.workspace(), call.page(), call.perPage()));
        api.get(
                "/workspaces/{workspace}/members/{member}",
                VIEWER,
                Member.class,
                "A member",
                call -> members.get(call.workspace(), call.id("member")));
        api.patch(
                "/workspaces/{workspace}/members/{member}",
                ADMIN,
                MemberInput.class,
                Member.class,
                "Change the role of a member",
                call -> new MemberInput(
                        members.get(call.workspace(), call.id("member")).role().word()),
                (call, input) -> change(call, call.id("member"), input));
        api.delete(
                "/workspaces/{workspace}/members/{member}",
                ADMIN,
                "Remove a member",
                call -> remove(call, call.id("member")));
        api.delete(
                "/workspaces/{workspace}/membership",
                USER,
                "Leave a workspace",
                call -> members.leave(call.id("workspace"), call.user()));
        api.post(
                "/workspaces/{workspace}/ownership",
                OWNER,
                OwnershipInput.class,
                Member.class,
                "Hand the workspace over to another member",
                (call, input) -> transfer(call, input));
        api.delete("/workspaces/{workspace}", OWNER, "Delete a workspace, its sites and its pictures", this::delete);
    }

    private void ofGuests(Api api) {
        api.get(
                "/auth/invitations",
                USER,
                Offer[].class,
                "Invitations for my address, once it is confirmed",
                this::mine);
        api.post(
                "/auth/invitations/{invitation}/acceptance",
                USER,
                Workspace.class,
                "Accept an invitation",
                this::accept);
        api.delete(
                "/auth/invitations/{invitation}",
                USER,
                "Decline an invitation",
                call -> offers.decline(call.id("invitation"), call.user(), proved(call)));
    }

    /** Whoever makes owners, or takes an owner's role, proves who they are, as for handing the workspace over. */
    Member change(Call call, long id, MemberInput input) {
        if (isOwner(input.role())
                || isOwner(members.get(call.workspace(), id).role().word())) {
            call.requireFresh();
        }
        return members.change(call.workspace(), call.user(), id, input);
    }

    void remove(Call call, long id) {
        if (isOwner(members.get(call.workspace(), id).role().word())) {
            call.requireFresh();
        }
        members.remove(call.workspace(), call.user(), id);
    }

    Invited invited(Call call, InvitationInput input) {
        if (isOwner(input.role())) {
            call.requireFresh();
        }
        return invitations.invite(
                call.workspace(), call.user(), input, call.origin().base());
    }

    private static boolean isOwner(@Nullable String role) {
        return OWNER.word().equals(role);
    }

    private Invited invite(Call call, InvitationInput input) {
        var invited = invited(call, input);
        var line = invited.results().getFirst();
        if (input.email() != null && line.outcome() == Outcome.NO_ADDRESS) {
            throw Problem.invalid("email", "Write a mail address, like name@example.com.");
        }
        if (input.email() != null && !line.fine()) {
            throw Problem.conflict(line.says() + ".");
        }
        return invited;
    }

    Member transfer(Call call, OwnershipInput input) {
        long heir = input.checked();
        call.requireFresh();
        return members.transfer(call.workspace(), call.user(), new OwnershipInput(heir));
    }

    void delete(Call call) {
        call.requireFresh();
        closing.close(call.workspace(), call.user());
        bus.deliver(); // what was published in it is offline before the answer
    }

    Page<Offer> mine(Call call) {
        var me = people.apply(call.user());
        return me.verified()
                ? offers.page(me.email(), call.page(), call.perPage())
                : new Page<>(List.of(), 1, call.perPage(), 0);
    }

    private Workspace accept(Call call) {
        var offer = offers.accept(call.id("invitation"), call.user(), proved(call));
        return workspaces.get(offer.workspace());
    }

    /** Whoever has not proved their address finds nothing under it. */
    String proved(Call call) {
        var me = people.apply(call.user());
        if (!me.verified()) {
            throw Problem.notFound("invitation");
        }
        return me.email();
    }
}
