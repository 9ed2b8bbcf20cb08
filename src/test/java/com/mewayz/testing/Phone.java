package com.mewayz.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.crypto.Totp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An authenticator app, set up on the pages as somebody would, with the recovery codes that were shown. */
public record Phone(TestApp app, String secret, List<String> recoveryCodes) {
    private static final Pattern SECRET = Pattern.compile("keytext block\">([A-Z2-7 ]+)<");
    private static final Pattern CODE = Pattern.compile("<li>([2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4})</li>");

    public static Phone setUp(TestApp app, Client browser) {
        browser.submit("/settings/security", "/settings/totp", Map.of()).is(303);
        var page = browser.get("/settings/totp").is(200).body();
        var secret = SECRET.matcher(page);
        assertThat(secret.find()).as(page).isTrue();
        var key = secret.group(1).replace(" ", "");
        var shown = browser.submit(
                        "/settings/totp",
                        "/settings/totp/confirmation",
                        Map.of("code", Totp.code(key, app.clock.instant())))
                .is(200)
                .body();
        var codes = CODE.matcher(shown).results().map(found -> found.group(1)).toList();
        app.clock.forward(Duration.ofSeconds(30));
        return new Phone(app, key, codes);
    }

    public String code() {
        return Totp.code(secret, app.clock.instant());
    }

    /** Six digits that are right neither now nor one step off. */
    public String wrong() {
        return "%06d".formatted((Integer.parseInt(code()) + 1 + (int) (System.nanoTime() % 1000)) % 1_000_000);
    }

    /** The code that comes next, after the time it takes. */
    public String next() {
        app.clock.forward(Duration.ofSeconds(30));
        return code();
    }
}
