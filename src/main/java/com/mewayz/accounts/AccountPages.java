package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ANYONE;
import static com.mewayz.platform.web.Role.ARRIVING;
import static com.mewayz.platform.web.Role.USER;

import com.mewayz.accounts.SignIns.Credentials;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Sessions;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Sign-in, registration, the setup's first step and the profile. */
public final class AccountPages {
    static final String PROFILE = "/settings/profile";

    private final Accounts accounts;
    private final Views views;
    private final Clock clock;
    private final Entrance entrance;
    private final Doors doors;
    private final AddressPages addressPages;

    AccountPages(Accounts accounts, Views views, Clock clock, Doors doors) {
        this.accounts = accounts;
        this.views = views;
        this.clock = clock;
        this.entrance = accounts.entrance();
        this.doors = doors;
        this.addressPages = new AddressPages(accounts.users(), accounts.addresses(), views);
    }

    public void mount(Pages pages) {
        addressPages.mount(pages);
        new RecoveryPages(accounts.recovery(), views).mount(pages);
        new PeoplePages(accounts.operators(), accounts.demand(), views, clock).mount(pages);
        pages.get("/sign-in", ANYONE, this::signInForm);
        pages.post(
                "/sign-in",
                ANYONE,
                this::signIn,
                (call, problem) -> views.again(call, problem, "web/signin", signInModel(call)));
        pages.post("/sign-out", ARRIVING, this::signOut);
        pages.get("/register", ANYONE, this::registerForm);
        pages.post(
                "/register",
                ANYONE,
                this::register,
                (call, problem) -> views.again(call, problem, "web/register", registerModel()));
        pages.get("/register/confirmation", ANYONE, this::confirmForm);
        pages.post("/register/confirmation", ANYONE, this::confirm, this::confirmAgain);
        pages.get("/setup", ANYONE, this::setupForm);
        pages.post(
                "/setup",
                ANYONE,
                this::setup,
                (call, problem) -> views.again(
                        call,
                        problem,
                        "web/setup-account",
                        setupModel(call.form().raw("token"))));
        pages.get(PROFILE, USER, call -> views.page(call, "web/profile", profileModel(call)));
        pages.post(
                PROFILE,
                USER,
                this::rename,
                (call, problem) -> views.again(call, problem, "web/profile", profileModel(call)));
        pages.post("/settings/password", USER, this::changePassword, this::passwordAgain);
        new FactorPages(accounts, views, doors).mount(pages);
        new PasskeyPages(accounts, views, clock).mount(pages);
        new SecurityPages(accounts, views, clock, doors).mount(pages);
    }

    private Answer signInForm(Call call) {
        return call.known().isPresent() ? Answer.seeOther("/today") : views.page(call, "web/signin", signInModel(call));
    }

    private Answer signIn(Call call) {
        var form = call.form();
        var entry = accounts.signIns()
                .signIn(
                        new Credentials(form.text("email"), form.raw("password")),
                        SignIns.Kind.COOKIE,
                        Place.of(call),
                        Accounts.client(call));
        return entrance.lead(call, entry, local(form.text("next")));
    }

    private Answer signOut(Call call) {
        accounts.signIns().signOut(call.user(), call.caller().session());
        return Sessions.end(Answer.seeOther("/sign-in"), call.origin());
    }

    private Answer registerForm(Call call) {
        if (accounts.users().none()) {
            return Answer.seeOther("/setup");
        }
        accounts.newcomers().requireOpen();
        return views.page(call, "web/register", registerModel());
    }

    private Answer register(Call call) {
        var form = call.form();
        accounts.newcomers().join(call, form.text("name"), form.text("email"));
        return views.page(
                call,
                "web/register-confirm",
                Map.of("page", "Look into your mail", "token", "", "address", form.text("email")));
    }

    private static Map<String, Object> registerModel() {
        return Map.of("page", "Create an account");
    }

