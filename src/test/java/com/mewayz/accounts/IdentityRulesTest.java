package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whose account somebody gets into over a provider: their own, and never one that only has the same address. */
class IdentityRulesTest {
    private static final String MIA = "mia@example.com";

    @TestFactory
    Stream<DynamicTest> anAddressAloneOpensNothing() {
        return Stream.of(true, false)
                .flatMap(verified -> Stream.of(Account.values())
                        .flatMap(account -> Stream.of(1, 2).map(nth -> new Case(verified, account, nth))))
                .map(each -> DynamicTest.dynamicTest(each.toString(), () -> play(each)));
    }

    private static void play(Case each) {
        try (var guests = new Guests()) {
            var one = guests.setUp(guests.first, "openid", "One");
            var two = guests.setUp(guests.second, "openid", "Two");
            each.account.make(guests);
            if (each.provider == 2 && each.account == Account.NONE) {
                Guests.signIn(guests.app.visitor(), guests.first, one).is(303);
            } else if (each.provider == 2) {
                link(guests, one);
            }
            long before = guests.identities();
            long sessions = guests.sessions(MIA);
            var asked = each.provider == 1 ? guests.first : guests.second;
            asked.person.put("email_verified", each.verified);
            var browser = guests.app.visitor();
            var reply = Guests.signIn(browser, asked, each.provider == 1 ? one : two);

            if (each.verified && each.account == Account.NONE && each.provider == 1) {
                assertThat(reply.is(303).header("Location")).isEqualTo("/setup/workspace");
                assertThat(guests.identities()).isEqualTo(1);
                browser.get("/settings/profile").is(200);
                return;
            }
            if (each.verified) {
                assertThat(reply.is(303).header("Location")).isEqualTo("/oauth/link");
            } else {
                assertThat(reply.is(403).body()).contains("was confirmed");
            }
            assertThat(guests.identities()).isEqualTo(before);
            assertThat(guests.sessions(MIA)).isEqualTo(sessions);
            browser.get("/settings/profile").is(303);
        }
    }

    @Test
    void theSameSubjectComesBackToTheSameAccountWhateverItsAddressIsNow() {
        try (var guests = new Guests()) {
            var one = guests.setUp(guests.first, "openid", "One");
            Guests.signIn(guests.app.visitor(), guests.first, one).is(303);
            guests.first.person.put("email", "owner@example.com");
            guests.first.person.put("email_verified", false);
            var browser = guests.app.visitor();

            assertThat(Guests.signIn(browser, guests.first, one).is(303).header("Location"))
                    .isEqualTo("/sites");
            assertThat(browser.get("/settings/profile").body()).contains(MIA).doesNotContain("owner@example.com");
        }
    }

    @Test
    void theSameSubjectAtAnotherProviderIsSomebodyElse() {
        try (var guests = new Guests()) {
            var one = guests.setUp(guests.first, "openid", "One");
            var two = guests.setUp(guests.second, "openid", "Two");
            Guests.signIn(guests.app.visitor(), guests.first, one).is(303);
            guests.second.person.put("email", "mallory@example.com");
            var browser = guests.app.visitor();
            Guests.signIn(browser, guests.second, two).is(303);

            assertThat(browser.get("/settings/profile").body())
                    .contains("mallory@example.com")
                    .doesNotContain(MIA);
        }
    }

    @Test
    void nobodyRegistersWhereRegistrationIsClosed() {
        try (var guests = new Guests(Map.of(Setting.REGISTRATION, "closed"))) {
            var one = guests.setUp(guests.first, "openid", "One");
            var reply = Guests.signIn(guests.app.visitor(), guests.first, one).is(403);

            assertThat(reply.body()).contains("registration is closed");
            assertThat(guests.app.app.accounts().users().find(MIA)).isEmpty();
        }
    }

    @Test
    void whoSignsInToTheAccountLinksItAndKeepsThePassword() {
        try (var guests = new Guests()) {
            var one = guests.setUp(guests.first, "openid", "One");
            Account.VERIFIED.make(guests);
            link(guests, one);

            assertThat(Guests.signIn(guests.app.visitor(), guests.first, one)
                            .is(303)
                            .header("Location"))
                    .isEqualTo("/sites");
            guests.app.visitor().browse(MIA);
        }
    }

    @Test
    void linkingToAnAddressThatWasNeverConfirmedShutsOutWhoeverMadeTheAccount() {
        try (var guests = new Guests()) {
            var one = guests.setUp(guests.first, "openid", "One");
            var two = guests.setUp(guests.second, "openid", "Two");
            Account.UNVERIFIED.make(guests);
            var hijacker = guests.app.visitor().browse(MIA);
            guests.second.person.put("email", "hijacker@example.com");
            Guests.back(
                            hijacker,
                            guests.second.visit(Guests.onward(
                                    hijacker.submit("/settings/security/identities", Map.of("provider", two)))))
                    .is(303);
            var victim = link(guests, one);

            victim.get("/settings/profile").is(200);
            hijacker.get("/settings/profile").is(303);
            guests.app
                    .visitor()
                    .form("/sign-in", Map.of("email", MIA, "password", TestApp.PASSWORD))
                    .is(422);
            assertThat(Guests.signIn(guests.app.visitor(), guests.second, two).header("Location"))
                    .isNotEqualTo("/sites");
            assertThat(guests.app.app.accounts().users().find(MIA).orElseThrow().verifiedAt())
                    .isNotNull();
        }
    }

