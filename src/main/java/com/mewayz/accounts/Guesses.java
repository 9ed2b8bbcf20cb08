package com.mewayz.accounts;

import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.web.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Guesses of passwords and of second factors, slowed down three ways: for an account from one place, for one network,
 * for an account from everywhere. A browser that got in before counts only for itself, and a network from which the account got in is not
 * held up by guesses made elsewhere: so nobody can keep an owner out. It makes no difference whether there is such an
 * account.
 */
final class Guesses {
    /** Guesses that pass at once: of passwords for an account from everywhere, and of codes. */
    private static final int ANYWHERE = 20;

    private final KnownPlaces places;
    private final Backoff pair;
    private final Backoff network;
    private final Backoff account;
    private final Backoff codePair;
    private final Backoff codeAccount;

    Guesses(Clock clock, KnownPlaces places) {
        this.places = places;
        this.pair = new Backoff(clock, 5, Duration.ofMinutes(15));
        this.network = new Backoff(clock, 20, Duration.ofMinutes(1));
        this.account = new Backoff(clock, ANYWHERE, Duration.ofMinutes(1));
        this.codePair = new Backoff(clock, 5, Duration.ofMinutes(15));
        this.codeAccount = new Backoff(clock, ANYWHERE, Duration.ofMinutes(15));
    }

    /**
     * Counts a guess before the password is looked at, so that many at once are not more than many in a row.
     *
     * @throws Problem 429 with the time to wait
     */
    Guess take(String email, Place place) {
        boolean device = places.device(email, place);
        boolean near = places.network(email, place);
        var all = new ArrayList<Counter>();
        all.add(new Counter(pair, email + " " + (device ? Tokens.hash(place.device()) : place.network())));
        if (!device) {
            all.add(new Counter(network, place.network()));
        }
        if (!device && !near) {
            all.add(new Counter(account, email));
        }
        return counted(all);
    }

    /**
     * Counts a guess of a second factor by somebody who knows the password. Codes of an app are few: from all places
     * that are not known to be the owner's together, 20 pass at once, 9 more until the wait is the longest, and then one
     * every 15 minutes, which is 125 in the first day after a start: the count is kept in memory. Three codes fit at a time
     * (one step of drift), so a guesser with any number of addresses has a chance below 125 · 3 / 1,000,000 = 0.04 % a
     * day. One address alone is held up before it could use those up, so that an owner who is elsewhere gets in.
     *
     * <p>A recovery code is one of ten in 27^12: at any pace there is nothing to guess. So these wait for their own place
     * only, and let an owner in who is on the road while guesses come from everywhere. Passkeys are never held up.
     *
     * @throws Problem 429 with the time to wait
     */
    Guess takeCode(String email, Place place, boolean ofAnApp) {
        boolean device = places.device(email, place);
        var all = new ArrayList<Counter>();
        all.add(new Counter(codePair, email + " " + (device ? Tokens.hash(place.device()) : place.network())));
        if (ofAnApp && !device && !places.network(email, place)) {
            all.add(new Counter(codeAccount, email));
        }
        return counted(all);
    }

    /**
     * The same of somebody who is signed in already, by session only: it is not in that bound, as a session is had by who
     * was let in, and others' guesses must not keep them from proving who they are.
     */
    Guess codeAgain(long user, long session) {
        return counted(List.of(new Counter(codePair, "session " + user + " " + session)));
    }

    /** Of somebody who is signed in already: nobody else can use these up. */
    Guess again(long user, long session) {
        return counted(List.of(new Counter(pair, "session " + user + " " + session)));
    }

    /** Counts where all let it pass: what is refused was never looked at, and makes no wait longer. */
    private static Guess counted(List<Counter> counters) {
        counters.forEach(counter -> counter.backoff.require(counter.key));
        var guess = new Guess(new ArrayList<>());
        counters.forEach(guess::take);
        return guess;
    }

    /** What was counted, to be taken back when the password was right. */
    record Guess(List<Counter> all) {
        void right() {
            all.getFirst().backoff.forget(all.getFirst().key);
            giveBack(1);
        }

        private void take(Counter counter) {
            try {
                counter.backoff.take(counter.key);
            } catch (Problem problem) {
                giveBack(0); // others came at the same moment
                throw problem;
            }
            all.add(counter);
        }

        private void giveBack(int from) {
            all.subList(from, all.size()).forEach(taken -> taken.backoff.giveBack(taken.key));
        }
    }

    private record Counter(Backoff backoff, String key) {}
}
