package com.mewayz.accounts;

import com.mewayz.accounts.Departures.Departure;
import com.mewayz.accounts.Identities.Claim;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.oidc.Person;
import com.mewayz.platform.web.Call;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of somebody a provider vouches for. An identity that is known opens its account. One that is not never
 * opens an account just because the addresses are the same: that is only an offer, see {@link Offers}.
 */
final class Arrivals {
    private final Accounts accounts;
    private final Identities identities;
    private final Offers offers;

    Arrivals(Accounts accounts, Identities identities, Offers offers) {
        this.accounts = accounts;
        this.identities = identities;
        this.offers = offers;
    }

    Arrival arrive(Call call, Departure departure, Provider provider, Person person) {
        var known = identities.find(person.issuer(), person.subject());
        var email = address(person);
        var claim = new Claim(person.issuer(), person.subject(), provider.name(), email == null ? "" : email);
        if (departure.user() != null) {
            return addTo(departure.user(), call, known.map(Identity::user).orElse(null), claim);
        }
        if (known.isPresent()) {
            var user = accounts.users().get(known.get().user());
            if (call.known().isPresent() && call.user() != user.id()) {
                return new Arrival.Refused(
                        "You are signed in with another account than the one this sign-in belongs to. Sign out first.");
            }
            identities.used(known.get());
            return new Arrival.Known(user);
        }
        if (call.known().isPresent()) {
            return new Arrival.Refused("This sign-in is not linked to your account. Link it under Settings, Security.");
        }
        return email == null ? unconfirmed(provider) : meet(call, departure, person, claim);
    }

    /** Somebody signed in adds another way in. */
    private Arrival addTo(long user, Call call, @Nullable Long holder, Claim claim) {
        if (call.known().isEmpty() || call.user() != user) {
            return new Arrival.Refused("You signed out in between. Sign in and start again.");
        }
        if (holder != null) {
            return holder == user
                    ? new Arrival.Linked()
                    : new Arrival.Refused("This sign-in is linked to another account.");
        }
        if (claim.email().isEmpty()) {
            return new Arrival.Refused(claim.provider()
                    + " did not say that your mail address was confirmed. Confirm it there and start again.");
        }
        identities.link(user, claim);
        return new Arrival.Linked();
    }

    /** Somebody we have not seen, whose address was confirmed. */
    private Arrival meet(Call call, Departure departure, Person person, Claim claim) {
        var account = accounts.users().find(claim.email());
        if (account.isPresent()) {
            return new Arrival.Offered(offers.make(account.get().id(), claim, departure.next()));
        }
        if (!accounts.newcomers().openToVouched()) {
            return new Arrival.Refused(
                    "Nobody here has the address " + claim.email() + ", and registration is closed on this server.");
        }
        try {
            return new Arrival.Made(accounts.newcomers()
                    .welcome(
                            call,
                            name(person, claim.email()),
                            claim.email(),
                            user -> identities.add(user.id(), claim)));
        } catch (Problem problem) {
            return new Arrival.Refused(String.valueOf(problem.getMessage()));
        }
    }

    private static Arrival unconfirmed(Provider provider) {
        return new Arrival.Refused(provider.name()
                + " did not say that your mail address was confirmed. Confirm it there, or sign in here with your"
                + " password.");
    }

    /**
     * The address as we store it, if the provider says it was confirmed. ASCII only: lower case makes a letter of one
     * alphabet into one of another, and so one address into somebody else's.
     */
    private static @Nullable String address(Person person) {
        try {
            if (!person.verified() || !person.email().matches("[\\x21-\\x7e]+")) {
                return null;
            }
            new Check().email("email", person.email()).done();
            return person.email().toLowerCase(Locale.ROOT);
        } catch (Problem e) {
            return null;
        }
    }

    private static String name(Person person, String email) {
        var name = person.name().replaceAll("\\p{C}+", " ").strip();
        var shown = name.isEmpty() ? email.substring(0, email.indexOf('@')) : name;
        return shown.substring(0, shown.offsetByCodePoints(0, Math.min(80, shown.codePointCount(0, shown.length()))));
    }

    /** What became of somebody. */
    sealed interface Arrival {
        /** Their account, but for a second factor. */
        record Known(User user) implements Arrival {}

        /** A new account. */
        record Made(User user) implements Arrival {}

        record Linked() implements Arrival {}

        record Offered(String token) implements Arrival {
            @Override
            public String toString() {
                return "offered"; // never the token
            }
        }

        record Refused(String why) implements Arrival {}
    }
}
