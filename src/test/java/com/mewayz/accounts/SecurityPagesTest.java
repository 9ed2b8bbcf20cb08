package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.mewayz.platform.crypto.Totp;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.Tab;
import com.mewayz.testing.TestApp;
import com.microsoft.playwright.CDPSession;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Second factors and passkeys in a real browser, with an authenticator that the browser plays. */
@Browser.Used
class SecurityPagesTest {
    private static final Path PICTURES = Path.of("target/screenshots");

    @Test
    void aPasskeyIsMadeAndSignsInAndProvesWhoItIs(Browser browser) {
        try (var app = new TestApp();
                var tab = browser.open(Look.PHONE)) {
            app.owner();
            authenticator(tab);
            var page = tab.page();
            signIn(tab, app);
            page.waitForURL("**/today");
            tab.go(address(app) + "/settings/security");
            page.fill("#f-name", "My phone");
            page.click("text=Add a passkey");
            page.waitForSelector("h1:has-text('Your recovery codes')");
            check(tab, "recovery-codes");
            page.click("text=I kept them");
            page.waitForURL("**/settings/security?did=codes");
            assertThat(page.textContent("main")).contains("My phone", "10 of 10 left");
            check(tab, "security-passkey");

            page.context().clearCookies();
            tab.go(address(app) + "/sign-in?to=/analytics");
            check(tab, "sign-in-passkey");
            page.click("text=Sign in with a passkey");
            page.waitForURL(address(app) + "/analytics");

            app.clock.forward(Duration.ofMinutes(11));
            tab.go(address(app) + "/settings/security");
            page.click("text=Make new codes");
            page.waitForURL("**/prove?to=**");
            check(tab, "prove-passkey");
            page.click("text=Use a passkey");
            page.waitForURL(address(app) + "/settings/security");

            page.context().clearCookies();
            signIn(tab, app);
            page.waitForURL("**/sign-in/factor**");
            check(tab, "factor-passkey");
            page.click("text=Use a passkey");
            page.waitForURL("**/today");
            assertThat(tab.errors()).isEmpty();
        }
    }

    @Test
    void anAppIsSetUpAndItsCodeAskedFor(Browser browser) {
        try (var app = new TestApp();
                var tab = browser.open(Look.LAPTOP.inTheDark())) {
            app.owner();
            var page = tab.page();
            signIn(tab, app);
            page.waitForURL("**/today");
            tab.go(address(app) + "/settings/security");
            page.click("text=Set up an app");
            page.waitForURL("**/settings/totp");
            check(tab, "totp");
            var secret = page.textContent(".keytext").replace(" ", "");
            page.fill("#f-code", Totp.code(secret, app.clock.instant()));
            page.click("text=Turn it on");
            page.waitForSelector("h1:has-text('Your recovery codes')");
            check(tab, "recovery-codes-dark");
            var recovery = page.textContent(".keys li");
            page.click("text=I kept them");
            page.waitForURL("**/settings/security?did=codes");
            check(tab, "security-totp");

            page.context().clearCookies();
            signIn(tab, app);
            page.waitForURL("**/sign-in/factor**");
            check(tab, "factor");
            page.fill("#f-code", "000 000");
            page.click("text=Continue");
            page.waitForSelector("[aria-invalid=true]");
            check(tab, "factor-wrong");
            page.click("text=Use a recovery code");
            page.waitForSelector("text=One of the ten");
            check(tab, "factor-recovery");
            page.fill("#f-code", recovery);
            page.click("text=Continue");
            page.waitForURL("**/today");
        }
    }

    @Test
    void signingOutEmptiesTheStorageAndKeepsTheTheme(Browser browser) {
        try (var app = new TestApp();
                var tab = browser.open(Look.LAPTOP)) {
            app.owner();
            var page = tab.page();
            signIn(tab, app);
            page.waitForURL("**/today");
            page.click("summary:has-text('owner') >> nth=-1");
            page.click("[data-theme-choice=dark] >> visible=true");
            page.evaluate("sessionStorage.setItem('draft', 'not sent yet'); localStorage.setItem('x', 'y')");
            page.click("text=Sign out >> visible=true");
            page.waitForURL("**/sign-in");

            assertThat(page.evaluate("sessionStorage.getItem('draft') + ' and ' + localStorage.getItem('x')"))
                    .isEqualTo("null and null");
            tab.go(address(app) + "/sign-in");
            assertThat(page.getAttribute("html", "class")).contains("dark");
            signIn(tab, app);
            page.waitForURL("**/today");
            assertThat(page.getAttribute("html", "class")).contains("dark");
        }
    }

    @Test
    void withoutAScriptASentenceStandsWhereThePasskeyWouldBe(Browser browser) {
        try (var app = new TestApp();
                var tab = browser.open(Look.PHONE.withoutScript())) {
            app.owner();
            tab.page().navigate(address(app) + "/sign-in");

            assertThat(tab.page().isVisible("text=Passkeys need JavaScript")).isTrue();
            assertThat(tab.page().isVisible("text=Sign in with a passkey")).isFalse();
        }
    }

    /** An authenticator built into the device, that knows whose finger it is. */
    private static CDPSession authenticator(Tab tab) {
        var session = tab.page().context().newCDPSession(tab.page());
        session.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        var arguments = new JsonObject();
        arguments.add("options", options);
        session.send("WebAuthn.addVirtualAuthenticator", arguments);
        return session;
    }

    private static void signIn(Tab tab, TestApp app) {
        tab.go(address(app) + "/sign-in");
        tab.page().fill("#f-email", TestApp.email("owner"));
        tab.page().fill("#f-password", TestApp.PASSWORD);
        tab.page().click("form[action='/sign-in'] button:not([type=button])");
    }

    private static void check(Tab tab, String name) {
        tab.saveWhole(PICTURES.resolve("security-" + name + ".png"));
        assertThat(tab.axe()).as(name).isEmpty();
        assertThat(tab.overflow()).as(name + " is too wide").isLessThanOrEqualTo(0);
    }

    /** A passkey belongs to a name, so not 127.0.0.1. */
    private static String address(TestApp app) {
        return app.address().replace("127.0.0.1", "localhost");
    }
}
