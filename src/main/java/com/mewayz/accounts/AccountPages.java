package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ANYONE;
import static com.mewayz.platform.web.Role.USER;

import com.mewayz.accounts.SignIns.Credentials;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Sessions;
import com.mewayz.platform.web.Views;
import java.util.HashMap;
import java.util.Map;

/** Sign-in, registration, the setup's first step and the profile. */
public final class AccountPages {
    static final String PROFILE = "/settings/profile";

    private final Accounts accounts;
    private final Views views;
    private final AddressPages addressPages;

    AccountPages(Accounts accounts, Views views) {
        this.accounts = accounts;
        this.views = views;
        this.addressPages = new AddressPages(accounts.users(), accounts.addresses(), views);
    }

    public void mount(Pages pages) {
        addressPages.mount(pages);
        new RecoveryPages(accounts.recovery(), views).mount(pages);
        pages.get("/sign-in", ANYONE, this::signInForm);
        pages.post(
                "/sign-in",
                ANYONE,
                this::signIn,
                (call, problem) -> views.again(call, problem, "web/signin", signInModel(call)));
        pages.get("/prove", USER, call -> views.page(call, "web/prove", proveModel(call)));
        pages.post(
                "/prove",
                USER,
                this::prove,
                (call, problem) -> views.again(call, problem, "web/prove", proveModel(call)));
        pages.post("/sign-out", USER, this::signOut);
        pages.get("/register", ANYONE, this::registerForm);
        pages.post(
                "/register",
                ANYONE,
                this::register,
                (call, problem) -> views.again(call, problem, "web/register", Map.of("page", "Create an account")));
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
    }

    private Answer signInForm(Call call) {
        return call.known().isPresent() ? Answer.seeOther("/today") : views.page(call, "web/signin", signInModel(call));
    }

    private Answer signIn(Call call) {
        var form = call.form();
        var started = accounts.signIns()
                .signIn(
                        new Credentials(form.text("email"), form.raw("password")),
                        SignIns.Kind.COOKIE,
                        call.origin().address(),
                        Accounts.client(call));
        return switch (started) {
            case SignIns.Entry.In in -> begin(call, in.started(), local(form.text("next")));
            case SignIns.Entry.SecondFactor half -> throw new IllegalStateException("no second factors yet");
        };
    }

    /** Before a sensitive step: is it still the same person at this keyboard? */
    private Answer prove(Call call) {
        var form = call.form();
        var same = accounts.signIns()
                .prove(
                        call.caller().email(),
                        form.raw("password"),
                        call.origin().address());
        if (same.isEmpty()) {
            throw Problem.invalid("password", "This is not your password.");
        }
        accounts.signIns().proved(call.user(), call.caller().session());
        return Answer.seeOther(local(form.text("next")));
    }

    private static Map<String, Object> proveModel(Call call) {
        var next = call.method().equals("POST")
                ? call.form().text("next")
                : call.query("to").orElse("");
        return Map.of("page", "Confirm that it is you", "next", next);
    }

    private Answer signOut(Call call) {
        accounts.signIns().signOut(call.user(), call.caller().session());
        return Sessions.end(Answer.seeOther("/sign-in"), call.origin());
    }

    private Answer registerForm(Call call) {
        if (!accounts.open()) {
            throw Problem.forbidden("Registration is closed on this server.");
        }
        return views.page(call, "web/register", Map.of("page", "Create an account"));
    }

    private Answer register(Call call) {
        var user = accounts.join(call, input(call));
        return begin(
                call, accounts.signIns().start(user, SignIns.Kind.COOKIE, Accounts.client(call)), "/setup/workspace");
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
        var user = accounts.setupLinks().use(call.form().raw("token"), input(call));
        return begin(
                call, accounts.signIns().start(user, SignIns.Kind.COOKIE, Accounts.client(call)), "/setup/workspace");
    }

    private Answer rename(Call call) {
        var name = call.form().text("name");
        new Check().text("name", name, 1, 80).done();
        accounts.users().rename(call.user(), name);
        return Answer.seeOther(PROFILE + "?saved=name");
    }

    private Answer changePassword(Call call) {
        var form = call.form();
        var user = accounts.users().get(call.user());
        var check = new UserInput(user.name(), user.email(), form.raw("password")).check();
        check.that(
                "current",
                accounts.signIns()
                        .prove(user.email(), form.raw("current"), call.origin().address())
                        .isPresent(),
                "This is not your current password.");
        check.done();
        accounts.recovery().change(user, call.caller().session(), form.raw("password"));
        return Answer.seeOther(PROFILE + "?saved=password");
    }

    private Answer passwordAgain(Call call, Problem problem) {
        var model = new HashMap<>(profileModel(call));
        model.put("passwordErrors", Views.errors(problem));
        return views.page(call, problem.kind().status(), "web/profile", model);
    }

    private Answer begin(Call call, SignIns.Started started, String next) {
        accounts.remember(call, started.user());
        return Sessions.start(Answer.seeOther(next), call.origin(), started.token(), SignIns.LIFE);
    }

    private static UserInput input(Call call) {
        var form = call.form();
        return new UserInput(form.text("name"), form.text("email"), form.raw("password"));
    }

    private Map<String, Object> signInModel(Call call) {
        var next = call.method().equals("POST")
                ? call.form().text("next")
                : call.query("to").orElse("");
        boolean reset = call.query("done").orElse("").equals("reset");
        return Map.of(
                "page",
                "Sign in",
                "next",
                next,
                "registration",
                accounts.open(),
                "notice",
                reset ? "Your new password is set. Sign in with it." : "");
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
