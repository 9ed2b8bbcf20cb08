package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ANYONE;

import com.mewayz.accounts.Arrivals.Arrival;
import com.mewayz.platform.oidc.Person;
import com.mewayz.platform.oidc.Told;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;

/** Leaving for a provider, and coming back. */
final class ArrivalPages {
    private final Accounts accounts;
    private final Arrivals arrivals;
    private final ProviderWays ways;

    ArrivalPages(Accounts accounts, Arrivals arrivals, ProviderWays ways) {
        this.accounts = accounts;
        this.arrivals = arrivals;
        this.ways = ways;
    }

    void mount(Pages pages) {
        pages.post("/oauth/start", ANYONE, this::start);
        pages.get(ProviderWays.BACK, ANYONE, this::callback);
    }

    /** By a form only: a link that signs somebody in could sign them in as somebody else. */
    private Answer start(Call call) {
        return ways.leave(
                call,
                call.form().text("provider"),
                null,
                AccountPages.local(call.form().text("next")));
    }

    private Answer callback(Call call) {
        if (call.query("state").isEmpty()) {
            return Answer.seeOther("/sign-in");
        }
        var back = ways.comeBack(call);
        if (back.isEmpty()) {
            return ways.refuse(
                    call,
                    "This sign-in was started in another browser, more than ten minutes ago, or was used already.");
        }
        return switch (back.get().told()) {
            case Told.Known<Person> known -> arrive(call, back.get(), known.value());
            case Told.Refused<Person> refused -> ways.refuse(call, refused.why());
            case Told.TryLater<Person> later -> ways.refuse(call, later.why() + " Start again in a moment.");
        };
    }

    private Answer arrive(Call call, ProviderWays.Returned back, Person person) {
        return switch (arrivals.arrive(call, back.departure(), back.provider(), person)) {
            case Arrival.Known known ->
                enter(call, known.user(), back.departure().next());
            case Arrival.Made made -> enter(call, made.user(), "/setup/workspace");
            case Arrival.Linked linked -> Answer.seeOther(IdentityPages.PATH);
            case Arrival.Offered offered ->
                OfferPages.OFFER.give(Answer.seeOther(OfferPages.PATH), call, offered.token());
            case Arrival.Refused refused -> ways.refuse(call, refused.why());
        };
    }

    /** A session that was there before is not kept: its token is older than this proof. */
    private Answer enter(Call call, User user, String next) {
        var entry = accounts.signIns().enter(user, SignIns.Kind.COOKIE, Place.of(call), Accounts.client(call));
        if (entry instanceof SignIns.Entry.In) {
            call.known().ifPresent(caller -> accounts.signIns().signOut(caller.user(), caller.session()));
        }
        return accounts.entrance().lead(call, entry, next);
    }
}
