package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ANYONE;
import static com.mewayz.platform.web.Role.ARRIVING;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The second step of signing in, and the question before a sensitive step: is it still the same person? */
final class FactorPages {
    static final String FACTOR = "/sign-in/factor";
    static final String OVER = "/sign-in?over=1";

    private final Accounts accounts;
    private final Views views;
    private final Entrance entrance;
    private final Doors doors;

    FactorPages(Accounts accounts, Views views, Doors doors) {
        this.doors = doors;
        this.accounts = accounts;
        this.views = views;
        this.entrance = accounts.entrance();
    }

    void mount(Pages pages) {
        pages.get(FACTOR, ANYONE, this::factorForm);
        pages.post(FACTOR, ANYONE, this::factor, this::factorAgain);
        pages.get("/prove", ARRIVING, call -> views.page(call, "web/prove", proveModel(call)));
        pages.post(
                "/prove",
                ARRIVING,
                this::prove,
                (call, problem) -> again(call, problem, "web/prove", proveModel(call)));
    }

    private Answer factorForm(Call call) {
        return entrance.waiting(call)
                .map(half -> views.page(call, "web/factor", factorModel(call, half)))
                .orElseGet(() -> Answer.seeOther(OVER));
    }

    private Answer factor(Call call) {
        if (entrance.waiting(call).isEmpty()) {
            return Answer.seeOther(OVER);
        }
        var form = call.form();
        var started =
                accounts.signIns().finish(entrance.token(call), form.text("code"), SignIns.Kind.COOKIE, Place.of(call));
        var answer = entrance.welcome(call, started, AccountPages.local(form.text("next")));
        return entrance.trusted(call, started, answer);
    }

    private Answer factorAgain(Call call, Problem problem) {
        return entrance.waiting(call)
                .map(half -> again(call, problem, "web/factor", factorModel(call, half)))
                .orElseGet(() -> Answer.seeOther(OVER));
    }

    private Map<String, Object> factorModel(Call call, PendingSignIns.Pending half) {
        var model = new HashMap<>(model(call, half.user()));
        model.put("page", "Enter your code");
        model.put("email", accounts.users().get(half.user()).email());
        return model;
    }

    private Answer prove(Call call) {
        var form = call.form();
        if (accounts.factors().wanted(call.user())) {
            // A password alone is what the factor was added against.
            accounts.signIns().proveByCode(call.caller(), form.text("code"), Accounts.client(call));
        } else if (!accounts.signIns().proveAgain(call.caller(), form.raw("password"))) {
            throw Problem.invalid("password", "This is not your password.");
        }
        return entrance.proved(call, AccountPages.local(form.text("next")));
    }

    private Map<String, Object> proveModel(Call call) {
        var model = new HashMap<>(model(call, call.user()));
        model.put("page", "Confirm that it is you");
        model.put("doors", accounts.factors().wanted(call.user()) ? List.of() : doors.of(call.user()));
        return model;
    }

    /** What can be shown: totp, passkey, and whether a recovery code is asked for. */
    private Map<String, Object> model(Call call, long user) {
        var all = accounts.factors().of(user);
        boolean recovery = call.query("with").orElse("").equals("recovery-code")
                || call.method().equals("POST") && call.form().has("recovery");
        return Map.of(
                "next", AccountPages.next(call),
                "wanted", !all.isEmpty(),
                "totp", all.contains("totp"),
                "passkey", all.contains("passkey"),
                "spare", all.contains("recovery-code"),
                "recovery", recovery || !all.contains("totp"));
    }

    /** A code never travels back into its field. */
    private Answer again(Call call, Problem problem, String template, Map<String, Object> model) {
        var more = new HashMap<>(model);
        more.put("errors", Views.errors(problem));
        return Views.waiting(views.page(call, problem.kind().status(), template, more), problem);
    }
}
