package com.mewayz.analytics;

import static com.mewayz.platform.web.Role.ADMIN;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes, lists and revokes the links that show figures to others. */
final class SharePages implements Feature {
    private static final String PATH = "/analytics/shares";
    private static final String FORM = "analytics/share-form.peb";

    private final Shares shares;
    private final Passwords passwords;
    private final Scope scope;
    private final Views views;

    SharePages(Shares shares, Passwords passwords, Scope scope, Views views) {
        this.shares = shares;
        this.passwords = passwords;
        this.scope = scope;
        this.views = views;
    }

    @Override
    public void api(Api api) {
        api.get(
                PATH,
                ADMIN,
                Share[].class,
                "List the links that show figures to others, without the links themselves.",
                call -> shares.page(call.workspace(), call.page(), call.perPage()));
        api.post(
                PATH,
                ADMIN,
                ShareInput.class,
                SharedLink.class,
                "Make a link that shows figures to whoever has it.",
                this::create);
        api.delete(PATH + "/{share}", ADMIN, "Revoke a link.", this::revoke);
    }

    @Override
    public void pages(Pages pages) {
        pages.get(PATH, ADMIN, this::list);
        pages.get(PATH + "/new", ADMIN, call -> views.page(call, FORM, form(call, List.of())));
        pages.post(
                PATH + "/new",
                ADMIN,
                call -> {
                    create(call, input(call));
                    return Answer.seeOther(PATH);
                },
                (call, problem) ->
                        views.again(call, problem, FORM, form(call, call.form().all("sites"))));
        pages.post(PATH + "/{share}/revocation", ADMIN, call -> {
            revoke(call);
            return Answer.seeOther(PATH);
        });
    }

    private SharedLink create(Call call, ShareInput input) {
        shares.check(call.workspace(), input); // before the costly hash
        var hash = input.isLocked() ? passwords.hash(input.secret()) : null;
        var share = shares.create(call.workspace(), call.user(), input, hash);
        return new SharedLink(share.id(), share.name(), link(call, share.id()), share.locked(), share.expiresAt());
    }

    private void revoke(Call call) {
        shares.revoke(call.workspace(), call.user(), call.id("share"));
    }

    private String link(Call call, long id) {
        return call.origin().base() + SharedPages.PATH + "/" + shares.token(call.workspace(), id);
    }

    private static ShareInput input(Call call) {
        var form = call.form();
        var days = form.text("expires_in_days");
        if (!days.matches("\\d{1,3}")) {
            throw Problem.invalid("expires_in_days", "Choose one of these.");
        }
        var sites = form.all("sites").stream()
                .map(id -> id.matches("\\d{1,16}") ? Long.valueOf(id) : Long.valueOf(0))
                .toList();
        return new ShareInput(form.text("name"), sites, form.raw("password"), Integer.valueOf(days));
    }

    private Answer list(Call call) {
        var zone = scope.zone(call.workspace());
        var names =
                scope.sites().all(call.workspace()).stream().collect(Collectors.toMap(SiteInfo::id, SiteInfo::name));
        var page = shares.page(call.workspace(), call.page(), 25);
        var model = new HashMap<String, Object>();
        model.put("page", "Shared figures");
        model.put(
                "shares",
                page.items().stream()
                        .map(share -> row(call, share, names, zone))
                        .toList());
        model.put("paging", Views.paging(call, page));
        return views.page(call, "analytics/shares.peb", model);
    }

    private Map<String, Object> row(Call call, Share share, Map<Long, String> names, ZoneId zone) {
        var now = scope.clock().instant();
        var end = share.expiresAt();
        return Map.of(
                "id",
                share.id(),
                "name",
                share.name(),
                "sites",
                share.sites().stream()
                        .map(site -> names.getOrDefault(site, "Deleted site"))
                        .collect(Collectors.joining(", ")),
                "link",
                link(call, share.id()),
                "locked",
                share.locked(),
                "expired",
                end != null && !end.isAfter(now),
                "expires",
                words(end, now, zone),
                "seen",
                words(share.lastSeenAt(), now, zone));
    }

    private static String words(@Nullable Instant at, Instant now, ZoneId zone) {
        return at == null ? "" : Times.words(at, now, zone);
    }

    private Map<String, Object> form(Call call, List<String> chosen) {
        var model = new HashMap<String, Object>();
        var all = scope.sites().all(call.workspace());
        model.put("page", "New link to figures");
        model.put("form", Map.of("expires_in_days", "0"));
        model.put(
                "sites",
                all.stream()
                        .map(site -> Map.of(
                                "id",
                                site.id(),
                                "name",
                                site.name(),
                                "chosen",
                                all.size() == 1 || chosen.contains(site.id() + "")))
                        .toList());
        model.put(
                "days",
                ShareInput.DAYS.stream()
                        .map(days -> Map.of("value", days + "", "label", days == 0 ? "Never" : "In " + days + " days"))
                        .toList());
        return model;
    }

    /** A link that has just been made. */
    public record SharedLink(
            long id,
            String name,
            String link,
            boolean locked,
            @Nullable Instant expiresAt) {
        @Override
        public String toString() {
            return "link " + id; // never the link
        }
    }
}
