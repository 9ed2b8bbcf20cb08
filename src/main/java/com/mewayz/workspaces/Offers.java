package com.mewayz.workspaces;

import com.mewayz.facts.WorkspaceFact.InvitationEnded;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Invitations as guests see them: what is offered to whom, and what becomes of it. */
public final class Offers {
    private static final String OFFERS = """
            select invitation.id, invitation.workspace, workspace.name, invitation.email, invitation.role,
              user.name as inviter, invitation.letter > 0 as mailed, invitation.expires_at
            from invitation join workspace on workspace.id = invitation.workspace
              join user on user.id = invitation.invited_by""";

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Workspaces workspaces;

    Offers(Db db, Bus bus, Clock clock, Workspaces workspaces) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.workspaces = workspaces;
    }

    /** What a token offers, as long as it holds. Used, cancelled, too old and never made are all the same. */
    public Optional<Offer> find(String token) {
        return db.find(
                Offer.class,
                OFFERS + " where invitation.token = ? and invitation.expires_at > ? and workspace.deleted_at is null",
                Tokens.hash(token),
                clock.instant());
    }

    /** @throws Problem 403, the same for every token that holds no longer or never did */
    public Offer require(String token) {
        return find(token).orElseThrow(Offers::gone);
    }

    /** The open invitations for an address: only for somebody who has proved that it is theirs. */
    public Page<Offer> page(String email, int page, int size) {
        return db.page(
                Offer.class,
                page,
                size,
                OFFERS
                        + " where invitation.email = ? and invitation.expires_at > ? and workspace.deleted_at is null order by invitation.id",
                canonical(email),
                clock.instant());
    }

    private Offer get(String email, long id) {
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
        return db.inTransaction(() -> take(get(email, id), user));
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
            var offer = get(email, id);
            end(offer.workspace(), user, id, "declined");
        });
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

    /** An invitation is over, and was not accepted; belongs into a transaction. */
    void end(long workspace, long by, long id, String how) {
        db.remove("invitation", workspace, id);
        bus.publish(new InvitationEnded(workspace, by, id, how));
    }

    private static Problem gone() {
        return Problem.forbidden("This invitation does not hold any more. Ask whoever invited you for a new one.");
    }

    static String canonical(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
