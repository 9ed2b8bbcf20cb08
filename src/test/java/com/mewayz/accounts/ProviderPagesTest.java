package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.FakeProvider;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Providers are set up by whoever runs the server; everybody decides which of them open their own account. */
class ProviderPagesTest {
    private static final String MINE = "/settings/security/identities";

    private final Guests guests = new Guests();

    @AfterEach
    void stop() {
        guests.close();
    }

    @Test
    void whoRunsTheServerSetsProvidersUpAndPeopleSeeTheirButtons() {
        var operator = guests.operator();
        assertThat(operator.get("/settings/providers").is(200).body())
                .contains(guests.app.address() + "/oauth/callback");
        var id = guests.setUp(guests.first, "openid", "Studio login");

        assertThat(guests.app.visitor().get("/sign-in").body()).contains("Continue with Studio login");
        operator.submit(
                        "/settings/providers?provider=" + id,
                        Map.of(
                                "kind", "openid",
                                "name", "Other name",
                                "issuer", guests.first.issuer() + "/",
                                "client_id", FakeProvider.CLIENT,
                                "client_secret", "",
                                "enabled", "true"))
                .is(303);
        assertThat(guests.app.visitor().get("/sign-in").body()).contains("Continue with Other name");
        Guests.signIn(guests.app.visitor(), guests.first, id).is(303);
        operator.submit("/settings/providers", "/settings/providers/deletion?provider=" + id, Map.of())
                .is(303);
        assertThat(guests.app.visitor().get("/sign-in").body()).doesNotContain("Continue with");
    }

    @Test
    void nobodyElseDoes() {
        guests.app.admin();
        var admin = guests.app.visitor().browse(TestApp.email("admin"));

        admin.get("/settings/providers").is(403);
        admin.submit("/settings/profile", "/settings/providers", input(Map.of()))
                .is(403);
        guests.app.visitor().get("/settings/providers").is(303);
    }

    @Test
    void changingProvidersAsksWhoItIs() {
        var operator = guests.operator();
        guests.app.clock.forward(Duration.ofMinutes(11));

        assertThat(operator.submit("/settings/providers", input(Map.of()))
                        .is(303)
                        .header("Location"))
                .startsWith("/prove?to=");
        assertThat(guests.app.app.db().number("select count(*) from provider")).isZero();
    }

