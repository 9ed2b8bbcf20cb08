package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.USER;

import com.mewayz.accounts.Links.Purpose;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Confirming and changing one's address: asked for on the profile, done behind a link. */
final class AddressPages {
    private final Users users;
    private final Addresses addresses;
    private final Views views;

    AddressPages(Users users, Addresses addresses, Views views) {
        this.users = users;
        this.addresses = addresses;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.post("/settings/address", USER, this::askToChange, this::again);
        pages.post("/settings/address/confirmation", USER, this::askToVerify, this::again);
        pages.get("/verify", USER, call -> confirm(call, Purpose.VERIFY));
        pages.post("/verify", USER, this::verify);
        pages.get("/address", USER, call -> confirm(call, Purpose.CHANGE_ADDRESS));
        pages.post("/address", USER, this::change);
    }

    /** What the profile page shows. */
    Map<String, Object> profile(Call call) {
        return profile(call, "", "");
    }

    private Map<String, Object> profile(Call call, String link, String sent) {
        var user = users.get(call.user());
        return Map.of(
                "page", "Profile",
                "form", Map.of("name", user.name()),
                "passwordErrors", Map.of(),
                "addressErrors", Map.of(),
                "address",
                        Map.of(
                                "verified",
                                user.verifiedAt() != null,
                                "mail",
                                addresses.mails(),
                                "operator",
                                user.operator(),
                                "pending",
                                addresses.pending(user.id()).orElse(""),
                                "link",
                                link,
                                "sent",
                                sent));
    }

    private Answer askToChange(Call call) {
        call.requireFresh();
        var link = addresses.askToChange(users.get(call.user()), call.form().text("email"));
        return asked(call, link, "");
    }

    private Answer askToVerify(Call call) {
        var link = addresses.askToVerify(users.get(call.user()));
        return asked(call, link, call.caller().email());
    }

    /** A link is shown right here, once; it stands in no address and no history. */
    private Answer asked(Call call, Optional<String> link, String sent) {
        return views.page(call, "web/profile", profile(call, link.orElse(""), link.isEmpty() ? sent : ""));
    }

    private Answer again(Call call, Problem problem) {
        var model = new HashMap<>(profile(call));
        model.put("addressErrors", Views.errors(problem));
        model.put(
                "form",
                Map.of("name", call.caller().name(), "email", call.form().text("email")));
        return views.page(call, problem.kind().status(), "web/profile", model);
    }

    private Answer confirm(Call call, Purpose purpose) {
        var token = call.query("token").orElse("");
        if (token.isEmpty()) {
            return Answer.seeOther(AccountPages.PROFILE);
        }
        var address = addresses.subject(purpose, call.user(), token).orElseThrow(Links::spent);
        boolean fresh = purpose == Purpose.VERIFY;
        return views.page(
                call,
                "web/confirm",
                Map.of(
                        "page",
                        fresh ? "Confirm your address" : "Use a new address",
                        "action",
                        call.path(),
                        "token",
                        token,
                        "address",
                        address,
                        "button",
                        fresh ? "This is my address" : "Use this address",
                        "after",
                        fresh
                                ? ""
                                : "You sign in with it from now on. Your other devices are signed out, and the old address is told."));
    }

    private Answer verify(Call call) {
        addresses.verify(call.user(), call.form().raw("token"));
        return Answer.seeOther(AccountPages.PROFILE);
    }

    private Answer change(Call call) {
        addresses.change(call.user(), call.caller().session(), call.form().raw("token"));
        return Answer.seeOther(AccountPages.PROFILE);
    }
}
