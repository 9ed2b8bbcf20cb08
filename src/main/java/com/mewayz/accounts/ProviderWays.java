package com.mewayz.accounts;

import com.mewayz.accounts.Departures.Departure;
import com.mewayz.platform.oidc.Errand;
import com.mewayz.platform.oidc.Oidc;
import com.mewayz.platform.oidc.Person;
import com.mewayz.platform.oidc.Told;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Keepsake;
import com.mewayz.platform.web.Networks;
import com.mewayz.platform.web.Throttle;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way to a provider, and who comes back from there. */
final class ProviderWays {
    static final String BACK = "/oauth/callback";

    private static final Keepsake BROWSER = new Keepsake("mewayz-departure", Departures.LIFE);

    private final Throttle throttle;
    private final Providers providers;
    private final Departures departures;
    private final Oidc oidc;
    private final Views views;

    ProviderWays(Clock clock, Providers providers, Departures departures, Oidc oidc, Views views) {
        this.throttle = new Throttle(clock, 30, Duration.ofMinutes(15));
        this.providers = providers;
        this.departures = departures;
        this.oidc = oidc;
        this.views = views;
    }

    /**
     * A page that leads on to the provider at once. A redirect would not do: browsers hold the answer to a form to the
     * policy's {@code form-action}, which allows no other site.
     *
     * @param user whose account gets a new way in, null to sign in
     */
    Answer leave(Call call, String id, @Nullable Long user, String next) {
        throttle.take(Networks.neighbourhood(call.origin().address()));
        var provider = providers.usable(id);
        if (provider.isEmpty()) {
            return refuse(call, "This way to sign in is not open any more.");
        }
        var errand = departures.leave(provider.get().id(), user, call.origin().base() + BACK, next);
        return switch (oidc.address(providers.registration(provider.get()), errand)) {
            case Told.Known<String> known ->
                BROWSER.give(lead(call, provider.get(), known.value()), call, errand.secret());
            case Told.Refused<String> refused -> refuse(call, refused.why());
            case Told.TryLater<String> later -> refuse(call, later.why() + " Try again in a moment.");
        };
    }

    /** Who came back, unless this browser did not leave, or the provider did not send it. */
    Optional<Returned> comeBack(Call call) {
        return departures
                .comeBack(call.query("state").orElse(""), BROWSER.of(call))
                .flatMap(departure -> providers
                        .usable(String.valueOf(departure.provider()))
                        .map(provider -> new Returned(departure, provider, ask(call, departure, provider))));
    }

    Answer refuse(Call call, String why) {
        var known = call.known().isPresent();
        var card = new Card("That did not work", why)
                .link(known ? "To my settings" : "To the sign-in page", known ? IdentityPages.PATH : "/sign-in", "");
        return BROWSER.takeBack(views.page(call, 403, "web/oauth", card.model()), call);
    }

    private Told<Person> ask(Call call, Departure departure, Provider provider) {
        if (call.query("error").isPresent()) {
            return new Told.Refused<>(provider.name() + " did not sign you in. Start again if you want to.");
        }
        var errand = new Errand(BROWSER.of(call), call.query("state").orElse(""), departure.back());
        return oidc.redeem(
                providers.registration(provider),
                errand,
                call.query("code").orElse(""),
                call.query("iss").orElse(""));
    }

    private Answer lead(Call call, Provider provider, String address) {
        var card = new Card("On to " + provider.name(), "You come back here when you have signed in there")
                .link("Continue to " + provider.name(), address, "");
        var model = new HashMap<>(card.model());
        model.put("go", address);
        return views.page(call, "web/oauth", model).instead("Referrer-Policy", "no-referrer");
    }

    record Returned(Departure departure, Provider provider, Told<Person> told) {}
}
