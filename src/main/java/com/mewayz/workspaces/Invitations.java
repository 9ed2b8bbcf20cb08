package com.mewayz.workspaces;

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
 * Invitations into a workspace, bound to it, to a role and, where they have one, to an address: making them. What they
 * are to a guest, {@link Offers} knows. They are worth what the rights of whoever made them are worth: when those
 * shrink, the invitations go. A token that went by mail is never shown to anybody, so that using it proves the address.
 */
public final class Invitations {
    static final Duration LIFE = Duration.ofDays(7);

    private static final String ALL = """
            select invitation.id, invitation.workspace, invitation.email, invitation.role, invitation.uses_left,
              user.name as inviter, invitation.letter, invitation.created_at, invitation.expires_at
            from invitation join user on user.id = invitation.invited_by""";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Tokens tokens;
    private final Mailer mailer;
    private final Workspaces workspaces;
    private final Offers offers;
    /** Nobody's letter box is flooded from here: letters of a workspace, and letters of it to one address. */
    private final Throttle letters;

    private final Throttle again;

    Invitations(Db db, Bus bus, Clock clock, Tokens tokens, Mailer mailer, Workspaces workspaces, Offers offers) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.tokens = tokens;
        this.mailer = mailer;
        this.workspaces = workspaces;
        this.offers = offers;
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
        var address = Offers.canonical(email);
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
            offers.end(workspace, by, id, "cancelled");
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
                offers.end(workspace, 0, made.id, "cancelled");
            }
        }
    }

    void expire() {
        db.inTransaction(
                () -> db.list(Due.class, "select id, workspace from invitation where expires_at <= ?", clock.instant())
                        .forEach(due -> offers.end(due.workspace, 0, due.id, "expired")));
    }

    /** An admin may invite up to an admin, an owner anybody. */
    static boolean mayGrant(Role mine, Role wanted) {
        return mine.covers(Role.ADMIN) && mine.covers(wanted);
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
            var offer = offers.require(token);
            long letter = mailer.queue(InvitationLetter.of(
                    offer, workspaces.get(offer.workspace()).zone(), mailer.link(address("", token))));
            if (letter > 0) {
                db.run("update invitation set letter = ? where id = ?", letter, id);
                return new Line(email, Outcome.INVITED, "Invited by mail", id, null);
            }
        }
        return new Line(email, Outcome.INVITED, "Invited, pass on this link", id, address(here, token));
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
