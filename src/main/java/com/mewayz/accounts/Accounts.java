package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ANYONE;
import static com.mewayz.platform.web.Role.USER;

import com.mewayz.accounts.SignIns.Credentials;
import com.mewayz.facts.AccountFact.UserRegistered;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.MailSettings;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Networks;
import com.mewayz.platform.web.Throttle;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;

/** Accounts: users, signing in and out, API tokens of a session, the setup link. */
public final class Accounts implements Feature {
    /** The job that writes to those who forgot their password. */
    public static final String ANSWER_RESETS = "answer-resets";

    private final Users users;
    private final SignIns signIns;
    private final SetupLinks setupLinks;
    private final Links links;
    private final Recovery recovery;
    private final Addresses addresses;
    private final MailSettings mail;
    private final boolean open;
    private final Bus bus;
    private final Throttle registrations;

    /**
     * @param open whether anybody may make an account
     * @param wake lets the job {@value #ANSWER_RESETS} run soon
     */
    public Accounts(
            Db db,
            Bus bus,
            Clock clock,
            Passwords passwords,
            Tokens tokens,
            Mailer mailer,
            boolean open,
            Runnable wake) {
        this.users = new Users(db, bus, clock, passwords);
        this.signIns = new SignIns(db, bus, clock, users, tokens);
        this.setupLinks = new SetupLinks(db, clock, users, tokens);
        this.links = new Links(db, clock, tokens);
        this.recovery = new Recovery(db, bus, clock, users, signIns, links, mailer, wake);
        this.addresses = new Addresses(db, bus, clock, users, signIns, links, mailer);
        this.mail = mailer.settings();
        this.open = open;
        this.bus = bus;
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

    public Recovery recovery() {
        return recovery;
    }

    Addresses addresses() {
        return addresses;
    }

    @Override
    public void listen(Bus bus) {
        bus.on("welcome-users", UserRegistered.class, fact -> addresses.welcome(fact.user()));
    }

    @Override
    public void api(Api api) {
        api.post("/auth/login", ANYONE, Credentials.class, Token.class, "Sign in and get a token", this::login);
        api.post(
                "/auth/register",
                ANYONE,
                UserInput.class,
                Token.class,
                "Make an account, where registration is open",
                this::register);
        api.post("/auth/logout", USER, Void.class, "End this session", this::logout);
        api.get("/auth/user", USER, User.class, "Who am I", call -> users.get(call.user()));
    }

    public AccountPages pages(Views views) {
        return new AccountPages(this, views);
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(Duration.ofHours(1), "expire-sessions", signIns::expire);
        jobs.every(Duration.ofHours(1), "expire-setup-links", setupLinks::expire);
        jobs.every(Duration.ofMinutes(5), ANSWER_RESETS, recovery::answer);
        jobs.every(Duration.ofHours(1), "expire-one-time-links", links::expire);
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

    /** Makes an account where that is allowed, and everything that follows from it, before it returns. */
    User join(Call call, UserInput input) {
        if (!open) {
            throw Problem.forbidden("Registration is closed on this server.");
        }
        registrations.take(Networks.neighbourhood(call.origin().address()));
        var user = users.register(input, () -> {});
        bus.deliver();
        return user;
    }

    private Token login(Call call, Credentials credentials) {
        return new Token(in(
                signIns.signIn(credentials, SignIns.Kind.BEARER, call.origin().address(), client(call))));
    }

    private Token register(Call call, UserInput input) {
        return new Token(signIns.start(join(call, input), SignIns.Kind.BEARER, client(call)));
    }

    private Object logout(Call call) {
        signIns.signOut(call.user(), call.caller().session());
        return users.get(call.user());
    }

    private static SignIns.Started in(SignIns.Entry entry) {
        return switch (entry) {
            case SignIns.Entry.In in -> in.started();
            case SignIns.Entry.SecondFactor half -> throw new IllegalStateException("no second factors yet");
        };
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
