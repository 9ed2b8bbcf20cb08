package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.Phone;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondFactorTest {
    private static final String EMAIL = "owner@example.com";

    private final TestApp app = new TestApp();
    private Client browser = app.visitor();
    private Phone phone = new Phone(app, "", List.of());

    @BeforeEach
    void setUp() {
        app.owner();
        browser = app.visitor().browse(EMAIL);
        phone = Phone.setUp(app, browser);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void afterThePasswordTheCodeIsAskedForAndLetsIn() {
        var other = app.visitor();
        assertThat(password(other).is(303).header("Location")).startsWith("/sign-in/factor");
        assertThat(other.cookies()).containsOnlyKeys("mewayz-step");
        assertThat(other.get("/sign-in/factor").is(200).body()).contains(EMAIL, "6-digit code");

        var in = other.submit("/sign-in/factor", Map.of("code", phone.code(), "next", "/analytics"))
                .is(303);

        assertThat(in.header("Location")).isEqualTo("/analytics");
        assertThat(other.cookies()).containsKey("mewayz").doesNotContainKey("mewayz-step");
        other.get("/settings/profile").is(200);
    }

    @Test
    void anUnfinishedSignInOpensNothing() {
        var half = app.visitor();
        password(half).is(303);
        var token = half.cookies().get("mewayz-step");

        for (var route : app.app.web().routes()) {
            if (route.role() != com.mewayz.platform.web.Role.ANYONE) {
                var path = route.path().replaceAll("\\{[a-z]+}", "1");
                assertThat(half.send(route.method(), path, "", new byte[0]).status())
                        .as(route.method() + " " + path)
                        .isIn(303, 401);
            }
        }
        app.visitor()
                .with("Authorization", "Bearer " + token)
                .get("/api/v1/auth/user")
                .is(401);
        var forged = app.visitor();
        forged.cookies().put("mewayz", token);
        assertThat(forged.get("/settings/profile").is(303).header("Location")).startsWith("/sign-in");
    }

    @Test
    void anApiClientGetsItsTokenAfterTheCode() {
        var first = login().is(201);
        assertThat(first.at("/data/token").isMissingNode()).isTrue();
        assertThat(first.at("/data/factors").toString()).isEqualTo("[\"totp\",\"recovery-code\"]");

        var done = finish(first, phone.code()).is(201);

        app.visitor()
                .with("Authorization", "Bearer " + done.at("/data/token").asText())
                .get("/api/v1/auth/user")
                .is(200);
        finish(first, phone.next()).is(403);
    }

    @Test
    void aSignInBegunInABrowserIsNotFinishedOverTheApiNorTheOtherWayRound() {
        var half = app.visitor();
        password(half);
        app.visitor()
                .post(
                        "/api/v1/auth/second-factor",
                        Map.of("token", half.cookies().get("mewayz-step"), "code", phone.code()))
                .is(403);
        var other = app.visitor();
        other.cookies().put("mewayz-step", login().at("/data/second_factor").asText());
        assertThat(other.form("/sign-in/factor", Map.of("code", phone.code()))
                        .is(303)
                        .header("Location"))
                .isEqualTo("/sign-in?over=1");
    }

    @Test
    void aCodeWorksOnce() {
        var code = phone.code();
        finish(login(), code).is(201);

        assertThat(finish(login(), code).is(422).complaint("code")).contains("used before");
        finish(login(), phone.next()).is(201);
    }

    @Test
    void anOlderCodeIsWorthNothingAfterANewerOne() {
        var older = phone.code();
        finish(login(), phone.next()).is(201);

        finish(login(), older).is(422);
    }

    @Test
    void ofFiftyAtOnceWithTheSameCodeOneGetsIn() {
        var halves = IntStream.range(0, 50).mapToObj(i -> begun()).toList();
        var code = phone.code();

        var answers = atOnce(halves.stream()
                .<Supplier<Integer>>map(half -> () -> finish(half, code).status())
                .toList());

        assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
    }

    @Test
    void ofFiftyAtOnceWithTheSameRecoveryCodeOneGetsIn() {
        var halves = IntStream.range(0, 50).mapToObj(i -> begun()).toList();
        var code = phone.recoveryCodes().getFirst();

        var answers = atOnce(halves.stream()
                .<Supplier<Integer>>map(half -> () -> finish(half, code).status())
                .toList());

        assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
    }

    @Test
    void oneSignInTakesFiveWrongCodesAndIsOver() {
        var half = app.visitor();
        password(half);
        for (int i = 0; i < 4; i++) {
            assertThat(half.submit("/sign-in/factor", Map.of("code", phone.wrong()))
                            .is(422)
                            .body())
                    .contains("wrong, too old or was used");
        }

        assertThat(half.submit("/sign-in/factor", Map.of("code", phone.wrong()))
                        .is(303)
                        .header("Location"))
                .isEqualTo("/sign-in?over=1");
        assertThat(half.get("/sign-in?over=1").is(200).body()).contains("Start again");
    }

    @Test
    void whoDoesNotKnowThePasswordLocksNobodyOut() {
        for (int i = 0; i < 30; i++) {
            app.visitor()
                    .post("/api/v1/auth/second-factor", Map.of("token", "guess" + i, "code", "000000"))
                    .is(403);
        }
        finish(login(), phone.code()).is(201);
    }

    @Test
    void anUnfinishedSignInEndsAfterTenMinutes() {
        var half = login();
        app.clock.forward(Duration.ofMinutes(11));

        finish(half, phone.code()).is(403);
    }

    @Test
    void aRecoveryCodeWorksOnceAndIsCounted() {
        assertThat(phone.recoveryCodes()).hasSize(10);
        assertThat(new HashSet<>(phone.recoveryCodes())).hasSize(10);
        var code = phone.recoveryCodes().get(3);

        finish(login(), code.toUpperCase(java.util.Locale.ROOT).replace("-", " "))
                .is(201);
        finish(login(), code).is(422);

        assertThat(browser.get("/settings/security").body()).contains("9 of 10 left");
    }

    @Test
    void newRecoveryCodesMakeTheOldWorthless() {
        browser.submit("/settings/security", "/settings/recovery-codes", Map.of())
                .is(200);

        finish(login(), phone.recoveryCodes().getFirst()).is(422);
    }

    @Test
    void recoveryCodesComeAsAFileAndNothingElseDoes() {
        var text = String.join("\n", phone.recoveryCodes());
        var file = browser.submit("/settings/security", "/settings/recovery-codes/file", Map.of("codes", text))
                .is(200);

        assertThat(file.header("Content-Disposition")).contains("attachment", ".txt");
        assertThat(file.body()).contains(phone.recoveryCodes());
        browser.submit("/settings/security", "/settings/recovery-codes/file", Map.of("codes", "<script>"))
                .is(422);
    }

    @Test
    void nothingThatIsStoredOpensTheDoor() {
        var rows = com.mewayz.testing.Rows.of(app.app.db()).toString();

        assertThat(rows).doesNotContain(phone.secret());
        assertThat(phone.recoveryCodes()).noneMatch(code -> rows.contains(code.substring(5)));
        assertThat(app.data.resolve("keys")).exists();
    }

    @Test
    void aFactorIsTurnedOffOnlyAfterAFreshProof() {
        app.clock.forward(Duration.ofMinutes(11));
        for (var action : List.of("/settings/totp/removal", "/settings/recovery-codes", "/settings/totp")) {
            assertThat(browser.submit("/settings/security", action, Map.of())
                            .is(303)
                            .header("Location"))
                    .as(action)
                    .startsWith("/prove");
        }
        assertThat(browser.submit("/settings/security", "/settings/passkeys/options", Map.of())
                        .is(303)
                        .header("Location"))
                .startsWith("/prove");
        assertThat(login().at("/data/second_factor").asText()).isNotEmpty();

        prove(phone.code()).is(303);
        browser.submit("/settings/security", "/settings/totp/removal", Map.of()).is(303);

        assertThat(login().at("/data/token").asText()).isNotEmpty();
        assertThat(browser.get("/settings/security").body()).doesNotContain("Recovery codes");
    }

    @Test
    void aPasswordAloneProvesNothingWhereThereIsAFactor() {
        assertThat(browser.get("/prove").body()).contains("6-digit code").doesNotContain("type=\"password\"");

        browser.submit("/prove", Map.of("password", TestApp.PASSWORD)).is(422);
        browser.submit("/prove", Map.of("password", TestApp.PASSWORD, "code", phone.wrong()))
                .is(422);
    }

    @Test
    void aFreshProofMovesTheSessionToANewToken() {
        var before = browser.cookies().get("mewayz");
        prove(phone.code()).is(303);

        assertThat(browser.cookies().get("mewayz")).isNotEqualTo(before);
        browser.get("/settings/profile").is(200);
        var old = app.visitor();
        old.cookies().put("mewayz", before);
        old.get("/settings/profile").is(303);
    }

    @Test
    void settingUpAnAppMovesTheSessionToANewToken() {
        app.register("nia");
        var nia = app.visitor().browse(TestApp.email("nia"));
        var before = nia.cookies().get("mewayz");
        Phone.setUp(app, nia);

        assertThat(nia.cookies().get("mewayz")).isNotEqualTo(before);
        nia.get("/settings/profile").is(200);
        var old = app.visitor();
        old.cookies().put("mewayz", before);
        old.get("/settings/profile").is(303);
    }

    @Test
    void aSecretThatWasNeverConfirmedAsksForNothing() {
        var stranger = app.register("mia");
        var mia = app.visitor().browse(TestApp.email("mia"));
        mia.submit("/settings/security", "/settings/totp", Map.of()).is(303);
        assertThat(mia.get("/settings/totp/qr.svg").is(200).header("Content-Type"))
                .contains("svg");
        mia.submit("/settings/totp", "/settings/totp/confirmation", Map.of("code", "000000"))
                .is(422);

        app.visitor().signIn(TestApp.email("mia"));
        stranger.get("/api/v1/auth/user").is(200);
    }

    @Test
    void aChangeOfPasswordEndsSignInsThatHaveOnlyBegun() {
        var half = login();
        browser.submit(
                        "/settings/profile",
                        "/settings/password",
                        Map.of("current", TestApp.PASSWORD, "password", "another long sentence"))
                .is(303);

        finish(half, phone.code()).is(403);
    }

    private Reply prove(String code) {
        return browser.submit("/prove", Map.of("code", code, "next", "/settings/security"));
    }

    private static Reply password(Client client) {
        return client.submit("/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD));
    }

    private Reply login() {
        return app.visitor().post("/api/v1/auth/login", Map.of("email", EMAIL, "password", TestApp.PASSWORD));
    }

    /** What {@link #login} begins, without the time that a password takes. */
    private String begun() {
        var entry = app.app
                .accounts()
                .signIns()
                .enter(
                        app.app.accounts().users().find(EMAIL).orElseThrow(),
                        SignIns.Kind.BEARER,
                        Place.at("127.0.0.1"),
                        "test");
        return ((SignIns.Entry.SecondFactor) entry).token();
    }

    private Reply finish(Reply half, String code) {
        return finish(half.at("/data/second_factor").asText(), code);
    }

    private Reply finish(String half, String code) {
        return app.visitor().post("/api/v1/auth/second-factor", Map.of("token", half, "code", code));
    }

    private static List<Integer> atOnce(List<Supplier<Integer>> tries) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = tries.stream()
                    .map(each -> CompletableFuture.supplyAsync(each, threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }
}
