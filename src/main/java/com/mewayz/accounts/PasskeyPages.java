package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ANYONE;
import static com.mewayz.platform.web.Role.ARRIVING;
import static com.mewayz.platform.web.Role.USER;

import com.mewayz.accounts.Passkeys.Purpose;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.passkeys.Assertion;
import com.mewayz.platform.passkeys.Attestation;
import com.mewayz.platform.passkeys.Site;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Cookie;
import com.mewayz.platform.web.Networks;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Throttle;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Passkeys in the browser. Each ceremony is a form: a script asks {@code …/options} what the authenticator shall sign,
 * puts the signature into the form's fields and sends it. A cookie ties the answer to the browser that asked.
 */
final class PasskeyPages {
    private static final String NAME = "Mewayz";
    private static final Cookie BROWSER = new Cookie("mewayz-passkey");

    private final Accounts accounts;
    private final Views views;
    private final Entrance entrance;
    private final Passkeys passkeys;
    private final Throttle strangers;

    PasskeyPages(Accounts accounts, Views views, Clock clock) {
        this.accounts = accounts;
        this.views = views;
        this.entrance = accounts.entrance();
        this.passkeys = accounts.factors().passkeys();
        this.strangers = new Throttle(clock, 100, Duration.ofMinutes(10));
    }

    void mount(Pages pages) {
        pages.post("/sign-in/passkey/options", ANYONE, this::signInOptions);
        pages.post("/sign-in/passkey", ANYONE, this::signIn, (call, problem) -> refused(call, problem, "Sign in"));
        pages.post(FactorPages.FACTOR + "/passkey/options", ANYONE, this::factorOptions);
        pages.post(
                FactorPages.FACTOR + "/passkey",
                ANYONE,
                this::factor,
                (call, problem) -> refused(call, problem, "Enter your code"));
        pages.post("/prove/passkey/options", ARRIVING, this::proofOptions);
        pages.post(
                "/prove/passkey",
                ARRIVING,
                this::prove,
                (call, problem) -> refused(call, problem, "Confirm that it is you"));
        pages.post("/settings/passkeys/options", ARRIVING, this::newOptions);
        pages.post(
                "/settings/passkeys", ARRIVING, this::add, (call, problem) -> refused(call, problem, "Add a passkey"));
        pages.post(
                "/settings/passkeys/{passkey}",
                USER,
                this::rename,
                (call, problem) -> refused(call, problem, "Rename a passkey"));
        pages.post("/settings/passkeys/{passkey}/removal", USER, this::remove);
    }

    private Answer signInOptions(Call call) {
        strangers.take(Networks.neighbourhood(call.origin().address()));
        return signing(call, passkeys.challenge(Purpose.SIGN_IN, 0), List.of(), "required");
    }

    private Answer signIn(Call call) {
        var started = accounts.signIns().signIn(signed(call), Accounts.client(call));
        return entrance.welcome(call, started, next(call));
    }

    private Answer factorOptions(Call call) {
        var half = entrance.waiting(call).orElseThrow(PendingSignIns::over);
        return signing(call, Purpose.SECOND_FACTOR, half.user());
    }

    private Answer factor(Call call) {
        var started = accounts.signIns().finish(entrance.token(call), signed(call));
        return entrance.trusted(call, started, entrance.welcome(call, started, next(call)));
    }

    private Answer proofOptions(Call call) {
        return signing(call, Purpose.PROOF, call.user());
    }

    private Answer prove(Call call) {
        passkeys.verify(Purpose.PROOF, call.user(), signed(call));
        accounts.sessions().showedSecondFactor(call.user(), call.caller().session());
        return entrance.proved(call, next(call));
    }

    private Answer newOptions(Call call) {
        call.requireFresh();
        var site = Site.of(call.origin());
        var given = passkeys.challenge(Purpose.ADD, call.user());
        return answer(
                call,
                given,
                Map.of(
                        "challenge", given.challenge(),
                        "rp", Map.of("id", site.id(), "name", NAME),
                        "user",
                                Map.of(
                                        "id", Passkeys.handle(call.user()),
                                        "name", call.caller().email(),
                                        "displayName", call.caller().name()),
                        "algorithms", passkeys.algorithms(),
                        "known", passkeys.credentials(call.user(), site)));
    }

    private Answer add(Call call) {
        call.requireFresh();
        var form = call.form();
        var sent = new Attestation(form.text("client"), form.text("attestation"));
        var sheet = accounts.factors()
                .addPasskey(
                        call.user(),
                        new Passkeys.Registration(Site.of(call.origin()), browser(call), form.text("name"), sent));
        var answer = sheet.map(codes -> SecurityPages.shownOnce(views, call, codes))
                .orElseGet(() -> Answer.seeOther(SecurityPages.PATH + "?did=passkey"));
        return entrance.raised(call, answer);
    }

    private Answer rename(Call call) {
        passkeys.rename(call.user(), call.id("passkey"), call.form().text("name"));
        return Answer.seeOther(SecurityPages.PATH);
    }

    private Answer remove(Call call) {
        passkeys.get(call.user(), call.id("passkey"));
        call.requireFresh();
        accounts.factors()
                .removePasskey(
                        call.user(), call.id("passkey"), accounts.demand().asker(call));
        return Answer.seeOther(SecurityPages.PATH + "?did=removed");
    }

    private Answer signing(Call call, Purpose purpose, long user) {
        var known = passkeys.credentials(user, Site.of(call.origin()));
        if (known.isEmpty()) {
            throw Problem.conflict(
                    "None of your passkeys was made for " + call.origin().host() + ".");
        }
        return signing(call, passkeys.challenge(purpose, user), known, "preferred");
    }

    private static Answer signing(Call call, Passkeys.Given given, List<String> known, String verification) {
        return answer(
                call,
                given,
                Map.of(
                        "challenge",
                        given.challenge(),
                        "rpId",
                        Site.of(call.origin()).id(),
                        "known",
                        known,
                        "userVerification",
                        verification));
    }

    private static Passkeys.Signed signed(Call call) {
        return new Passkeys.Signed(Site.of(call.origin()), browser(call), assertion(call));
    }

    private static String browser(Call call) {
        return BROWSER.read(call).orElse("");
    }

    private static Assertion assertion(Call call) {
        var form = call.form();
        return new Assertion(
                form.text("credential"),
                form.text("client"),
                form.text("data"),
                form.text("signature"),
                form.text("handle"));
    }

    private Answer refused(Call call, Problem problem, String title) {
        var sentences = problem.fields().values().stream().findFirst();
        return Views.waiting(
                views.page(
                        call,
                        problem.kind().status(),
                        "web/error",
                        Map.of(
                                "page",
                                title,
                                "status",
                                problem.kind().status(),
                                "what",
                                sentences.map(List::getFirst).orElse(String.valueOf(problem.getMessage())),
                                "remedy",
                                "",
                                "errorId",
                                "",
                                "back",
                                Map.of("text", "Back", "href", back(call)))),
                problem);
    }

    private static String back(Call call) {
        var path = call.path();
        return path.startsWith("/settings") ? SecurityPages.PATH : path.replaceAll("/passkey$", "");
    }

    private static String next(Call call) {
        return AccountPages.local(call.form().text("next"));
    }

    private static Answer answer(Call call, Passkeys.Given given, Map<String, Object> options) {
        var answer = Answer.json(200, Json.write(options)).with("Cache-Control", "no-store");
        return BROWSER.set(answer, call.origin(), given.browser(), Passkeys.CHALLENGE);
    }
}
