package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.Phone;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody knows the owner's password and guesses the second factor; the owner is at home in 192.0.2.10. */
class CodeGuessesTest {
    private static final String EMAIL = "owner@example.com";
    private static final String HOME = "192.0.2.10";

    private final TestApp app = new TestApp(Map.of(Setting.TRUSTED_PROXIES, "127.0.0.1"));
    private Client owner = app.visitor();
    private Phone phone = new Phone(app, "", List.of());

    @BeforeEach
    void setUp() {
        app.app.accounts().users().register(new UserInput("Mia", EMAIL, TestApp.PASSWORD), () -> {});
        app.app.bus().deliver();
        owner = app.visitor().with("X-Forwarded-For", HOME).browse(EMAIL);
        phone = Phone.setUp(app, owner);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void wrongCodesFromOneNetworkHaveToWaitLongerAndLonger() {
        for (int i = 0; i < 5; i++) {
            guess("203.0.113.7").is(422);
        }
        long before = 0;
        for (int i = 0; i < 12; i++) {
            long wait = Long.parseLong(guess("203.0.113.7").is(429).header("Retry-After"));
            assertThat(wait).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(901);
            before = wait;
            app.clock.forward(Duration.ofSeconds(wait));
            guess("203.0.113.7").is(422);
        }
        assertThat(before).isGreaterThan(800);
    }

    @Test
    void ofAThousandWrongCodesFiveAreLookedAtHoweverOftenOneSignsInAndTheOwnerGetsInElsewhere() {
        int looked = 0;
        for (int i = 0; i < 1_000; i++) {
            looked += guess("203.0.113.7").status() == 422 ? 1 : 0;
        }
        assertThat(looked).isEqualTo(5);
        code("203.0.113.7", phone.code()).is(429);

        code("198.51.100.20", phone.code()).is(201);
        code(HOME, phone.next()).is(201);
        app.clock.forward(Duration.ofMinutes(16));
        code("203.0.113.7", phone.code()).is(201);
    }

    @Test
    void oneNetworkThatGuessesAllDayHoldsUpNoOther() {
        for (int i = 0; i < 24 * 4; i++) {
            for (int k = 0; k < 6; k++) {
                guess("203.0.113.7");
            }
            app.clock.forward(Duration.ofMinutes(15));
        }
        code("198.51.100.20", phone.code()).is(201);
    }

    @Test
    void fromEverywhereAtOnceTwentyCodesAreLookedAtAndTheOwnerComesHome() {
        int looked = 0;
        for (int i = 0; i < 1_000; i++) {
            looked += guess(network(i)).status() == 422 ? 1 : 0;
        }
        assertThat(looked).isEqualTo(20);

        // from where the owner was before, and in the browser they use, wherever it is
        code(HOME, phone.code()).is(201);
        owner.cookies().remove("mewayz");
        owner.with("X-Forwarded-For", "198.51.100.99");
        owner.submit("/sign-in", Map.of("email", EMAIL, "password", TestApp.PASSWORD));
        owner.submit("/sign-in/factor", Map.of("code", phone.next())).is(303);
        owner.get("/settings/profile").is(200);
        // from anywhere else a code is a guess like any other, and a recovery code is none
        guess("198.51.100.21").is(422);
        code("198.51.100.20", phone.code()).is(429);
        code("198.51.100.20", phone.recoveryCodes().getFirst()).is(201);
    }

    /** The bound that {@link Guesses#takeCode} names. */
    @Test
    void inADayFromEverywhereNoMoreThan125CodesAreLookedAt() {
        int looked = 0;
        for (int i = 0; i < 24 * 60; i++) {
            looked += guess(network(i)).status() == 422 ? 1 : 0;
            app.clock.forward(Duration.ofMinutes(1));
        }
        assertThat(looked).isBetween(90, 125);
    }

    @Test
    void wrongRecoveryCodesWaitForTheirOwnPlace() {
        for (int i = 0; i < 5; i++) {
            code("203.0.113.7", "2345-6789-bcdf").is(422);
        }
        code("203.0.113.7", phone.recoveryCodes().getFirst()).is(429);
        code("198.51.100.20", phone.recoveryCodes().getFirst()).is(201);
    }

    @Test
    void aTryThatWasNeverLookedAtMakesNoWaitLonger() {
        for (int i = 0; i < 5; i++) {
            guess("203.0.113.7").is(422);
        }
        for (int i = 0; i < 15; i++) {
            guess(network(i)).is(422);
        }
        app.clock.forward(Duration.ofSeconds(3));
        guess(network(100)).is(422);
        // refused for what others did; its own wait is over and must not begin anew
        guess("203.0.113.7").is(429);
        app.clock.forward(Duration.ofSeconds(3));
        guess("203.0.113.7").is(429);
        app.clock.forward(Duration.ofSeconds(2));
        guess("203.0.113.7").is(422);
    }

    @Test
    void aRefusedTryUsesUpNeitherTheSignInNorTheCode() {
        var half = begun();
        for (int i = 0; i < 5; i++) {
            guess("203.0.113.7").is(422);
        }
        for (int i = 0; i < 10; i++) {
            finish("203.0.113.7", half, phone.code()).is(429);
        }
        app.clock.forward(Duration.ofSeconds(3));

        finish("203.0.113.7", half, phone.code()).is(201);
    }

    @Test
    void wrongCodesOfWhoIsSignedInHoldUpThatSessionOnly() {
        for (int i = 0; i < 5; i++) {
            owner.submit("/prove", Map.of("code", phone.wrong())).is(422);
        }
        assertThat(owner.submit("/prove", Map.of("code", phone.code())).is(429).header("Retry-After"))
                .isNotEmpty();
        code(HOME, phone.code()).is(201);
    }

    private static String network(int i) {
        return "198.18." + i / 250 + "." + i % 250;
    }

    private Reply guess(String from) {
        return code(from, phone.wrong());
    }

    private Reply code(String from, String code) {
        return finish(from, begun(), code);
    }

    private Reply finish(String from, String half, String code) {
        return app.visitor()
                .with("X-Forwarded-For", from)
                .post("/api/v1/auth/second-factor", Map.of("token", half, "code", code));
    }

    /** A sign-in after the password, without the time that one takes. */
    private String begun() {
        var accounts = app.app.accounts();
        var user = accounts.users().find(EMAIL).orElseThrow();
        var entry = accounts.signIns().enter(user, SignIns.Kind.BEARER, Place.at(HOME), "test");
        return ((SignIns.Entry.SecondFactor) entry).token();
    }
}
