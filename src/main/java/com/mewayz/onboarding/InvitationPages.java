package com.mewayz.onboarding;

import static com.mewayz.platform.web.Role.ANYONE;
import static com.mewayz.platform.web.Role.USER;

import com.mewayz.accounts.Accounts;
import com.mewayz.accounts.UserInput;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Offer;
import com.mewayz.workspaces.Offers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where an invitation leads: with an account to a button, without one to a registration. GET shows, POST acts. Tokens
 * that hold no longer, or never did, all lead to the same page.
 */
public final class InvitationPages {
    private static final String PATH = "/invitation";
    private static final String TEMPLATE = "web/invitation";

    private final Offers offers;
    private final Accounts accounts;
    private final Views views;

    public InvitationPages(Offers offers, Accounts accounts, Views views) {
        this.offers = offers;
        this.accounts = accounts;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, ANYONE, this::show);
        pages.post(PATH + "/acceptance", USER, this::accept);
        pages.post(PATH + "/refusal", ANYONE, this::decline);
        pages.post(PATH + "/account", ANYONE, this::register, this::again);
    }

    private Answer show(Call call) {
        var token = call.query("token").orElse("");
        return token.isEmpty() ? Answer.seeOther("/") : shown(call, token);
    }

    private Answer shown(Call call, String token) {
        return offers.find(token)
                .map(offer -> views.page(call, TEMPLATE, model(call, offer, token)))
                .orElseGet(() -> gone(call));
    }

    private Answer accept(Call call) {
        var token = call.form().raw("token");
        var offered = offers.find(token);
        if (offered.isEmpty()) {
            return gone(call);
        }
        var user = accounts.users().get(call.user());
        var offer = offers.accept(token, user.id(), user.email());
        prove(offer, user.id());
        accounts.signIns().workIn(user.id(), call.caller().session(), offer.workspace());
        return Answer.seeOther("/today");
    }

    private Answer decline(Call call) {
        var token = call.form().raw("token");
        if (offers.find(token).isEmpty()) {
            return gone(call);
        }
        offers.decline(token);
        return views.page(call, "web/invitation-gone", Map.of("page", "Invitation declined", "declined", true));
    }

    /** The address of an invitation that has one is not the visitor's to choose. */
    private Answer register(Call call) {
        var form = call.form();
        var token = form.raw("token");
        var offered = offers.find(token);
        if (offered.isEmpty()) {
            return gone(call);
        }
        if (call.known().isPresent()) {
            return shown(call, token);
        }
        var email = Optional.ofNullable(offered.get().email()).orElseGet(() -> form.text("email"));
        // whoever holds a link that came by hand may ask about any address: whether somebody has an account is told by
        // a
        // letter, and there alone
        boolean mailed = offered.get().mailed() && offered.get().email() != null;
        if (!mailed && accounts.newcomers().writes(call, form.text("name"), email)) {
            return views.page(
                    call, "web/register-confirm", Map.of("page", "Look into your mail", "token", "", "address", email));
        }
        var user = accounts.newcomers()
                .joinInvited(
                        call,
                        new UserInput(form.text("name"), email, form.raw("password")),
                        () -> offers.require(token),
                        made -> prove(offers.accept(token, made.id(), made.email()), made.id()));
        return accounts.welcome(call, user, offered.get().workspace(), "/today");
    }

    /** Whoever has a token that was mailed, reads the letters of its address. */
    private void prove(Offer offer, long user) {
        if (offer.mailed() && offer.email() != null) {
            accounts.users().confirm(user, offer.email());
        }
    }

    private Answer again(Call call, Problem problem) {
        var token = call.form().raw("token");
        var offered = offers.find(token);
        if (offered.isEmpty()) {
            return gone(call);
        }
        var answer = views.again(call, problem, TEMPLATE, model(call, offered.get(), token));
        return answer;
    }

    private Answer gone(Call call) {
        return views.page(
                call, 404, "web/invitation-gone", Map.of("page", "This invitation does not hold", "declined", false));
    }

    private static Map<String, Object> model(Call call, Offer offer, String token) {
        var model = new HashMap<String, Object>();
        var known = call.known();
        model.put("page", "Join " + offer.name());
        model.put("offer", offer);
        model.put("role", offer.role().word());
        model.put("token", token);
        model.put("email", Optional.ofNullable(offer.email()).orElse(""));
        model.put("known", known.isPresent());
        model.put("other", known.isPresent() && !fits(offer, known.get().email()));
        model.put(
                "member",
                call.memberships().stream().anyMatch(membership -> membership.workspace() == offer.workspace()));
        return model;
    }

    private static boolean fits(Offer offer, String email) {
        return offer.email() == null || offer.email().equals(email);
    }
}
