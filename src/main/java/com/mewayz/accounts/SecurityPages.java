package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ARRIVING;
import static com.mewayz.platform.web.Role.USER;

import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Totp;
import com.mewayz.platform.pages.QrCode;
import com.mewayz.platform.passkeys.Site;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page about how the account is protected: second factors, passkeys, recovery codes, sessions. */
final class SecurityPages {
    static final String PATH = "/settings/security";
    private static final String TOTP = "/settings/totp";

    private final Accounts accounts;
    private final Views views;
    private final Clock clock;
    private final Doors doors;

    SecurityPages(Accounts accounts, Views views, Clock clock, Doors doors) {
        this.doors = doors;
        this.accounts = accounts;
        this.views = views;
        this.clock = clock;
    }

    void mount(Pages pages) {
        pages.get(PATH, ARRIVING, this::page);
        pages.get(TOTP, ARRIVING, this::totpForm);
        pages.get(TOTP + "/qr.svg", ARRIVING, this::totpCode);
        pages.post(TOTP, ARRIVING, this::beginTotp);
        pages.post(
                TOTP + "/confirmation",
                ARRIVING,
                this::confirmTotp,
                (call, problem) -> Views.waiting(views.again(call, problem, "web/totp", totpModel(call)), problem));
        pages.post(TOTP + "/removal", USER, this::removeTotp);
        pages.post("/settings/recovery-codes", USER, this::renewCodes);
        pages.post("/settings/recovery-codes/file", USER, SecurityPages::codesFile);
        pages.post("/settings/devices/{device}/removal", USER, this::forget);
        pages.post("/settings/sessions/removal", USER, this::endOthers);
        pages.post("/settings/sessions/{session}/removal", USER, this::end);
    }

    /** Whoever has a factor, and has not shown it where it is asked for, shows it now. */
    private Answer page(Call call) {
        boolean asked = !call.caller().secondFactor()
                && accounts.factors().wanted(call.user())
                && accounts.demand().asker(call).isPresent();
        return asked ? Answer.seeOther("/prove?to=/today") : views.page(call, "web/security", model(call));
    }

    private Answer beginTotp(Call call) {
        call.requireFresh();
        accounts.factors().authenticators().begin(call.user());
        return Answer.seeOther(TOTP);
    }

    private Answer totpForm(Call call) {
        if (accounts.factors().authenticators().begun(call.user()).isEmpty()) {
            return Answer.seeOther(PATH);
        }
        call.requireFresh();
        return views.page(call, "web/totp", totpModel(call));
    }

    private Map<String, Object> totpModel(Call call) {
        var secret = secret(call);
        return Map.of(
                "page", "Set up an authenticator app",
                "secret", secret.replaceAll("(.{4})(?=.)", "$1 "),
                "address", Totp.address(secret, issuer(call), call.caller().email()));
    }

