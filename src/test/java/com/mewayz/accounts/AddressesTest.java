package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static final String OWNER = "owner@example.com";

    private final PostOffice post = new PostOffice();
    private TestApp app = new TestApp(post.settings());

    @AfterEach
    void stop() {
        app.close();
        post.close();
    }

    @Test
    void whoRegistersIsWelcomedAndProvesTheAddress() {
        var browser = signedIn();
        assertThat(PostOffice.subject(post.last(OWNER))).contains("Welcome", "confirm");
        assertThat(browser.get("/settings/profile").body()).contains("Confirm this address with the link");
        var link = PostOffice.path(post.last(OWNER));

        browser.get(link).is(200);
        assertThat(user().verifiedAt()).isNull();
        browser.submit(link, "/verify", Map.of("token", PostOffice.token(link))).is(303);

        assertThat(user().verifiedAt()).isEqualTo(TestApp.NOW);
        assertThat(browser.get("/settings/profile").body()).contains("which is confirmed");
        assertThat(facts("address-verified")).isEqualTo(1);
        browser.get(link).is(403);
        browser.submit("/settings/profile", "/verify", Map.of("token", PostOffice.token(link)))
                .is(403);
    }

    /** Somebody else registered with this address and hopes that its owner confirms it for them. */
    @Test
    void onlyTheAccountItselfCanConfirmItsAddress() {
        signedIn();
        var link = PostOffice.path(post.last(OWNER));
        app.stranger();
        var other = app.visitor().browse("stranger@example.com");

        assertThat(app.visitor().get(link).is(303).header("Location")).startsWith("/sign-in?to=");
        other.get(link).is(403);
        other.submit("/settings/profile", "/verify", Map.of("token", PostOffice.token(link)))
                .is(403);
        assertThat(user().verifiedAt()).isNull();
        assertThat(app.app.accounts().links().find(Links.Purpose.VERIFY, PostOffice.token(link)))
                .isPresent();
    }

    @Test
    void theLetterCanBeSentAgainButNotWithoutEnd() {
        var browser = signedIn();
        var first = PostOffice.path(post.last(OWNER));
        for (int i = 0; i < 5; i++) {
            browser.submit("/settings/profile", "/settings/address/confirmation", Map.of())
                    .is(200);
        }
        browser.submit("/settings/profile", "/settings/address/confirmation", Map.of())
                .is(429);
        send();

        browser.get(first).is(403);
        browser.get(PostOffice.path(post.last(OWNER))).is(200);
    }

    @Test
    void aNewAddressIsInForceOnceItIsConfirmedAndTheOldOneIsTold() {
        var browser = signedIn();
        var verify = PostOffice.path(post.last(OWNER));
        assertThat(change(browser, "New@Example.com")).contains("A letter went to", "new@example.com");
        send();
        var link = PostOffice.path(post.last("new@example.com"));
        assertThat(user().email()).isEqualTo(OWNER);

        browser.get(link).is(200);
        assertThat(user().email()).isEqualTo(OWNER);
        browser.submit(link, "/address", Map.of("token", PostOffice.token(link)))
                .is(303);
        send();

        var user = app.app.accounts().users().find("new@example.com").orElseThrow();
        assertThat(user.verifiedAt()).isNotNull();
        assertThat(PostOffice.subject(post.last(OWNER))).isEqualTo("Your address was changed");
        assertThat(PostOffice.text(post.last(OWNER))).doesNotContain("new@example.com");
        assertThat(facts("address-changed")).isEqualTo(1);
        browser.get(verify).is(403); // bound to the old address
        browser.get(link).is(403);
        app.visitor().browse("new@example.com").get("/today").is(200);
    }

    @Test
    void aChangeEndsTheOtherSessionsAndEveryLinkToTheOldAddress() {
        var browser = signedIn();
        var elsewhere = app.visitor().browse(OWNER);
        app.visitor().form("/forgot", Map.of("email", OWNER)).is(200);
        app.app.jobs().run("answer-resets");
        send();
        var reset = PostOffice.path(post.last(OWNER));
        change(browser, "new@example.com");
        send();
        var link = PostOffice.path(post.last("new@example.com"));
        browser.submit(link, "/address", Map.of("token", PostOffice.token(link)))
                .is(303);

        elsewhere.get("/settings/profile").is(303);
        browser.get("/settings/profile").is(200);
        app.visitor().get(reset).is(403);
    }

    @Test
    void whetherANewAddressIsTakenIsToldOnlyToItsOwner() {
        app.stranger();
        var browser = signedIn();
        var free = change(browser, "free@example.com").replace("free@example.com", "X");
        var taken = change(browser, "stranger@example.com").replace("stranger@example.com", "X");
        send();

        assertThat(taken).isEqualTo(free);
        assertThat(PostOffice.subject(post.last("stranger@example.com"))).isEqualTo("You have an account already");
        assertThat(PostOffice.text(post.last("stranger@example.com"))).doesNotContain("token=");
        assertThat(user().email()).isEqualTo(OWNER);
    }

    @Test
    void aLinkOfAnotherCannotBeUsed() {
        var browser = signedIn();
        change(browser, "new@example.com");
        send();
        var link = PostOffice.path(post.last("new@example.com"));
        app.stranger();
        var other = app.visitor().browse("stranger@example.com");

        other.get(link).is(403);
        other.submit("/settings/profile", "/address", Map.of("token", PostOffice.token(link)))
                .is(403);
        assertThat(user().email()).isEqualTo(OWNER);
    }

    @Test
    void anOpenLaptopIsNotEnoughToTakeTheAccountAway() {
        var browser = signedIn();
        app.clock.forward(Duration.ofMinutes(11));
        var reply = browser.submit("/settings/profile", "/settings/address", Map.of("email", "mallory@example.com"))
                .is(303);

        assertThat(reply.header("Location")).startsWith("/prove?to=");
        send();
        assertThat(post.to("mallory@example.com")).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        var browser = signedIn();
        for (var bad : new String[] {
            "",
            "nope",
            OWNER,
            "a@example.com\r\nBcc: b@example.com",
            "a@example.com,b@example.com",
            "x".repeat(300) + "@example.com"
        }) {
            browser.submit("/settings/profile", "/settings/address", Map.of("email", bad))
                    .is(422);
        }
        assertThat(app.app.db().number("select count(*) from one_time_link where purpose = 'change_address'"))
                .isZero();
    }

    /** Without mail a link proves nothing, so only who runs the server sees one, and only their own. */
    @Test
    void withoutMailOnlyAnOperatorSeesALink() {
        app.close();
        app = new TestApp();
        app.owner();
        app.stranger();
        var operator = app.visitor().browse(OWNER);
        var page = operator.submit("/settings/profile", "/settings/address/confirmation", Map.of())
                .is(200)
                .body();
        assertThat(page).contains(app.address() + "/verify?token=");
        var other = app.visitor().browse("stranger@example.com");
        assertThat(other.get("/settings/profile").body()).contains("sends no mail yet");
        other.submit("/settings/profile", "/settings/address/confirmation", Map.of())
                .is(409);
        other.submit("/settings/profile", "/settings/address", Map.of("email", "x@example.com"))
                .is(409);
    }

    @Test
    void aChangedPasswordIsToldAndEndsOpenLinks() {
        var browser = signedIn();
        var verify = PostOffice.path(post.last(OWNER));
        browser.submit(
                        "/settings/profile",
                        "/settings/password",
                        Map.of("current", TestApp.PASSWORD, "password", "quite another sentence"))
                .is(303);
        send();

        assertThat(PostOffice.subject(post.last(OWNER))).isEqualTo("Your password was changed");
        assertThat(facts("password-changed")).isEqualTo(1);
        browser.get(verify).is(403);
    }

    private Client signedIn() {
        app.owner();
        send();
        return app.visitor().browse(OWNER);
    }

    private String change(Client browser, String address) {
        return browser.submit("/settings/profile", "/settings/address", Map.of("email", address))
                .is(200)
                .body();
    }

    private void send() {
        app.app.bus().deliver();
        app.app.jobs().run("send-letters");
    }

    private User user() {
        return app.app.accounts().users().find(OWNER).orElseThrow();
    }

    private long facts(String kind) {
        return app.app.db().number("select count(*) from fact where kind = ?", kind);
    }
}
