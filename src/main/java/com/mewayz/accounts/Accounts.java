package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ANYONE;
import static com.mewayz.platform.web.Role.ARRIVING;
import static com.mewayz.platform.web.Role.USER;

import com.mewayz.accounts.SignIns.Credentials;
import com.mewayz.facts.AccountFact.UserRegistered;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.MailSettings;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Networks;
import com.mewayz.platform.web.Sessions;
import com.mewayz.platform.web.Throttle;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
    private final Registrations waiting;
    private final MailSettings mail;
    private final boolean open;
    private final Bus bus;
    private final Clock clock;
    private final Throttle registrations;

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
        this.waiting = new Registrations(db, bus, clock, tokens, users, mailer);
        this.addresses = new Addresses(db, bus, clock, users, signIns, links, mailer);
        this.notices = new Notices(users, mailer);
        this.operators = new Operators(db, bus, clock, users, sessions);
        this.mail = mailer.settings();
        this.open = open;
        this.bus = bus;
        this.clock = clock;
        this.registrations = new Throttle(clock, 10, Duration.ofHours(1));
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

    @Override
    public void listen(Bus bus) {
        bus.on("welcome-users", UserRegistered.class, fact -> addresses.welcome(fact.user()));
        notices.listen(bus);
    }

    @Override
    public void api(Api api) {
        api.post(
                "/auth/login",
                ANYONE,
                Credentials.class,
                Login.class,
                "Sign in and get a token, or what is wanted beside the password",
                this::login);
        api.post(
                "/auth/second-factor",
                ANYONE,
                SecondFactorInput.class,
                Token.class,
                "Finish signing in with the code of an authenticator app, or a recovery code",
                this::secondFactor);
        api.post(
                "/auth/register",
                ANYONE,
                UserInput.class,
                Joined.class,
                "Make an account, where registration is open; with a mail server, a letter asks to confirm it first",
                this::register);
        api.post("/auth/logout", ARRIVING, Void.class, "End this session", this::logout);
        api.get("/auth/user", USER, User.class, "Who am I", call -> users.get(call.user()));
        api.get("/auth/sessions", USER, UserSessions.OpenSession[].class, "My sessions", this::sessions);
        api.delete(
                "/auth/sessions",
                USER,
                "End my other sessions",
                call -> sessions.endOthers(call.user(), call.caller().session()));
        api.delete(
                "/auth/sessions/{session}",
                USER,
                "End a session of mine",
                call -> sessions.end(call.user(), call.id("session")));
        api.patch(
                "/auth/user",
                USER,
                NameInput.class,
                User.class,
                "Change my name",
                call -> new NameInput(users.get(call.user()).name()),
                (call, input) -> users.rename(call.user(), input));
    }

    public AccountPages pages(Views views, Doors doors) {
        return new AccountPages(this, views, clock, doors);
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(Duration.ofHours(1), "expire-sessions", sessions::expire);
        jobs.every(Duration.ofHours(1), "expire-setup-links", setupLinks::expire);
        jobs.every(Duration.ofMinutes(5), ANSWER_RESETS, recovery::answer);
        jobs.every(Duration.ofHours(1), "expire-one-time-links", () -> {
            links.expire();
            waiting.expire();
        });
        jobs.every(Duration.ofHours(1), "expire-sign-ins", () -> {
            pending.expire();
            factors.passkeys().expire();
            places.expire();
            devices.expire();
        });
    }

    boolean open() {
        return open;
    }

    /** Where an operator reaches this server, links in mail may lead, too. */
    void remember(Call call, User user) {
        if (user.operator()) {
            mail.suggestAddress(call.origin().base());
        }
    }

    Registrations registrations() {
        return waiting;
    }

    /**
     * Makes an account where that is allowed, and everything that follows from it, before it returns.
     *
     * @return empty where the address is confirmed first, by a letter
     */
    Optional<User> join(Call call, UserInput input) {
        if (!open) {
            throw Problem.forbidden("Registration is closed on this server.");
        }
        requireSetUp();
        registrations.take(Networks.neighbourhood(call.origin().address()));
        if (waiting.confirms()) {
            waiting.ask(String.valueOf(input.name()), UserInput.canonical(input.email()));
            return Optional.empty();
        }
        var user = users.register(input, this::requireSetUp);
        bus.deliver();
        return Optional.of(user);
    }

    /** The first account runs the server: it is made with the setup link, or on the machine, and in no other way. */
    private void requireSetUp() {
        if (users.none()) {
            throw Problem.forbidden("This server is not set up yet. Open the setup link first.");
        }
    }

    /**
     * Makes an account for somebody who was invited: an invitation is permission, also where registration is closed.
     *
     * @param condition what must hold, before a password is hashed and again in the account's transaction
     * @param next runs in the same transaction, last
     */
    public User joinInvited(Call call, UserInput input, Runnable condition, Consumer<User> next) {
        condition.run();
        registrations.take(Networks.neighbourhood(call.origin().address()));
        var user = users.register(input, condition, next);
        bus.deliver();
        return user;
    }

    /**
     * Where mail is sent, writes to an address that somebody wants an account for, whoever has it; nothing is told here.
     *
     * @return false where no mail is sent
     */
    public boolean writes(Call call, String name, String email) {
        if (!waiting.confirms()) {
            return false;
        }
        registrations.take(Networks.neighbourhood(call.origin().address()));
        waiting.ask(name, email);
        return true;
    }

    /** The same for somebody a provider vouches for, without a password; {@code next} runs in the same transaction. */
    User welcome(Call call, String name, String email, Consumer<User> next) {
        requireSetUp();
        registrations.take(Networks.neighbourhood(call.origin().address()));
        var user = users.welcome(name, email, next);
        bus.deliver();
        return user;
    }

    /** The first session of an account that has just been made, in the workspace it was made for. */
    public Answer welcome(Call call, User user, long workspace, String next) {
        var started = signIns.start(user, SignIns.Kind.COOKIE, client(call));
        signIns.workIn(user.id(), started.session(), workspace);
        return Sessions.start(Answer.seeOther(next), call.origin(), started.token(), SignIns.LIFE);
    }

    private Login login(Call call, Credentials credentials) {
        var entry = signIns.signIn(credentials, SignIns.Kind.BEARER, Place.of(call), client(call));
        return switch (entry) {
            case SignIns.Entry.In in -> new Login(known(call, in.started()));
            case SignIns.Entry.SecondFactor half ->
                new Login(
                        half.token(),
                        signIns.waiting(half.token(), SignIns.Kind.BEARER)
                                .map(waiting -> factors.of(waiting.user()))
                                .orElse(List.of()));
        };
    }

    private Token secondFactor(Call call, SecondFactorInput input) {
        input.check();
        return known(
                call,
                signIns.finish(
                        String.valueOf(input.token()),
                        String.valueOf(input.code()),
                        SignIns.Kind.BEARER,
                        Place.of(call)));
    }

    private Joined register(Call call, UserInput input) {
        return join(call, input)
                .map(user -> Joined.of(new Token(signIns.start(user, SignIns.Kind.BEARER, client(call)))))
                .orElseGet(() -> new Joined(null, null, null, UserInput.canonical(input.email())));
    }

    private Object logout(Call call) {
        signIns.signOut(call.user(), call.caller().session());
        return users.get(call.user());
    }

    private Page<UserSessions.OpenSession> sessions(Call call) {
        var all = sessions.all(call.user(), call.caller().session());
        return new Page<>(all, 1, Math.max(1, all.size()), all.size());
    }

    private Token known(Call call, SignIns.Started started) {
        places.rememberNetwork(started.user().id(), Place.of(call));
        return new Token(started);
    }

    static String client(Call call) {
        return call.header("User-Agent").orElse("");
    }

    /** What an API client gets when it signs in. */
    public record Token(String token, String type, User user) {
        Token(SignIns.Started started) {
            this(started.token(), "Bearer", started.user());
        }

        @Override
        public String toString() {
            return "token of " + user.id(); // never the token
        }
    }
}