    @Test
    void anOfferIsForItsOwnBrowserAndItsOwnAccount() {
        try (var guests = new Guests()) {
            var one = guests.setUp(guests.first, "openid", "One");
            Account.VERIFIED.make(guests);
            var browser = guests.app.visitor();
            Guests.signIn(browser, guests.first, one).is(303);

            var other = guests.app.visitor().browse(MIA);
            other.submit("/settings/profile", "/oauth/link", Map.of()).is(403);
            browser.browse(TestApp.email("owner"));
            assertThat(browser.get("/oauth/link").is(200).body()).contains("another one");
            browser.submit("/settings/profile", "/oauth/link", Map.of()).is(403);
            assertThat(guests.identities()).isZero();
        }
    }

    @Test
    void anOfferEndsAfterHalfAnHour() {
        try (var guests = new Guests()) {
            var one = guests.setUp(guests.first, "openid", "One");
            Account.VERIFIED.make(guests);
            var browser = guests.app.visitor();
            Guests.signIn(browser, guests.first, one).is(303);
            guests.app.clock.forward(java.time.Duration.ofMinutes(31));
            browser.browse(MIA);

            browser.submit("/settings/profile", "/oauth/link", Map.of()).is(403);
        }
    }

    @Test
    void aMailedLinkWorksOnceAndOnlyInTheBrowserThatAsked() {
        try (var guests = new Guests()) {
            var one = guests.setUp(guests.first, "openid", "One");
            Account.UNVERIFIED.make(guests);
            var asker = guests.app.visitor();
            Guests.signIn(asker, guests.first, one).is(303);
            var token = mailed(guests);

            guests.app
                    .visitor()
                    .form("/oauth/link/mailed", Map.of("token", token))
                    .is(403);
            asker.form("/oauth/link/mailed", Map.of("token", "not-it")).is(403);
            assertThat(asker.get("/oauth/link/mailed?token=" + token).is(200).body())
                    .contains("Link One");
            assertThat(guests.identities()).as("a look changes nothing").isZero();
            assertThat(asker.form("/oauth/link/mailed", Map.of("token", token))
                            .is(303)
                            .header("Location"))
                    .isEqualTo("/sites");
            asker.get("/settings/profile").is(200);
            guests.app
                    .visitor()
                    .form("/oauth/link/mailed", Map.of("token", token))
                    .is(403);
            assertThat(guests.identities()).isEqualTo(1);
        }
    }

    @Test
    void aMailedLinkIsBoundToItsOffer() {
        try (var guests = new Guests()) {
            var one = guests.setUp(guests.first, "openid", "One");
            Account.VERIFIED.make(guests);
            Guests.signIn(guests.app.visitor(), guests.first, one).is(303);
            var token = mailed(guests);
            guests.first.person.put("sub", "subject-of-mallory");
            var mallory = guests.app.visitor();
            Guests.signIn(mallory, guests.first, one).is(303);

            mallory.form("/oauth/link/mailed", Map.of("token", token)).is(403);
            assertThat(guests.identities()).isZero();
        }
    }

    @Test
    void anAddressInAnotherAlphabetIsNotTheOneItLooksLike() {
        try (var guests = new Guests()) {
            var one = guests.setUp(guests.first, "openid", "One");
            guests.app.register("kim");
            for (var disguise : List.of("\u212Aim@example.com", "k\u0131m@example.com", "kim@ex\u0430mple.com")) {
                guests.first.person.put("email", disguise);
                Guests.signIn(guests.app.visitor(), guests.first, one).is(403);
            }
            assertThat(guests.identities()).isZero();
        }
    }

    /** Somebody comes from the first provider, signs in with the password, and says yes. */
    private static Client link(Guests guests, String provider) {
        var browser = guests.app.visitor();
        Guests.signIn(browser, guests.first, provider).is(303);
        assertThat(browser.get("/oauth/link").is(200).body()).contains("Sign in");
        assertThat(browser.submit(
                                "/sign-in?to=/oauth/link",
                                "/sign-in",
                                Map.of("email", MIA, "password", TestApp.PASSWORD, "next", "/oauth/link"))
                        .is(303)
                        .header("Location"))
                .isEqualTo("/oauth/link");
        browser.submit("/oauth/link", Map.of()).is(303);
        return browser;
    }

    /** What a letter would hold for the latest offer. */
    private static String mailed(Guests guests) {
        var db = guests.app.app.db();
        return guests.app
                .app
                .accounts()
                .links()
                .create(
                        Links.Purpose.LINK_IDENTITY,
                        db.number("select user from link_offer order by id desc limit 1"),
                        String.valueOf(db.number("select id from link_offer order by id desc limit 1")));
    }

    private enum Account {
        NONE,
        UNVERIFIED,
        VERIFIED;

        void make(Guests guests) {
            if (this != NONE) {
                guests.app.register("mia");
            }
            if (this == VERIFIED) {
                guests.app.app.db().run("update user set verified_at = 1 where email = ?", MIA);
            }
        }
    }

    private record Case(boolean verified, Account account, int provider) {}
}