    private Answer totpCode(Call call) {
        if (accounts.factors().authenticators().begun(call.user()).isEmpty()) {
            return Answer.seeOther(PATH);
        }
        call.requireFresh();
        var address = Totp.address(secret(call), issuer(call), call.caller().email());
        return Answer.bytes(200, "image/svg+xml", QrCode.of(address).svg().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    private Answer confirmTotp(Call call) {
        secret(call);
        call.requireFresh();
        var added =
                accounts.factors().confirmAuthenticator(call.user(), call.form().text("code"));
        var answer =
                added.map(sheet -> shownOnce(views, call, sheet)).orElseGet(() -> Answer.seeOther(PATH + "?did=totp"));
        return accounts.entrance().raised(call, answer);
    }

    private Answer removeTotp(Call call) {
        call.requireFresh();
        accounts.factors().removeAuthenticator(call.user(), accounts.demand().asker(call));
        return Answer.seeOther(PATH + "?did=removed");
    }

    private Answer renewCodes(Call call) {
        call.requireFresh();
        return shownOnce(views, call, accounts.factors().renewRecoveryCodes(call.user()));
    }

    /** The one time that recovery codes are on screen. */
    static Answer shownOnce(Views views, Call call, RecoveryCodes.Sheet sheet) {
        return views.page(
                call,
                "web/recovery-codes",
                Map.of(
                        "page", "Your recovery codes",
                        "codes", sheet.codes(),
                        "text", String.join("\n", sheet.codes())));
    }

    /** Gives the codes that the page shows back as a file: they are stored nowhere else. */
    private static Answer codesFile(Call call) {
        var codes = call.form().text("codes").lines().map(String::strip).toList();
        if (codes.size() != RecoveryCodes.COUNT
                || !codes.stream()
                        .allMatch(code -> RecoveryCodes.FORM.matcher(code).matches())) {
            throw Problem.invalid("codes", "These are no recovery codes.");
        }
        var head = "Recovery codes of " + call.caller().email() + " for "
                + call.origin().host() + ". Each works once.\n\n";
        return Answer.text(200, head + String.join("\n", codes) + "\n")
                .with("Content-Disposition", "attachment; filename=\"mewayz-recovery-codes.txt\"")
                .with("Cache-Control", "no-store");
    }

    private Answer forget(Call call) {
        accounts.devices().forget(call.user(), call.id("device"));
        return Answer.seeOther(PATH + "?did=forgotten");
    }

    private Answer endOthers(Call call) {
        accounts.sessions().endOthers(call.user(), call.caller().session());
        return Answer.seeOther(PATH + "?did=ended");
    }

    private Answer end(Call call) {
        accounts.sessions().end(call.user(), call.id("session"));
        return Answer.seeOther(PATH + "?did=ended");
    }

    private Map<String, Object> model(Call call) {
        var factors = accounts.factors();
        var model = new HashMap<>(doors.section(call.user()));
        var sessions = accounts.sessions().all(call.user(), call.caller().session());
        model.put("page", "Security");
        model.put("did", call.query("did").orElse(""));
        model.put("sessions", sessions.stream().map(this::shown).toList());
        model.put("others", sessions.size() > 1);
        model.put("asker", accounts.demand().asker(call).orElse(""));
        model.put(
                "elsewhere",
                !accounts.demand().everybody() && call.memberships().size() > 1);
        model.put(
                "devices",
                accounts.devices().all(call.user(), Place.of(call).trust()).stream()
                        .map(this::shown)
                        .toList());
        model.put(
                "totp",
                factors.authenticators().since(call.user()).map(this::words).orElse(""));
        model.put("passkeys", passkeys(call));
        model.put("protected", factors.wanted(call.user()));
        model.put("codesLeft", factors.recoveryCodes().left(call.user()));
        return model;
    }

    private List<Map<String, Object>> passkeys(Call call) {
        var here = Site.of(call.origin()).id();
        return accounts.factors().passkeys().all(call.user()).stream()
                .map(passkey -> Map.<String, Object>of(
                        "id", passkey.id(),
                        "name", passkey.name(),
                        "elsewhere", passkey.site().equals(here) ? "" : passkey.site(),
                        "synced", passkey.backedUp(),
                        "added", words(passkey.createdAt()),
                        "used", passkey.lastUsedAt() == null ? "" : words(passkey.lastUsedAt())))
                .toList();
    }

    private Map<String, Object> shown(TrustedDevices.Device device) {
        return Map.of(
                "id", device.id(),
                "name", device.name(),
                "used", words(device.lastUsedAt()),
                "until", words(device.expiresAt()),
                "current", device.current());
    }

    private Map<String, Object> shown(UserSessions.OpenSession session) {
        return Map.of(
                "id", session.id(),
                "device", session.device(),
                "browser", session.kind() == SignIns.Kind.COOKIE,
                "began", words(session.createdAt()),
                "used", words(session.lastUsedAt()),
                "current", session.current());
    }

    private String secret(Call call) {
        return accounts.factors()
                .authenticators()
                .begun(call.user())
                .orElseThrow(() -> Problem.conflict("The set-up is over. Start it again."));
    }

    private static String issuer(Call call) {
        return call.origin().host().replaceAll(":\\d+$", "");
    }

    private String words(Instant at) {
        return Times.words(at, clock.instant(), ZoneOffset.UTC);
    }
}
