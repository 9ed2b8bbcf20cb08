package com.mewayz.accounts;

import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.web.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Guesses of passwords, slowed down three ways: for an account from one place, for one network, for an account from
 * everywhere. A browser that got in before counts only for itself, and a network from which the account got in is not
 * held up by guesses made elsewhere: so nobody can keep an owner out. It makes no difference whether there is such an
 * account.
 */
final class Guesses {
    private final KnownPlaces places;
    private final Backoff pair;
    private final Backoff network;
    private final Backoff account;

    Guesses(Clock clock, KnownPlaces places) {
        this.places = places;
        this.pair = new Backoff(clock, 5, Duration.ofMinutes(15));
        this.network = new Backoff(clock, 20, Duration.ofMinutes(1));
        this.account = new Backoff(clock, 20, Duration.ofMinutes(1));
    }

    /**
     * Counts a guess before the password is looked at, so that many at once are not more than many in a row.
     *
     * @throws Problem 429 with the time to wait
     */
    Guess take(String email, Place place) {
        boolean device = places.device(email, place);
        boolean near = places.network(email, place);
        var guess = new Guess(new ArrayList<>());
        guess.take(pair, email + " " + (device ? Tokens.hash(place.device()) : place.network()));
        if (!device) {
            guess.take(network, place.network());
        }
        if (!device && !near) {
            guess.take(account, email);
        }
        return guess;
    }

    /** Of somebody who is signed in already: nobody else can use these up. */
    Guess again(long user, long session) {
        var guess = new Guess(new ArrayList<>());
        guess.take(pair, "session " + user + " " + session);
        return guess;
    }

    /** What was counted, to be taken back when the password was right. */
    record Guess(List<Taken> all) {
        void right() {
            all.getFirst().backoff.forget(all.getFirst().key);
            giveBack(1);
        }

        private void take(Backoff backoff, String key) {
            try {
                backoff.take(key);
            } catch (Problem problem) {
                giveBack(0);
                throw problem;
            }
            all.add(new Taken(backoff, key));
        }

        private void giveBack(int from) {
            all.subList(from, all.size()).forEach(taken -> taken.backoff.giveBack(taken.key));
        }
    }

    private record Taken(Backoff backoff, String key) {}
}
