package com.mewayz.privacy;

import com.mewayz.accounts.Users;
import com.mewayz.biosites.BioSites;
import com.mewayz.biosites.Site;
import com.mewayz.facts.AccountFact.AccountDeleted;
import com.mewayz.facts.WorkspaceFact.MemberLeft;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Doorkeeper.Membership;
import com.mewayz.platform.web.Role;
import com.mewayz.workspaces.Closing;
import com.mewayz.workspaces.Workspaces;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes accounts. What stays of a person is what happened, in the audit log, under a number that no longer has a
 * name. Their own rows are gone when this returns; so is what only they were in, unless somebody who clears up after it
 * failed: then it is closed to everybody, and goes once they have succeeded.
 */
public final class Departures {
    private final Db db;
    private final Bus bus;
    private final Users users;
    private final Workspaces workspaces;
    private final BioSites bioSites;
    private final Closing closing;
    private final List<Forgetting> others;

    /** @param others parts that hold something about people in a way that does not follow the user's row */
    public Departures(
            Db db,
            Bus bus,
            Users users,
            Workspaces workspaces,
            BioSites bioSites,
            Closing closing,
            List<Forgetting> others) {
        this.db = db;
        this.bus = bus;
        this.users = users;
        this.workspaces = workspaces;
        this.bioSites = bioSites;
        this.closing = closing;
        this.others = others;
    }

    /** What would happen. */
    Departure plan(long user) {
        var gone = new ArrayList<Departure.Emptied>();
        var left = new ArrayList<String>();
        var held = new ArrayList<String>();
        for (var place : workspaces.of(user)) {
            if (others(place.workspace(), user, false) == 0) {
                gone.add(emptied(place));
            } else if (place.role() == Role.OWNER && others(place.workspace(), user, true) == 0) {
                held.add(place.name());
            } else {
                left.add(place.name());
            }
        }
        return new Departure(gone, left, held, isLastOperator(user));
    }

    /**
     * Deletes the account, what only its person was in, and every trace of who it was.
     *
     * @param confirmation the account's address, typed on purpose
     * @throws Problem 422 if that is not the address, 409 if others would be left without an owner or operator
     */
    void go(long user, String confirmation) {
        if (!confirmation.strip().equalsIgnoreCase(users.get(user).email())) {
            throw Problem.invalid("confirm", "Type the mail address of this account.");
        }
        var gone = db.inTransaction(() -> {
            var plan = plan(user);
            require(plan);
            var closed = plan.gone().stream().map(Departure.Emptied::id).toList();
            var email = users.get(user).email();
            closed.forEach(workspace -> closing.close(workspace, user));
            workspaces.of(user).forEach(place -> bus.publish(new MemberLeft(place.workspace(), user, user)));
            others.forEach(other -> other.forget(user, email));
            bus.publish(new AccountDeleted(user, user));
            db.run("delete from user where id = ?", user);
            bus.facts().erase(user, closed);
            return closed;
        });
        bus.deliver(); // pages go offline and pictures off the disk, and only then the rows they belong to
        gone.forEach(closing::finish);
    }

    private static void require(Departure plan) {
        if (!plan.held().isEmpty()) {
            throw Problem.conflict("You are the only owner of " + String.join(", ", plan.held())
                    + ", which has other members. Make one of them an owner first, or remove them.");
        }
        if (plan.lastOperator()) {
            throw Problem.conflict("You are the only one who runs this server, and other people have accounts on it.");
        }
    }

    private Departure.Emptied emptied(Membership place) {
        var sites = bioSites.sites().all(place.workspace());
        return new Departure.Emptied(
                place.workspace(),
                place.name(),
                sites.size(),
                (int) sites.stream().filter(Site::live).count(),
                db.number("select count(*) from media_file where workspace = ?", place.workspace()),
                db.number("select count(*) from api_token where workspace = ?", place.workspace()));
    }

    private long others(long workspace, long user, boolean owners) {
        return db.number(
                "select count(*) from member where workspace = ? and user <> ? and (role = 'owner' or not ?)",
                workspace,
                user,
                owners);
    }

    private boolean isLastOperator(long user) {
        return users.get(user).operator()
                && db.number("select count(*) from user where operator = 1 and id <> ?", user) == 0
                && db.number("select count(*) from user where id <> ?", user) > 0;
    }

    /** Somebody who holds addresses or names outside of the user's own rows. Runs in the transaction of the departure. */
    public interface Forgetting {
        void forget(long user, String email);
    }
}
