package com.mewayz.workspaces;

import com.mewayz.facts.WorkspaceFact.InvitationEnded;
import com.mewayz.facts.WorkspaceFact.MemberInvited;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Throttle;
import com.mewayz.workspaces.Invited.Line;
import com.mewayz.workspaces.Invited.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Invitations into a workspace, bound to it, to a role and, where they have one, to an address. They are worth what the
 * rights of whoever made them are worth: when those shrink, the invitations go. A token that went by mail is never shown
 * to anybody, so that using it proves the address.
 */
public final class Invitations {
    static final Duration LIFE = Duration.ofDays(7);

    private static final String ALL = """
            select invitation.id, invitation.workspace, invitation.email, invitation.role, invitation.uses_left,
              user.name as inviter, invitation.letter, invitation.created_at, invitation.expires_at
            from invitation join user on user.id = invitation.invited_by""";

    private static final String OFFERS = """
            select invitation.id, invitation.workspace, workspace.name, invitation.email, invitation.role,
              user.name as inviter, invitation.letter > 0 as mailed, invitation.expires_at
            from invitation join workspace on workspace.id = invitation.workspace
              join user on user.id = invitation.invited_by""";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Tokens tokens;
    private final Mailer mailer;
    private final Workspaces workspaces;
    /** Nobody's letter box is flooded from here: letters of a workspace, and letters of it to one address. */
    private final Throttle letters;

    private final Throttle again;

