package com.mewayz.accounts;

import com.mewayz.facts.AccountFact.UserRegistered;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.MailSettings;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Sessions;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Accounts: users, signing in and out, second factors, sessions and API tokens of a session, the setup link. */
public final class Accounts implements Feature {
    /** The job that writes to those who forgot their password. */
    public static final String ANSWER_RESETS = "answer-resets";

    /** The columns of secrets here, for who changes the key. */
    public static final List<Sealed> SEALED = List.of(Authenticators.SECRET, Providers.SECRET, KnownPlaces.KEY);

    private final Users users;
    private final TrustedDevices devices;
    private final UserSessions sessions;
    private final Factors factors;
    private final Demand demand;
    private final Operators operators;
    private final PendingSignIns pending;
    private final KnownPlaces places;
    private final SignIns signIns;
    private final SetupLinks setupLinks;
    private final Links links;
    private final Recovery recovery;
    private final Addresses addresses;
    private final Notices notices;
    private final Newcomers newcomers;
    private final Logins logins;
    private final MailSettings mail;
    private final Clock clock;

    /**
     * @param secrets seals the secrets of authenticator apps
     * @param open whether anybody may make an account
     * @param wake lets the job {@value #ANSWER_RESETS} run soon
     */
    public Accounts(
            Db db,
            Bus bus,
            Clock clock,
            Passwords passwords,
            Tokens tokens,
            Secrets secrets,
            Mailer mailer,
            boolean open,
            Runnable wake) {
        this.users = new Users(db, bus, clock, passwords);
        this.devices = new TrustedDevices(db, bus, clock, tokens);
        this.sessions = new UserSessions(db, bus, clock, tokens, devices);
        this.demand = new Demand(db, bus);
        this.factors = new Factors(
                db,
                bus,
                new Authenticators(db, clock, tokens, secrets),
                new Passkeys(db, clock, tokens),
                new RecoveryCodes(db, clock, passwords, tokens),
                devices);
        this.pending = new PendingSignIns(db, clock, tokens);
        this.places = new KnownPlaces(db, clock, tokens, secrets);
        this.signIns = new SignIns(db, bus, users, sessions, factors, pending, new Guesses(clock, places), devices);
        this.setupLinks = new SetupLinks(db, clock, users, tokens);
        this.links = new Links(db, clock, tokens);
        this.recovery = new Recovery(db, bus, clock, users, signIns, links, mailer, wake);
        this.addresses = new Addresses(db, bus, clock, users, signIns, links, mailer);
        this.notices = new Notices(users, mailer);
        this.operators = new Operators(db, bus, clock, users, sessions);
        this.newcomers =
                new Newcomers(bus, clock, users, new Registrations(db, bus, clock, tokens, users, mailer), open);
        this.logins = new Logins(users, signIns, sessions, factors, places, newcomers);
        this.mail = mailer.settings();
        this.clock = clock;
    }

    public Users users() {
        return users;
    }

    public SignIns signIns() {
        return signIns;
    }

    public SetupLinks setupLinks() {
        return setupLinks;
    }

    public Links links() {
        return links;
    }

    Factors factors() {
        return factors;
    }

    UserSessions sessions() {
        return sessions;
    }

    KnownPlaces places() {
        return places;
    }

    TrustedDevices devices() {
        return devices;
    }

    Operators operators() {
        return operators;
    }

    /** Who is asked for a second factor. */
    public Demand demand() {
        return demand;
    }

    /** Where every way of signing in with a browser ends. */
    Entrance entrance() {
        return new Entrance(signIns, sessions, places, devices, this::remember);
    }

    public Recovery recovery() {
        return recovery;
    }

    Addresses addresses() {
        return addresses;
    }

    public Newcomers newcomers() {
        return newcomers;
    }

    @Override
    public void listen(Bus bus) {
        bus.on("welcome-users", UserRegistered.class, fact -> addresses.welcome(fact.user()));
        notices.listen(bus);
    }

    @Override
    public void api(Api api) {
        logins.mount(api);
    }

    public AccountPages pages(Views views, Doors doors) {
        return new AccountPages(this, views, clock, doors);
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(
                Duration.ofHours(1), "expire-sessions", "Ends sessions that were not used for long.", sessions::expire);
        jobs.every(
                Duration.ofHours(1),
                "expire-setup-links",
                "Forgets set-up links that are too old.",
                setupLinks::expire);
        jobs.every(
                Duration.ofMinutes(5), ANSWER_RESETS, "Writes to those who forgot their password.", recovery::answer);
        jobs.every(Duration.ofHours(1), "expire-one-time-links", "Forgets links in letters that are too old.", () -> {
            links.expire();
            newcomers.registrations().expire();
        });
        jobs.every(
                Duration.ofHours(1), "expire-sign-ins", "Forgets sign-ins that were not finished, and guesses.", () -> {
                    pending.expire();
                    factors.passkeys().expire();
                    places.expire();
                    devices.expire();
                });
    }

    /** Where an operator reaches this server, links in mail may lead, too. */
    void remember(Call call, User user) {
        if (user.operator()) {
            mail.suggestAddress(call.origin().base());
        }
    }

    /** The first session of an account that has just been made, in the workspace it was made for. */
    public Answer welcome(Call call, User user, long workspace, String next) {
        var started = signIns.start(user, SignIns.Kind.COOKIE, client(call));
        signIns.workIn(user.id(), started.session(), workspace);
        return Sessions.start(Answer.seeOther(next), call.origin(), started.token(), SignIns.LIFE);
    }

    static String client(Call call) {
        return call.header("User-Agent").orElse("");
    }
}
