package com.mewayz.analytics;

import static com.mewayz.platform.web.Role.ANYONE;

import com.mewayz.analytics.SiteCatalogue.SiteInfo;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Backoff;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Keepsake;
import com.mewayz.platform.web.Networks;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import com.mewayz.traffic.Dimension;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Question;
import com.mewayz.traffic.Visits;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody with a link to figures sees: these sites' figures and nothing else of their workspace. A wrong, an
 * expired and a revoked link are answered alike. Looking at figures is no visit.
 */
final class SharedPages implements Feature {
    static final String PATH = "/shared";

    private static final Duration OPEN = Duration.ofHours(12);
    private static final int STANDARD = 28;
    private static final Set<Dimension> SHOWN =
            Set.of(Dimension.SOURCE, Dimension.COUNTRY, Dimension.DEVICE, Dimension.LINK, Dimension.PAGE);

    private final Shares shares;
    private final Scope scope;
    private final Visits visits;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Clock clock;
    private final Views views;
    private final Backoff fromNetwork;
    private final Backoff fromEverywhere;

    SharedPages(
            Shares shares, Scope scope, Visits visits, Passwords passwords, Secrets secrets, Clock clock, Views views) {
        this.shares = shares;
        this.scope = scope;
        this.visits = visits;
        this.passwords = passwords;
        this.secrets = secrets;
        this.clock = clock;
        this.views = views;
        this.fromNetwork = new Backoff(clock, 5, Duration.ofMinutes(15));
        this.fromEverywhere = new Backoff(clock, 30, Duration.ofMinutes(1));
    }

    @Override
    public void pages(Pages pages) {
        pages.open(PATH + "/{key}", this::show);
        // With a session's cookie a form needs its proof, which only a page that looks at sessions can give.
        pages.get(PATH, ANYONE, this::ask);
        pages.post(
                PATH,
                ANYONE,
                this::unlock,
                (call, problem) -> quiet(views.again(
                        call,
                        problem,
                        "analytics/shared-locked.peb",
                        locked(call.form().raw("link")))));
    }

    private Answer show(Call call) {
        var token = call.parameter("key");
        var found = shares.find(token);
        if (found.isEmpty()) {
            return gone(call);
        }
        var share = found.get();
        if (share.password() != null && !isUnlocked(call, share)) {
            return quiet(Answer.seeOther(PATH + "?link=" + token));
        }
        var errors = errors(call);
        var chosen = share.sites().isEmpty() ? List.<SiteInfo>of() : scope.present(share.workspace(), share.sites());
        shares.seen(share);
        var model = new HashMap<>(model(call, share, chosen));
        model.put("errors", errors);
        return quiet(views.page(call, errors.isEmpty() ? 200 : 422, "analytics/shared.peb", model));
    }

    private Map<String, Object> model(Call call, Shares.Open share, List<SiteInfo> chosen) {
        var zone = scope.zone(share.workspace());
        var period = Period.last(length(call), zone, clock);
        var report = visits.report(Question.of(Scope.ids(chosen), period), SHOWN);
        return new SharedBoard(call, chosen, report, scope.titles(share.workspace(), chosen))
                .model(scope.today(share.workspace()));
    }

    /** Only those on offer: each costs time, and anybody may ask. */
    private static int length(Call call) {
        return call.query("days")
                .filter(days -> Lengths.ALL.keySet().stream().anyMatch(known -> days.equals(known + "")))
                .map(Integer::valueOf)
                .orElse(STANDARD);
    }

    /** The standard is shown in place of any other, and said to be. */
    private static Map<String, List<String>> errors(Call call) {
        var asked = call.query("days").orElse("");
        return asked.isEmpty() || asked.equals(length(call) + "")
                ? Map.of()
                : Map.of(
                        "days",
                        List.of("%s is no period of this page. Choose %s. Here are the last %d days."
                                .formatted(Quoted.of(asked), String.join(", ", Lengths.ALL.values()), STANDARD)));
    }

    private Answer ask(Call call) {
        var token = call.query("link").orElse("");
        if (token.isEmpty()) {
            return Answer.seeOther("/");
        }
        return shares.find(token).isEmpty()
                ? gone(call)
                : quiet(views.page(call, "analytics/shared-locked.peb", locked(token)));
    }

    private Answer unlock(Call call) {
        var token = call.form().raw("link");
        var found = shares.find(token);
        if (found.isEmpty()) {
            return gone(call);
        }
        var share = found.get();
        var hash = share.password();
        var there = Answer.seeOther(PATH + "/" + token);
        if (hash == null) {
            return quiet(there);
        }
        var near = share.id() + " " + Networks.neighbourhood(call.origin().address());
        fromNetwork.take(near);
        fromEverywhere.take(share.id() + "");
        if (!passwords.verify(call.form().raw("password"), hash)) {
            throw Problem.invalid("password", "This is not the password.");
        }
        fromNetwork.forget(near);
        fromEverywhere.giveBack(share.id() + "");
        var entry = secrets.seal(String.valueOf(clock.instant().plus(OPEN).toEpochMilli()), place(share, hash));
        return quiet(keepsake(share).give(there, call, entry));
    }

    private boolean isUnlocked(Call call, Shares.Open share) {
        var hash = share.password();
        var entry = keepsake(share).of(call);
        if (hash == null || entry.isEmpty()) {
            return false;
        }
        try {
            return Long.parseLong(secrets.open(entry, place(share, hash))) > clock.millis();
        } catch (IllegalStateException e) {
            return false; // made up, for another link, or older than the key
        }
    }

    private Answer gone(Call call) {
        return quiet(views.page(call, 404, "analytics/shared-gone.peb", Map.of("page", "This link does not work")));
    }

    private static Map<String, Object> locked(String token) {
        return Map.of("page", "Figures with a password", "link", token);
    }

    private static Keepsake keepsake(Shares.Open share) {
        return new Keepsake("mewayz-shared-" + share.id(), OPEN);
    }

    private static String place(Shares.Open share, String hash) {
        return "share.entry " + share.id() + " " + Tokens.hash(hash);
    }

    /** Not for search engines, and the address, which is the key, is told to nobody. */
    private static Answer quiet(Answer answer) {
        return answer.instead("X-Robots-Tag", "noindex, nofollow, noarchive")
                .instead("Referrer-Policy", "no-referrer")
                .instead("Cache-Control", "no-store");
    }
}