    Invitations(Db db, Bus bus, Clock clock, Tokens tokens, Mailer mailer, Workspaces workspaces) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.tokens = tokens;
        this.mailer = mailer;
        this.workspaces = workspaces;
        this.letters = new Throttle(clock, 500, Duration.ofHours(1));
        this.again = new Throttle(clock, 5, Duration.ofHours(1));
    }

    /** Whether invitations go out by mail; otherwise links are passed on by hand. */
    boolean mails() {
        return mailer.ready();
    }

    Instant now() {
        return clock.instant();
    }

    /** @param here how the caller reaches this server, for links that are shown to them */
    public Invited invite(long workspace, long by, InvitationInput input, String here) {
        var checked = input.checked();
        checked.emails().forEach(email -> letters.take(String.valueOf(workspace)));
        return db.inTransaction(() -> {
            requireMayGrant(workspace, by, checked.role());
            if (checked.link()) {
                var token = tokens.next();
                long id = add(workspace, by, null, checked.role(), checked.uses(), token, 0);
                return new Invited(List.of(new Line(null, Outcome.INVITED, "Link made", id, address(here, token))));
            }
            return new Invited(checked.emails().stream()
                    .map(email -> invite(workspace, by, email, checked.role(), here))
                    .toList());
        });
    }

    private Line invite(long workspace, long by, String email, Role role, String here) {
        var address = canonical(email);
        if (!InvitationInput.isAddress(address)) {
            return Line.refused(email, Outcome.NO_ADDRESS, "Not a mail address");
        }
        if (isMember(workspace, address)) {
            return Line.refused(email, Outcome.ALREADY_MEMBER, "A member already");
        }
        db.run(
                "delete from invitation where workspace = ? and email = ? and expires_at <= ?",
                workspace,
                address,
                clock.instant());
        if (db.number("select count(*) from invitation where workspace = ? and email = ?", workspace, address) > 0) {
            return Line.refused(email, Outcome.ALREADY_INVITED, "Invited already");
        }
        var token = tokens.next();
        long id = add(workspace, by, address, role, 1, token, 0);
        return deliver(email, id, token, here, mailer.ready() && mayWrite(address));
    }

    /** Nobody gets more than a few of our letters in an hour, whoever invites them; then the link is passed on by hand. */
    private boolean mayWrite(String address) {
        try {
            again.take(address);
            return true;
        } catch (Problem enough) {
            return false;
        }
    }

    public Page<Invitation> page(long workspace, int page, int size) {
        return db.page(
                        Stored.class,
                        page,
                        size,
                        ALL + " where invitation.workspace = ? and invitation.expires_at > ? order by invitation.id",
                        workspace,
                        clock.instant())
                .map(this::shown);
    }

    public Invitation get(long workspace, long id) {
        return db.find(
                        Stored.class,
                        ALL + " where invitation.workspace = ? and invitation.id = ? and invitation.expires_at > ?",
                        workspace,
                        id,
                        clock.instant())
                .map(this::shown)
                .orElseThrow(() -> Problem.notFound("invitation"));
    }

    /**
     * A new token for another seven days; the old one is dead. Whoever sends it again vouches for it from now on.
     *
     * @param byHand shows the link in place of mailing it, where mail does not get through
     */
    public Line resend(long workspace, long by, long id, boolean byHand, String here) {
        var known = get(workspace, id);
        boolean mailed = mailer.ready() && known.email() != null && !byHand;
        if (mailed) {
            letters.take(String.valueOf(workspace));
            again.take(String.valueOf(known.email()));
        }
        return db.inTransaction(() -> {
            var invitation = get(workspace, id);
            requireMayGrant(workspace, by, invitation.role());
            var token = tokens.next();
            db.change(
                    "invitation",
                    workspace,
                    id,
                    new Renewal(Tokens.hash(token), by, 0, clock.instant().plus(LIFE)));
            return deliver(invitation.email(), id, token, here, mailed);
        });
    }

    public void cancel(long workspace, long by, long id) {
        db.inTransaction(() -> {
            requireMayGrant(workspace, by, get(workspace, id).role());
            end(workspace, by, id, "cancelled");
        });
    }

    /** What a token offers, as long as it holds. Used, cancelled, too old and never made are all the same. */
    public Optional<Offer> offer(String token) {
        return db.find(
                Offer.class,
                OFFERS + " where invitation.token = ? and invitation.expires_at > ? and workspace.deleted_at is null",
                Tokens.hash(token),
                clock.instant());
    }

    /** @throws Problem 403, the same for every token that holds no longer or never did */
    public Offer require(String token) {
        return offer(token).orElseThrow(Invitations::gone);
    }

    /** The open invitations for an address: only for somebody who has proved that it is theirs. */
    public Page<Offer> offers(String email, int page, int size) {
        return db.page(
                Offer.class,
                page,
                size,
                OFFERS
                        + " where invitation.email = ? and invitation.expires_at > ? and workspace.deleted_at is null order by invitation.id",
                canonical(email),
                clock.instant());
    }

    private Offer offer(String email, long id) {
        return db.find(
                        Offer.class,
                        OFFERS
                                + " where invitation.email = ? and invitation.id = ? and invitation.expires_at > ? and workspace.deleted_at is null",
                        canonical(email),
                        id,
                        clock.instant())
                .orElseThrow(() -> Problem.notFound("invitation"));
    }

    /**
     * Makes the user a member; once for each use that is left, whoever else tries at the same moment.
     *
     * @param email the user's address
     */
    public Offer accept(String token, long user, String email) {
        return db.inTransaction(() -> {
            var offer = require(token);
            if (offer.email() != null && !offer.email().equals(canonical(email))) {
                throw Problem.forbidden(
                        "This invitation is for " + offer.email() + ". Sign in with that address to accept it.");
            }
            return take(offer, user);
        });
    }

    /** The same for an invitation found under one's own, proved address. */
    public Offer accept(long id, long user, String email) {
        return db.inTransaction(() -> take(offer(email, id), user));
    }

    public void decline(String token) {
        db.inTransaction(() -> {
            var offer = require(token);
            if (offer.email() == null) {
                throw Problem.forbidden("This link is open to others, too. You need not decline it.");
            }
            end(offer.workspace(), 0, offer.id(), "declined");
        });
    }

    public void decline(long id, long user, String email) {
        db.inTransaction(() -> {
            var offer = offer(email, id);
            end(offer.workspace(), user, id, "declined");
        });
    }

    /** A member has become less, or is gone: what they could no longer offer is offered no longer. */
    void outgrow(long workspace, long user, Role role) {
        for (var made : db.list(
                Made.class,
                "select id, role from invitation where workspace = ? and invited_by = ?",
                workspace,
                user)) {
            if (!mayGrant(role, made.role)) {
                end(workspace, 0, made.id, "cancelled");
            }
        }
    }

    void expire() {
        db.inTransaction(
                () -> db.list(Due.class, "select id, workspace from invitation where expires_at <= ?", clock.instant())
                        .forEach(due -> end(due.workspace, 0, due.id, "expired")));
    }

    /** An admin may invite up to an admin, an owner anybody. */
    static boolean mayGrant(Role mine, Role wanted) {
        return mine.covers(Role.ADMIN) && mine.covers(wanted);
    }

    private Offer take(Offer offer, long user) {
        boolean member =
                db.number("select count(*) from member where workspace = ? and user = ?", offer.workspace(), user) > 0;
        if (!member) {
            if (db.run("delete from invitation where id = ? and uses_left = 1", offer.id()) == 0) {
                db.run("update invitation set uses_left = uses_left - 1 where id = ?", offer.id());
            }
            workspaces.join(offer.workspace(), user, user, offer.role());
            // joined by a link, while an invitation for the address was open, too
            db.run(
                    "delete from invitation where workspace = ? and email = (select email from user where id = ?)",
                    offer.workspace(),
                    user);
        }
        return offer;
    }

    private long add(long workspace, long by, @Nullable String email, Role role, int uses, String token, long letter) {
        long id = db.add(
                "invitation",
                workspace,
                new Row(
                        email,
                        role,
                        Tokens.hash(token),
                        uses,
                        by,
                        letter,
                        clock.instant().plus(LIFE)));
        bus.publish(new MemberInvited(workspace, by, id, role.word()));
        return id;
    }

    private Line deliver(@Nullable String email, long id, String token, String here, boolean mailed) {
        if (mailed) {
            var offer = require(token);
            long letter = mailer.queue(InvitationLetter.of(
                    offer, workspaces.get(offer.workspace()).zone(), mailer.link(address("", token))));
            if (letter > 0) {
                db.run("update invitation set letter = ? where id = ?", letter, id);
                return new Line(email, Outcome.INVITED, "Invited by mail", id, null);
            }
        }
        return new Line(email, Outcome.INVITED, "Invited, pass on this link", id, address(here, token));
    }

    private void end(long workspace, long by, long id, String how) {
        db.remove("invitation", workspace, id);
        bus.publish(new InvitationEnded(workspace, by, id, how));
    }

    private void requireMayGrant(long workspace, long by, Role role) {
        var mine = workspaces.role(workspace, by).orElseThrow(() -> Problem.notFound("workspace"));
        if (!mayGrant(mine, role)) {
            throw Problem.forbidden(
                    mine == Role.ADMIN
                            ? "Only an owner can invite an owner."
                            : "This needs the role admin; yours is " + mine.word() + ".");
        }
    }

    private boolean isMember(long workspace, String email) {
        return db.number(
                        "select count(*) from member join user on user.id = member.user where member.workspace = ? and user.email = ?",
                        workspace,
                        email)
                > 0;
    }

    private Invitation shown(Stored stored) {
        var fate = stored.letter == 0 ? Optional.<Mailer.Fate>empty() : mailer.fate(stored.letter);
        return new Invitation(
                stored.id,
                stored.workspace,
                stored.email,
                stored.role,
                stored.usesLeft,
                stored.inviter,
                stored.letter == 0
                        ? "none"
                        : fate.map(known -> known.state().name().toLowerCase(Locale.ROOT))
                                .orElse("waiting"),
                fate.map(Mailer.Fate::reply).orElse(""),
                stored.createdAt,
                stored.expiresAt);
    }

    static Problem gone() {
        return Problem.forbidden("This invitation does not hold any more. Ask whoever invited you for a new one.");
    }

    static String canonical(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static String address(String base, String token) {
        return base + "/invitation?token=" + token;
    }

    private record Row(
            @Nullable String email,
            Role role,
            String token,
            int usesLeft,
            long invitedBy,
            long letter,
            Instant expiresAt) {}

    private record Renewal(String token, long invitedBy, long letter, Instant expiresAt) {}

    private record Stored(
            long id,
            long workspace,
            @Nullable String email,
            Role role,
            int usesLeft,
            String inviter,
            long letter,
            Instant createdAt,
            Instant expiresAt) {}

    private record Made(long id, Role role) {}

    private record Due(long id, long workspace) {}
}
