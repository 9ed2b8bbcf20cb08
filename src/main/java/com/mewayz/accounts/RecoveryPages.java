package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ANYONE;

import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.Map;

/** The way back in for who forgot the password. */
final class RecoveryPages {
    private final Recovery recovery;
    private final Views views;

    RecoveryPages(Recovery recovery, Views views) {
        this.recovery = recovery;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get("/forgot", ANYONE, call -> views.page(call, "web/forgot", forgotModel(false)));
        pages.post(
                "/forgot",
                ANYONE,
                this::ask,
                (call, problem) -> views.again(call, problem, "web/forgot", forgotModel(false)));
        pages.get("/reset", ANYONE, this::resetForm);
        pages.post("/reset", ANYONE, this::reset, this::resetAgain);
    }

    private Answer ask(Call call) {
        recovery.ask(call.form().text("email"), call.origin().address());
        return views.page(call, "web/forgot", forgotModel(true));
    }

    private Answer resetForm(Call call) {
        var token = call.query("token").orElse("");
        return token.isEmpty() ? Answer.seeOther("/forgot") : views.page(call, "web/reset", resetModel(token));
    }

    private Answer reset(Call call) {
        recovery.reset(call.form().raw("token"), call.form().raw("password"));
        return Answer.seeOther("/sign-in?done=reset");
    }

    private Answer resetAgain(Call call, Problem problem) {
        return views.again(call, problem, "web/reset", resetModel(call.form().raw("token")));
    }

    private Map<String, Object> forgotModel(boolean asked) {
        return Map.of("page", "Forgot your password", "asked", asked, "mail", recovery.mails());
    }

    private Map<String, Object> resetModel(String token) {
        var user = recovery.owner(token).orElseThrow(Links::spent);
        return Map.of("page", "Set a new password", "token", token, "email", user.email());
    }
}
