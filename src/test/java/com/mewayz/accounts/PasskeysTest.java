package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Authenticator;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasskeysTest {
    private static final String ORIGIN = "http://studio.example.com";
    private static final String EMAIL = "owner@example.com";

    private final TestApp app = new TestApp(Map.of(Setting.BASE_URL, ORIGIN));
    private Client browser = app.visitor();

    @BeforeEach
    void signIn() {
        app.owner();
        browser = app.visitor().browse(EMAIL);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void theFirstPasskeyBringsRecoveryCodesAndSignsInWithoutAPassword() {
        var key = authenticator(browser);
        assertThat(add(browser, key).is(200).body()).contains("Your recovery codes");
        assertThat(browser.get("/settings/security").body()).contains("not used yet", "10 of 10 left");

        var visitor = app.visitor();
        var in = visitor.form("/sign-in/passkey", with(key.sign(challenge(visitor, "/sign-in/passkey")), "/analytics"))
                .is(303);

        assertThat(in.header("Location")).isEqualTo("/analytics");
        assertThat(visitor.get("/settings/profile").is(200).body()).contains(EMAIL);
        assertThat(visitor.get("/settings/security").body()).contains("used just now");
    }

    @Test
    void aPasskeyIsASecondFactorAfterThePassword() {
        var key = added(browser);
        var half = app.visitor();
        half.submit("/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD))
                .is(303);
        assertThat(half.get("/sign-in/factor").body()).contains("Use a passkey").doesNotContain("6-digit code");

        half.form(
                        "/sign-in/factor/passkey",
                        key.unverified().counted(5).sign(challenge(half, "/sign-in/factor/passkey")))
                .is(303);

        half.get("/settings/profile").is(200);
    }

    @Test
    void aPasskeyIsAFreshProof() {
        var key = added(browser);
        app.clock.forward(Duration.ofMinutes(11));
        var options = browser.submit("/settings/security", "/prove/passkey/options", Map.of());

        browser.submit(
                        "/prove",
                        "/prove/passkey",
                        key.sign(options.at("/challenge").asText()))
                .is(303);

        browser.submit("/settings/security", "/settings/passkeys/options", Map.of())
                .is(200);
    }

    @Test
    void aReplayedAnswerIsRefused() {
        var key = added(browser);
        var visitor = app.visitor();
        var signed = key.sign(challenge(visitor, "/sign-in/passkey"));
        var browser = visitor.cookies().get("mewayz-passkey");
        visitor.form("/sign-in/passkey", signed).is(303);

        var again = app.visitor();
        again.cookies().put("mewayz-passkey", browser);
        again.form("/sign-in/passkey", signed).is(422);
    }

    @Test
    void aChallengeIsForTheBrowserThatAsked() {
        var key = added(browser);
        var visitor = app.visitor();
        var signed = key.sign(challenge(visitor, "/sign-in/passkey"));

        app.visitor().form("/sign-in/passkey", signed).is(422);
        var other = app.visitor();
        challenge(other, "/sign-in/passkey");
        other.form("/sign-in/passkey", signed).is(422);
        visitor.form("/sign-in/passkey", signed).is(303);
    }

    @Test
    void noStepTakesAChallengeOfAnotherBrowser() {
        var key = added(browser);
        var elsewhere = app.visitor();
        elsewhere.submit("/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD));
        var factor = key.sign(challenge(elsewhere, "/sign-in/factor/passkey"));
        var here = app.visitor();
        here.submit("/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD));
        here.form("/sign-in/factor/passkey", factor).is(422);
        elsewhere.form("/sign-in/factor/passkey", factor).is(303);

        var proof = key.sign(browser.submit("/settings/security", "/prove/passkey/options", Map.of())
                .at("/challenge")
                .asText());
        elsewhere.submit("/prove", "/prove/passkey", proof).is(422);
        browser.submit("/prove", "/prove/passkey", proof).is(303);

        var made = browser.submit("/settings/security", "/settings/passkeys/options", Map.of());
        var second = Authenticator.of("studio.example.com", ORIGIN, Passkeys.handle(owner()));
        var fields = second.create(made.at("/challenge").asText());
        elsewhere.submit("/settings/security", "/settings/passkeys", fields).is(422);
        browser.submit("/settings/security", "/settings/passkeys", fields).is(303);
    }

    @Test
    void aPasskeyAfterThePasswordCanTrustTheDeviceToo() {
        var key = added(browser);
        var half = app.visitor();
        half.submit("/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD));
        assertThat(half.get("/sign-in/factor").body()).containsOnlyOnce("name=\"trust\"");
        var signed = new HashMap<>(key.sign(challenge(half, "/sign-in/factor/passkey")));
        signed.put("trust", "true");
        half.form("/sign-in/factor/passkey", signed).is(303);

        half.cookies().remove("mewayz");
        assertThat(half.submit("/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD))
                        .header("Location"))
                .isEqualTo("/today");
    }

    @Test
    void aChallengeThatNobodyGaveOrTooOldIsRefused() {
        var key = added(browser);
        app.visitor()
                .form("/sign-in/passkey", key.sign("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
                .is(422);
        var old = challenge(app.visitor(), "/sign-in/passkey");
        app.clock.forward(Duration.ofMinutes(6));

        app.visitor().form("/sign-in/passkey", key.sign(old)).is(422);
    }

    @Test
    void aChallengeServesOnlyItsPurpose() {
        var key = added(browser);
        var proof = browser.submit("/settings/security", "/prove/passkey/options", Map.of())
                .at("/challenge")
                .asText();

        app.visitor().form("/sign-in/passkey", key.sign(proof)).is(422);
    }

    @Test
    void anAnswerGivenToAnotherSiteIsRefused() {
        var key = added(browser);
        for (var elsewhere : List.of("https://studio.example.com", "http://evil.example", ORIGIN + ":8080")) {
            var visitor = app.visitor();
            visitor.form("/sign-in/passkey", key.at(elsewhere).sign(challenge(visitor, "/sign-in/passkey")))
                    .is(422);
        }
        var foreign = Authenticator.of("evil.example", ORIGIN, Passkeys.handle(owner()));
        add(browser, foreign).is(422);
    }

    @Test
    void withoutAPasswordTheAuthenticatorMustHaveAskedWhoItIs() {
        var key = added(browser);
        var visitor = app.visitor();

        visitor.form("/sign-in/passkey", key.unverified().counted(9).sign(challenge(visitor, "/sign-in/passkey")))
                .is(422);
    }

    @Test
    void anothersPasskeyIsNoSecondFactorOfMine() {
        added(browser);
        app.stranger();
        var stranger = app.visitor().browse(TestApp.email("stranger"));
        var theirs = added(stranger);
        var half = app.visitor();
        half.submit("/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD));

        half.form("/sign-in/factor/passkey", theirs.sign(challenge(half, "/sign-in/factor/passkey")))
                .is(422);
        var visitor = app.visitor();
        visitor.form(
                        "/sign-in/passkey",
                        theirs.withHandle(Passkeys.handle(owner()))
                                .counted(7)
                                .sign(challenge(visitor, "/sign-in/passkey")))
                .is(422);
    }

    @Test
    void aCounterThatGoesBackMeansACopyAndIsRefused() {
        var key = added(browser);
        var visitor = app.visitor();
        visitor.form("/sign-in/passkey", key.counted(10).sign(challenge(visitor, "/sign-in/passkey")))
                .is(303);

        var thief = app.visitor();
        thief.form("/sign-in/passkey", key.counted(3).sign(challenge(thief, "/sign-in/passkey")))
                .is(422);
    }

    @Test
    void aPasskeyIsKnownOnce() {
        var key = added(browser);
        add(browser, key).is(409);
        app.stranger();
        var stranger = app.visitor().browse(TestApp.email("stranger"));

        add(stranger, key).is(409);
    }

    @Test
    void passkeysAreRenamedAndRemovedByTheirOwnerOnly() {
        var key = added(browser);
        long id = app.app.db().number("select id from passkey");
        app.stranger();
        var stranger = app.visitor().browse(TestApp.email("stranger"));
        stranger.submit("/settings/security", "/settings/passkeys/" + id, Map.of("name", "Mine"))
                .is(404);
        stranger.submit("/settings/security", "/settings/passkeys/" + id + "/removal", Map.of())
                .is(404);

        browser.submit("/settings/security", "/settings/passkeys/" + id, Map.of("name", "<b>Laptop</b>"))
                .is(303);
        assertThat(browser.get("/settings/security").body()).contains("&lt;b&gt;Laptop&lt;/b&gt;");
        browser.submit("/settings/security", "/settings/passkeys/" + id + "/removal", Map.of())
                .is(303);

        var visitor = app.visitor();
        visitor.form("/sign-in/passkey", key.sign(challenge(visitor, "/sign-in/passkey")))
                .is(422);
        app.visitor().signIn(EMAIL);
    }

    @Test
    void whateverABrowserSendsItIsAnsweredWithASentence() {
        added(browser);
        for (var junk : List.of("", "%%%", "AAAA", "e30", "eyJ0eXBlIjoxfQ", "A".repeat(5_000))) {
            app.visitor()
                    .form(
                            "/sign-in/passkey",
                            Map.of("credential", junk, "client", junk, "data", junk, "signature", junk, "handle", junk))
                    .is(422);
            var fields = new HashMap<>(Map.of("name", "Key", "client", junk, "attestation", junk));
            browser.submit("/settings/security", "/settings/passkeys", fields).is(422);
        }
    }

    private Authenticator added(Client who) {
        var key = authenticator(who);
        add(who, key);
        return key;
    }

    private Authenticator authenticator(Client who) {
        var options = who.submit("/settings/security", "/settings/passkeys/options", Map.of())
                .is(200);
        assertThat(options.at("/rp/id").asText()).isEqualTo("studio.example.com");
        return Authenticator.of(
                "studio.example.com", ORIGIN, options.at("/user/id").asText());
    }

    private static Reply add(Client who, Authenticator key) {
        var challenge = who.submit("/settings/security", "/settings/passkeys/options", Map.of())
                .is(200)
                .at("/challenge")
                .asText();
        return who.submit("/settings/security", "/settings/passkeys", key.create(challenge));
    }

    private static String challenge(Client who, String path) {
        return who.post(path + "/options").is(200).at("/challenge").asText();
    }

    private static Map<String, String> with(Map<String, String> fields, String next) {
        var all = new HashMap<>(fields);
        all.put("next", next);
        return all;
    }

    private long owner() {
        return app.app.accounts().users().find(EMAIL).orElseThrow().id();
    }
}
