package com.mewayz.accounts;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.FakeProvider;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A server with providers to sign in with, and the steps of somebody who does. */
final class Guests implements AutoCloseable {
    private static final Pattern ONWARD = Pattern.compile("http-equiv=\"refresh\" content=\"0; url=([^\"]+)\"");

    final TestApp app;
    final FakeProvider first;
    final FakeProvider second;

    Guests() {
        this(Map.of());
    }

    Guests(Map<Setting, String> settings) {
        var all = new HashMap<>(settings);
        all.put(Setting.OUTGOING_PRIVATE, "127.0.0.1");
        app = new TestApp(all);
        first = new FakeProvider(app.clock);
        second = new FakeProvider(app.clock);
        app.owner();
    }

    Client operator() {
        return app.visitor().browse(TestApp.email("owner"));
    }

    /** Sets a provider up as its operator does, and returns its id. */
    String setUp(FakeProvider provider, String kind, String name) {
        operator()
                .submit(
                        "/settings/providers",
                        Map.of(
                                "kind",
                                kind,
                                "name",
                                name,
                                "issuer",
                                provider.issuer(),
                                "client_id",
                                FakeProvider.CLIENT,
                                "client_secret",
                                FakeProvider.SECRET,
                                "enabled",
                                "true"))
                .is(303);
        return String.valueOf(app.app.db().number("select id from provider where issuer = ?", provider.issuer()));
    }

    /** Presses the button on the sign-in page, and returns the address at the provider. */
    static String leave(Client browser, String provider) {
        return onward(browser.submit("/sign-in", "/oauth/start", Map.of("provider", provider, "next", "/sites"))
                .is(200));
    }

    static String onward(Reply page) {
        var found = ONWARD.matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("leads nowhere: " + page.body());
        }
        return found.group(1).replace("&amp;", "&");
    }

    /** All the way there and back. */
    static Reply signIn(Client browser, FakeProvider at, String provider) {
        return back(browser, at.visit(leave(browser, provider)));
    }

    static Reply back(Client browser, String address) {
        var uri = URI.create(address);
        return browser.get(uri.getRawPath() + "?" + uri.getRawQuery());
    }

    long identities() {
        return app.app.db().number("select count(*) from identity");
    }

    long sessions(String email) {
        return app.app
                .db()
                .number("select count(*) from session join user on user.id = session.user where email = ?", email);
    }

    @Override
    public void close() {
        first.close();
        second.close();
        app.close();
    }
}
