package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.FakeProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A provider that lies, and people who meddle with the way back, get nobody in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderLiesTest {
    private final Guests guests = new Guests();
    private final FakeProvider provider = guests.first;
    private final String one = guests.setUp(provider, "openid", "One");
    private final String two = guests.setUp(guests.second, "openid", "Two");

    @BeforeEach
    void honest() {
        guests.app.clock.forward(Duration.ofHours(2)); // past every cache and throttle
        provider.claims = builder -> {};
        provider.token = FakeProvider::sign;
        provider.sender = provider.issuer();
        provider.tokenAnswer = new byte[0];
        provider.person.put("email", "mia@example.com");
        provider.person.put("sub", "subject-1");
    }

    @AfterAll
    void stop() {
        guests.close();
    }

    @TestFactory
    Stream<DynamicTest> aTokenWithAFalseClaimIsNotBelieved() {
        var lies = new LinkedHashMap<String, Consumer<JWTClaimsSet.Builder>>();
        lies.put("for another client", claims -> claims.audience("somebody else"));
        lies.put(
                "for us and another, without saying for whom",
                claims -> claims.audience(List.of(FakeProvider.CLIENT, "somebody else")));
        lies.put(
                "for us and another, meant for the other",
                claims -> claims.audience(List.of(FakeProvider.CLIENT, "somebody else"))
                        .claim("azp", "somebody else"));
        lies.put("for nobody", claims -> claims.audience((String) null));
        lies.put("by another issuer", claims -> claims.issuer(guests.second.issuer()));
        lies.put("by nobody", claims -> claims.issuer(null));
        lies.put("expired", claims -> claims.expirationTime(at(-61)));
        lies.put("for ever", claims -> claims.expirationTime(null));
        lies.put("from the future", claims -> claims.issueTime(at(61)));
        lies.put("without a time", claims -> claims.issueTime(null));
        lies.put("not valid yet", claims -> claims.notBeforeTime(at(61)));
        lies.put("of another sign-in", claims -> claims.claim("nonce", "replayed"));
        lies.put("of no sign-in", claims -> claims.claim("nonce", null));
        lies.put("about nobody", claims -> claims.subject(null));
        lies.put("about an empty name", claims -> claims.subject(" "));
        return lies.entrySet().stream().map(lie -> refused(lie.getKey(), () -> provider.claims = lie.getValue()));
    }

    @TestFactory
    Stream<DynamicTest> aTokenThatTheProviderDidNotSignIsNotBelieved() {
        var lies = new LinkedHashMap<String, BiFunction<FakeProvider, JWTClaimsSet, String>>();
        lies.put("not signed at all", (fake, claims) -> new PlainJWT(claims).serialize());
        lies.put("signed with the client's secret", (fake, claims) -> secretly(claims, FakeProvider.SECRET.repeat(3)));
        lies.put(
                "signed with the public key as a secret",
                (fake, claims) -> secretly(claims, fake.key.toPublicJWK().toJSONString()));
        lies.put(
                "signed by a stranger under the known name",
                (fake, claims) -> fake.sign(claims, FakeProvider.key("first")));
        lies.put("signed with a key nobody knows", (fake, claims) -> fake.sign(claims, FakeProvider.key("unknown")));
        lies.put("changed after it was signed", (fake, claims) -> changed(fake.sign(claims)));
        lies.put("without its signature", (fake, claims) -> fake.sign(claims).replaceAll("[^.]+$", ""));
        lies.put("no token", (fake, claims) -> "");
        lies.put("something else", (fake, claims) -> "a.b.c");
        return lies.entrySet().stream().map(lie -> refused(lie.getKey(), () -> provider.token = lie.getValue()));
    }

    @TestFactory
    Stream<DynamicTest> anAnswerThatMakesNoSenseLetsNobodyIn() {
        return Stream.of(
                        "{",
                        "[]",
                        "null",
                        "{}",
                        "{\"id_token\":7}",
                        "{\"error\":\"invalid_grant\"}",
                        "x".repeat(2 << 20),
                        "[".repeat(100_000))
                .map(answer -> refused(
                        answer.substring(0, Math.min(20, answer.length())),
                        () -> provider.tokenAnswer = answer.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anHonestProviderGetsPeopleInWithAMinuteOfLeeway() {
        provider.claims = claims -> claims.expirationTime(at(-59)).issueTime(at(59));
        Guests.signIn(guests.app.visitor(), provider, one).is(303);
    }

    @Test
    void aNewKeyIsAskedForOnce() {
        Guests.signIn(guests.app.visitor(), provider, one).is(303);
        int before = provider.keysAsked.get();
        Guests.signIn(guests.app.visitor(), provider, one).is(303);
        assertThat(provider.keysAsked).hasValue(before);

        provider.key = FakeProvider.key("second");
        Guests.signIn(guests.app.visitor(), provider, one).is(303);
        assertThat(provider.keysAsked).hasValue(before + 1);
        provider.token = (fake, claims) -> fake.sign(claims, FakeProvider.key("unknown"));
        Guests.signIn(guests.app.visitor(), provider, one).is(403);
        assertThat(provider.keysAsked).hasValue(before + 2);
        provider.key = FakeProvider.key("first");
    }

    @Test
    void aWayBackIsTakenOnce() {
        var browser = guests.app.visitor();
        var back = provider.visit(Guests.leave(browser, one));
        Guests.back(browser, back).is(303);
        browser.submit("/settings/profile", "/sign-out", Map.of()).is(303);

        Guests.back(browser, back).is(403);
        browser.get("/settings/profile").is(303);
    }

    @Test
    void aCodeThatWasUsedIsOfNoUseInAnotherSignIn() {
        var mia = guests.app.visitor();
        var used = provider.visit(Guests.leave(mia, one));
        Guests.back(mia, used).is(303);
        var mallory = guests.app.visitor();
        var own = provider.visit(Guests.leave(mallory, one));

        Guests.back(mallory, own.replaceAll("code=[^&]*", "code=" + used.replaceAll(".*code=([^&]*).*", "$1")))
                .is(403);
    }

    @Test
    void aCodeThatWasStolenDoesNotFitAnotherBrowser() {
        var stolen = provider.visit(Guests.leave(guests.app.visitor(), one));
        var mallory = guests.app.visitor();
        var own = provider.visit(Guests.leave(mallory, one));

        Guests.back(mallory, own.replaceAll("code=[^&]*", "code=" + stolen.replaceAll(".*code=([^&]*).*", "$1")))
                .is(403);
        mallory.get("/settings/profile").is(303);
    }

    @Test
    void aWayBackIsForTheBrowserThatLeft() {
        var back = provider.visit(Guests.leave(guests.app.visitor(), one));
        var victim = guests.app.visitor();

        Guests.back(victim, back).is(403);
        victim.get("/settings/profile").is(303);
        Guests.leave(victim, one);
        Guests.back(victim, back).is(403);
    }

    @Test
    void aWayBackEndsAfterTenMinutes() {
        var browser = guests.app.visitor();
        var back = provider.visit(Guests.leave(browser, one));
        guests.app.clock.forward(Departures.LIFE.plusSeconds(1));

        Guests.back(browser, back).is(403);
    }

    @Test
    void whatIsStoredOfADepartureIsOfNoUse() {
        var browser = guests.app.visitor();
        var address = Guests.leave(browser, one);
        var state = address.replaceAll(".*[?&]state=([^&]*).*", "$1");
        var secret = browser.cookies().getOrDefault("mewayz-departure", "");
        for (var known : List.of(state, secret)) {
            assertThat(known).hasSize(43);
            assertThat(guests.app.app.db().number("select count(*) from departure where ? in (state, browser)", known))
                    .isZero();
        }
        Guests.back(browser, provider.visit(address)).is(303);

        assertThat(provider.lastVerifier).hasSize(64);
        assertThat(address).doesNotContain(secret).doesNotContain(provider.lastVerifier);
    }

    @Test
    void anAnswerOfAnotherProviderIsNotCarriedToTheFirst() {
        for (var sender : List.of(guests.second.issuer(), "", provider.issuer() + "/")) {
            provider.sender = sender;
            var browser = guests.app.visitor();
            Guests.signIn(browser, provider, one).is(403);
            browser.get("/settings/profile").is(303);
        }
    }

    @Test
    void aBrowserThatWasSentElsewhereBringsNothingBack() {
        var browser = guests.app.visitor();
        var toFirst = Guests.leave(browser, one);
        // a dishonest first provider sends the browser on to the second, with the second's way back
        var mixed = guests.second.visit(toFirst.replace(provider.issuer(), guests.second.issuer()));

        Guests.back(browser, mixed).is(403);
        browser.get("/settings/profile").is(303);
        assertThat(two).isNotEqualTo(one);
    }

    @Test
    void aRefusalIsToldWithoutTheProvidersWords() {
        var browser = guests.app.visitor();
        var state = Guests.leave(browser, one).replaceAll(".*[?&]state=([^&]*).*", "$1");
        var reply = browser.get(
                "/oauth/callback?error=access_denied&error_description=%3Cscript%3Ecall+0900%3C/script%3E&state="
                        + state);

        assertThat(reply.is(403).body()).contains("One did not sign you in").doesNotContain("0900");
    }

    @Test
    void aSignInDoesNotStartByALinkNorFromElsewhere() {
        guests.app.visitor().get("/oauth/start?provider=" + one).is(405);
        guests.app
                .visitor()
                .with("Sec-Fetch-Site", "cross-site")
                .form("/oauth/start", Map.of("provider", one))
                .is(403);
    }

    @Test
    void theWayBackLeadsOnlyToPathsOfThisServer() {
        for (var hostile :
                List.of("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)")) {
            guests.app.clock.forward(Duration.ofMinutes(20));
            var browser = guests.app.visitor();
            var onward = Guests.onward(browser.form("/oauth/start", Map.of("provider", one, "next", hostile)));
            assertThat(Guests.back(browser, provider.visit(onward)).is(303).header("Location"))
                    .isIn("/today", "/setup/workspace");
        }
    }

    @Test
    void aProviderThatIsSwitchedOffLetsNobodyIn() {
        var browser = guests.app.visitor();
        var back = provider.visit(Guests.leave(browser, one));
        guests.app.app.db().run("update provider set enabled = 0 where id = ?", Long.parseLong(one));
        try {
            Guests.back(browser, back).is(403);
            guests.app.visitor().form("/oauth/start", Map.of("provider", one)).is(403);
            assertThat(guests.app.visitor().get("/sign-in").body())
                    .contains("Continue with Two")
                    .doesNotContain("Continue with One");
        } finally {
            guests.app.app.db().run("update provider set enabled = 1 where id = ?", Long.parseLong(one));
        }
    }

    @Test
    void theAddressMayComeFromTheSecondQuestionIfItIsAboutTheSamePerson() {
        provider.claims = claims -> claims.claim("email", null);
        Guests.signIn(guests.app.visitor(), provider, one).is(303);
        provider.claims = claims -> claims.claim("email", null).subject("subject-of-mallory");
        Guests.signIn(guests.app.visitor(), provider, one).is(403);
    }

    private DynamicTest refused(String name, Runnable lie) {
        return DynamicTest.dynamicTest(name, () -> {
            honest();
            lie.run();
            var browser = guests.app.visitor();
            var reply = Guests.signIn(browser, provider, one).is(403);
            assertThat(reply.header("Set-Cookie")).doesNotStartWith("mewayz=");
            browser.get("/settings/profile").is(303);
        });
    }

    private Date at(int seconds) {
        return Date.from(guests.app.clock.instant().plusSeconds(seconds));
    }

    private static String secretly(JWTClaimsSet claims, String secret) {
        try {
            var signed = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            signed.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String changed(String token) {
        var parts = token.split("\\.");
        var body = new String(java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("subject-1", "subject-2");
        return parts[0] + "."
                + java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(body.getBytes(StandardCharsets.UTF_8))
                + "." + parts[2];
    }
}