    private Answer confirmForm(Call call) {
        var token = call.query("token").orElse("");
        if (token.isEmpty()) {
            return Answer.seeOther("/register");
        }
        var waiting = accounts.newcomers().registrations().find(token).orElseThrow(Links::spent);
        return views.page(call, "web/register-confirm", confirmModel(waiting, token));
    }

    private Answer confirm(Call call) {
        var form = call.form();
        return begin(call, accounts.newcomers().registrations().confirm(form.raw("token"), form.raw("password")));
    }

    private Answer confirmAgain(Call call, Problem problem) {
        var token = call.form().raw("token");
        return accounts.newcomers()
                .registrations()
                .find(token)
                .map(waiting -> views.again(call, problem, "web/register-confirm", confirmModel(waiting, token)))
                .orElseThrow(Links::spent);
    }

    private static Map<String, Object> confirmModel(Registrations.Waiting waiting, String token) {
        return Map.of("page", "Welcome, " + waiting.name(), "token", token, "address", waiting.email());
    }

    private Answer setupForm(Call call) {
        var token = call.query("token").orElse("");
        if (accounts.setupLinks().opens(token)) {
            return views.page(call, "web/setup-account", setupModel(token));
        }
        return accounts.users().none()
                ? views.page(
                        call,
                        403,
                        "web/setup-locked",
                        Map.of("page", "Set up Mewayz", "command", "mewayz setup-link", "expired", !token.isEmpty()))
                : Answer.seeOther("/sign-in");
    }

    private Answer setup(Call call) {
        return begin(call, accounts.setupLinks().use(call.form().raw("token"), input(call)));
    }

    private Answer rename(Call call) {
        accounts.users().rename(call.user(), new NameInput(call.form().text("name")));
        return Answer.seeOther(PROFILE + "?saved=name");
    }

    private Answer changePassword(Call call) {
        if (accounts.factors().wanted(call.user())) {
            call.requireFresh(); // a password alone is what the factor was added against
        }
        var form = call.form();
        var user = accounts.users().get(call.user());
        var check = new UserInput(user.name(), user.email(), form.raw("password")).check();
        check.that(
                "current",
                accounts.signIns().proveAgain(call.caller(), form.raw("current")),
                "This is not your current password.");
        check.done();
        accounts.recovery().change(user, call.caller().session(), form.raw("password"));
        return entrance.proved(call, PROFILE + "?saved=password");
    }

    private Answer passwordAgain(Call call, Problem problem) {
        var model = new HashMap<>(profileModel(call));
        model.put("passwordErrors", Views.errors(problem));
        return views.page(call, problem.kind().status(), "web/profile", model);
    }

    private Answer begin(Call call, User user) {
        return entrance.welcome(
                call, accounts.signIns().start(user, SignIns.Kind.COOKIE, Accounts.client(call)), "/setup/workspace");
    }

    private static UserInput input(Call call) {
        var form = call.form();
        return new UserInput(form.text("name"), form.text("email"), form.raw("password"));
    }

    private Map<String, Object> signInModel(Call call) {
        return Map.of(
                "page",
                "Sign in",
                "next",
                next(call),
                "registration",
                accounts.newcomers().open(),
                "over",
                call.query("over").isPresent(),
                "notice",
                call.query("done").orElse("").equals("reset") ? "Your new password is set. Sign in with it." : "",
                "doors",
                doors.all());
    }

    /** Where to go afterwards: from the query, or from the form that is shown again. */
    static String next(Call call) {
        return call.method().equals("POST")
                ? call.form().text("next")
                : call.query("to").orElse("");
    }

    private static Map<String, Object> setupModel(String token) {
        return Map.of("page", "Your account", "step", 1, "preview", "", "token", token);
    }

    private Map<String, Object> profileModel(Call call) {
        return addressPages.profile(call);
    }

    /** Only a path of this server: an address in a link must not lead elsewhere after signing in. */
    static String local(String next) {
        return next.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*") ? next : "/today";
    }
}