    @Test
    void theSecretIsSealedAndNeverShownAgain() throws IOException {
        var id = guests.setUp(guests.first, "openid", "One");
        var page = guests.operator().get("/settings/providers?provider=" + id).is(200);
        assertThat(page.body()).doesNotContain(FakeProvider.SECRET);
        var again = guests.operator()
                .submit("/settings/providers", input(Map.of("name", "", "client_secret", "typed-once")));
        assertThat(again.is(422).body()).doesNotContain("typed-once");
        try (var files = Files.list(guests.app.data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.getFileName().toString())
                        .doesNotContain(FakeProvider.SECRET);
            }
        }
        assertThat(guests.app
                        .app
                        .db()
                        .number("select count(*) from fact where body like ?", "%" + FakeProvider.SECRET + "%"))
                .isZero();
    }

    @Test
    void aSlipOfThePenIsFoundWhenItIsMade() {
        var operator = guests.operator();
        assertThat(complaints(operator, Map.of("kind", "nonsense", "name", "", "client_id", "", "client_secret", "")))
                .contains("Choose one of")
                .contains("Copy the client ID")
                .contains("Copy the client secret");
        assertThat(complaints(operator, Map.of("issuer", "id.example.com"))).contains("full web address");
        assertThat(complaints(operator, Map.of("issuer", "https://10.0.0.7"))).contains("private or special network");
        assertThat(complaints(operator, Map.of("issuer", guests.first.issuer() + "/realm")))
                .contains("did not accept what we asked");
        guests.first.document = document -> document.put("issuer", "https://accounts.google.com");
        assertThat(complaints(operator, Map.of())).contains("calls itself by another name");
        guests.first.document = document -> document.put("authorization_endpoint", "javascript:alert(1)");
        assertThat(complaints(operator, Map.of())).contains("does not say where its pages are");
        guests.first.document = document -> document.remove("jwks_uri");
        assertThat(complaints(operator, Map.of())).contains("does not say where its pages are");
        guests.first.document = document -> {};
        guests.setUp(guests.first, "openid", "One");
        assertThat(complaints(operator, Map.of())).contains("set up already");
        assertThat(guests.app.app.db().number("select count(*) from provider")).isEqualTo(1);
    }

    @Test
    void gitHubIsAskedOverAnEncryptedConnectionOnly() {
        var operator = guests.operator();
        assertThat(complaints(operator, Map.of("kind", "github", "issuer", "http://192.0.2.7")))
                .contains("private or special network");
        assertThat(complaints(operator, Map.of("kind", "github", "issuer", "http://93.184.215.14")))
                .contains("Secrets are sent over https:// only.");
        assertThat(complaints(operator, Map.of("kind", "github", "issuer", guests.first.issuer() + "/elsewhere")))
                .contains("did not accept what we asked");
        assertThat(guests.app.app.db().number("select count(*) from provider")).isZero();
    }

    @Test
    void gitHubCountsOnlyAPrimaryAddressThatWasVerified() {
        var id = guests.setUp(guests.first, "github", "GitHub");
        guests.first.sender = "";
        for (var addresses : List.of(
                List.<Map<String, Object>>of(),
                List.of(address("mia@example.com", true, false)),
                List.of(address("mia@example.com", false, true)),
                List.of(address("mia@example.com", true, false), address("other@example.com", false, true)))) {
            guests.first.addresses = addresses;
            Guests.signIn(guests.app.visitor(), guests.first, id).is(403);
        }
        guests.first.addresses =
                List.of(address("other@example.com", false, true), address("mia@example.com", true, true));
        var browser = guests.app.visitor();
        assertThat(Guests.signIn(browser, guests.first, id).is(303).header("Location"))
                .isEqualTo("/setup/workspace");
        assertThat(browser.get("/settings/profile").body()).contains("mia@example.com");
        assertThat(guests.app.app.db().number("select count(*) from identity where subject = '4711'"))
                .isEqualTo(1);
    }

    @Test
    void aCodeThatGitHubDoesNotKnowLetsNobodyIn() {
        var id = guests.setUp(guests.first, "github", "GitHub");
        guests.first.sender = "";
        guests.first.addresses = List.of(address("mia@example.com", true, true));
        var browser = guests.app.visitor();
        var back = guests.first.visit(Guests.leave(browser, id));

        Guests.back(browser, back.replaceAll("code=[^&]*", "code=guessed")).is(403);
    }

    @Test
    void aWayInIsAddedAndTakenAwayOnTheSecurityPage() {
        var id = guests.setUp(guests.first, "openid", "One");
        guests.app.register("zoe");
        var zoe = guests.app.visitor().browse(TestApp.email("zoe"));
        assertThat(zoe.get(MINE).is(200).body()).contains("Link One");
        add(zoe, id);

        assertThat(zoe.get(MINE).body()).contains("mia@example.com").doesNotContain("Link One");
        var again = guests.app.visitor();
        assertThat(Guests.signIn(again, guests.first, id).is(303).header("Location"))
                .isEqualTo("/sites");
        assertThat(again.get("/settings/profile").body()).contains("zoe@example.com");
        zoe.submit(MINE, MINE + "/" + identity() + "/deletion", Map.of()).is(303);
        assertThat(guests.identities()).isZero();
        assertThat(guests.app.app.db().number("select count(*) from fact where kind like 'identity-%'"))
                .isEqualTo(2);
    }

    @Test
    void theOnlyWayInStays() {
        var id = guests.setUp(guests.first, "openid", "One");
        var browser = guests.app.visitor();
        Guests.signIn(browser, guests.first, id).is(303);

        assertThat(browser.get(MINE).body()).contains("Only way in");
        assertThat(browser.submit(MINE, MINE + "/" + identity() + "/deletion", Map.of())
                        .is(409)
                        .body())
                .contains("only way into your account");
        assertThat(guests.identities()).isEqualTo(1);
    }

    @Test
    void addingAWayInAsksWhoItIs() {
        var id = guests.setUp(guests.first, "openid", "One");
        guests.app.register("zoe");
        var zoe = guests.app.visitor().browse(TestApp.email("zoe"));
        guests.app.clock.forward(Duration.ofMinutes(11));

        assertThat(zoe.submit(MINE, Map.of("provider", id)).is(303).header("Location"))
                .startsWith("/prove?to=");
    }

    @Test
    void aWayInThatIsSomebodysIsNotAddedToAnotherAccount() {
        var id = guests.setUp(guests.first, "openid", "One");
        Guests.signIn(guests.app.visitor(), guests.first, id).is(303);
        guests.app.register("zoe");
        var zoe = guests.app.visitor().browse(TestApp.email("zoe"));
        var back = guests.first.visit(Guests.onward(zoe.submit(MINE, Map.of("provider", id))));

        assertThat(Guests.back(zoe, back).is(403).body()).contains("linked to another account");
    }

    @Test
    void aWayInIsAddedToTheAccountThatAskedForIt() {
        var id = guests.setUp(guests.first, "openid", "One");
        guests.app.register("zoe");
        var browser = guests.app.visitor().browse(TestApp.email("zoe"));
        var back = guests.first.visit(Guests.onward(browser.submit(MINE, Map.of("provider", id))));
        browser.cookies().remove("mewayz");
        browser.browse(TestApp.email("owner"));

        Guests.back(browser, back).is(403);
        assertThat(guests.identities()).isZero();
    }

    @Test
    void whoHasNoPasswordShowsWhoTheyAreOverTheirProvider() {
        var id = guests.setUp(guests.first, "openid", "One");
        var browser = guests.app.visitor();
        Guests.signIn(browser, guests.first, id).is(303);
        var before = Map.copyOf(browser.cookies());
        guests.app.clock.forward(Duration.ofMinutes(11));
        assertThat(browser.get("/prove?to=" + MINE).body()).contains("Continue with One");
        var onward = Guests.onward(
                browser.submit("/prove?to=" + MINE, "/oauth/start", Map.of("provider", id, "next", MINE)));

        assertThat(Guests.back(browser, guests.first.visit(onward)).is(303).header("Location"))
                .isEqualTo(MINE);
        assertThat(browser.cookies().get("mewayz")).isNotEqualTo(before.get("mewayz"));
        assertThat(guests.sessions("mia@example.com"))
                .as("the old session is over")
                .isEqualTo(1);
    }

    @Test
    void nobodySignsInWithThePasswordThatIsNotThere() {
        var id = guests.setUp(guests.first, "openid", "One");
        Guests.signIn(guests.app.visitor(), guests.first, id).is(303);
        for (var password : List.of("", " ", "null", TestApp.PASSWORD)) {
            guests.app
                    .visitor()
                    .form("/sign-in", Map.of("email", "mia@example.com", "password", password))
                    .is(422);
        }
    }

    private void add(Client browser, String id) {
        var back = guests.first.visit(Guests.onward(browser.submit(MINE, Map.of("provider", id))));
        assertThat(Guests.back(browser, back).is(303).header("Location")).isEqualTo(MINE);
    }

    private long identity() {
        return guests.app.app.db().number("select id from identity");
    }

    private String complaints(Client operator, Map<String, String> changed) {
        return operator.submit("/settings/providers", input(changed)).is(422).body();
    }

    private Map<String, String> input(Map<String, String> changed) {
        var all = new HashMap<>(Map.of(
                "kind",
                "openid",
                "name",
                "One",
                "issuer",
                guests.first.issuer(),
                "client_id",
                FakeProvider.CLIENT,
                "client_secret",
                FakeProvider.SECRET,
                "enabled",
                "true"));
        all.putAll(changed);
        return all;
    }

    private static Map<String, Object> address(String email, boolean primary, boolean verified) {
        return Map.of("email", email, "primary", primary, "verified", verified);
    }
}
