package com.mewayz.accounts;

import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.oidc.Oidc;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Signing in with providers: who they are, who is known through them, the way there and back. */
public final class Identification implements Feature, Doors {
    private final Accounts accounts;
    private final Providers providers;
    private final Identities identities;
    private final Departures departures;
    private final Offers offers;
    private final ProviderWays ways;
    private final IdentityPages identityPages;
    private final Parts parts;

    /** What it is made of. {@code secrets} are opened when the first is needed. */
    public record Parts(
            Db db, Bus bus, Clock clock, Tokens tokens, Secrets secrets, Oidc oidc, Mailer mailer, Views views) {}

    public Identification(Accounts accounts, Parts parts) {
        this.accounts = accounts;
        this.parts = parts;
        var db = parts.db;
        var clock = parts.clock;
        providers = new Providers(db, parts.bus, clock, parts.secrets, parts.oidc);
        identities = new Identities(db, parts.bus, clock, accounts.users(), accounts.links(), parts.mailer);
        departures = new Departures(db, clock, parts.tokens);
        offers = new Offers(db, clock, parts.tokens);
        ways = new ProviderWays(clock, providers, departures, parts.oidc, parts.views);
        identityPages = new IdentityPages(identities, providers, ways, parts.views);
    }

    @Override
    public void pages(Pages pages) {
        new ArrivalPages(accounts, new Arrivals(accounts, identities, offers), ways).mount(pages);
        new OfferPages(accounts, identities, offers, parts).mount(pages);
        identityPages.mount(pages);
        new ProviderPages(providers, parts.views).mount(pages);
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(
                Duration.ofHours(1),
                "expire-departures",
                "Forgets ways to sign-in providers that nobody came back from.",
                departures::expire);
        jobs.every(
                Duration.ofHours(1),
                "expire-link-offers",
                "Forgets offers to join accounts that nobody took.",
                offers::expire);
    }

    @Override
    public List<Door> all() {
        return providers.enabled().stream().map(Identification::door).toList();
    }

    @Override
    public List<Door> of(long user) {
        var issuers = identities.of(user).stream().map(Identity::issuer).collect(Collectors.toSet());
        return providers.enabled().stream()
                .filter(provider -> issuers.contains(provider.issuer()) || issuers.contains(provider.issuer() + "/"))
                .map(Identification::door)
                .toList();
    }

    @Override
    public Map<String, Object> section(long user) {
        return identityPages.section(user, Map.of());
    }

    private static Door door(Provider provider) {
        return new Door(provider.id(), provider.name());
    }
}
