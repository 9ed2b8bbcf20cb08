package com.mewayz.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.Client;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.Reply;
import com.mewayz.testing.RudePostOffice;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailPagesTest {
    private static final String PATH = "/settings/mail";
    private static final String SECRET = "smtp secret 4711";

    private TestApp app = new TestApp();

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void theOperatorEntersAServerAndSendsATestLetter() {
        try (var post = new PostOffice().user("mia", SECRET)) {
            var browser = operator();
            save(browser, post.port(), Map.of("user", "mia", "password", SECRET))
                    .is(303);
            assertThat(browser.get(PATH).body()).contains("One is kept").doesNotContain(SECRET);

            var page = test(browser, "zoe@example.com");

            assertThat(page).contains("The mail server took the letter", "EHLO mia.example", "AUTH", "RCPT TO:");
            assertThat(page)
                    .doesNotContain(
                            SECRET, Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
            assertThat(PostOffice.subject(post.last("zoe@example.com"))).isEqualTo("A test from Mewayz");
        }
    }

    @Test
    void theSecretIsSealedAndNeverInAFact() throws IOException {
        var browser = operator();
        save(browser, 2525, Map.of("user", "mia", "password", SECRET)).is(303);

        assertThat(app.app.db().number("select count(*) from setting where value like ?", "%" + SECRET + "%"))
                .isZero();
        assertThat(app.app
                        .db()
                        .number("select count(*) from setting where name = 'mail_password' and value like 'v1.%'"))
                .isEqualTo(1);
        assertThat(app.app.db().number("select count(*) from fact where kind = 'setting-changed'"))
                .isEqualTo(1);
        assertThat(app.app.db().number("select count(*) from fact where body like ?", "%" + SECRET + "%"))
                .isZero();
        assertThat(Files.readString(app.data.resolve("keys"))).doesNotContain(SECRET);
    }

    /** Or whoever sits at the screen could have it sent to a server of theirs. */
    @Test
    void theKeptSecretGoesOnlyWhereItWasMeantFor() {
        var browser = operator();
        save(browser, 2525, Map.of("user", "mia", "password", SECRET)).is(303);
        save(browser, 2525, Map.of("user", "mia", "senderName", "Mia")).is(303);
        for (var elsewhere : List.of(
                Map.of("host", "localhost"), Map.of("port", "2526"), Map.of("user", "mallory"), Map.of("tls", "tls"))) {
            var fields = new HashMap<>(Map.of("user", "mia"));
            fields.putAll(elsewhere);
            assertThat(save(browser, 2525, fields).is(422).body()).contains("Write the password");
        }
    }

    @Test
    void changingItAsksForAFreshProof() {
        var browser = operator();
        app.clock.forward(Duration.ofMinutes(11));
        for (var form : List.of(PATH, PATH + "/address", PATH + "/removal")) {
            assertThat(browser.submit(PATH, form, fields(2525)).is(303).header("Location"))
                    .as(form)
                    .startsWith("/prove?to=");
        }
        assertThat(app.app.mailer().ready()).isFalse();
    }

    @Test
    void nobodyElseGetsIn() {
        operator();
        app.stranger();
        app.visitor().browse("stranger@example.com").get(PATH).is(403);
        app.visitor().get(PATH).is(303);
    }

    @Test
    void whatMakesNoSenseIsToldFieldByField() {
        var browser = operator();
        var bad = Map.of(
                "host", List.of("", "-x", "a b", "smtp.example.com\r\nQUIT", "http://x"),
                "port", List.of("0", "65536", "x", "-1"),
                "tls", List.of("", "ssl"),
                "senderName", List.of("", "Mia\r\nBcc: x@example.com", "x".repeat(81)),
                "senderAddress", List.of("", "mia", "mia@example.com\r\nX: y", "zoë@example.com"));
        bad.forEach((field, values) -> values.forEach(value -> {
            var page = save(browser, 2525, Map.of(field, value)).is(422).body();
            assertThat(page).as(field + " " + value).contains("id=\"f-" + field + "-error\"");
        }));
        assertThat(app.app.mailer().ready()).isFalse();
    }

    @Test
    void aPasswordDoesNotTravelInTheClear() {
        var fields = Map.of("host", "smtp.example.com", "user", "mia", "password", SECRET);
        assertThat(save(operator(), 25, fields).is(422).body()).contains("only over an encrypted connection");
    }

    @Test
    void everyFailureIsToldInAClearSentence() {
        var browser = operator();
        failing(
                browser,
                Map.of("AUTH", "535 5.7.8 bad credentials", "EHLO", "250-rude\n250 AUTH PLAIN LOGIN"),
                Map.of("user", "mia", "password", SECRET),
                "refused the login",
                "535 5.7.8 bad credentials");
        failing(
                browser,
                Map.of("RCPT", "550 5.1.1 unknown"),
                Map.of(),
                "refused the letter or its recipient",
                "550 5.1.1 unknown");
        failing(browser, Map.of("RCPT", "451 4.7.1 greylisted"), Map.of(), "took no letter now", "greylisted");
        failing(browser, Map.of("GREETING", "554 go away"), Map.of(), "would not talk");
        failing(browser, Map.of(), Map.of("tls", "starttls"), "offers no STARTTLS");
        failing(browser, Map.of(), Map.of("tls", "tls"), "encrypted connection failed");
        failing(browser, Map.of(), Map.of("host", "nowhere.invalid"), "no host named nowhere.invalid");
        save(browser, closedPort(), Map.of()).is(303);
        assertThat(test(browser, "zoe@example.com")).contains("refused the connection");
    }

    @Test
    void anUntrustedCertificateIsRefused() {
        try (var post = new PostOffice("smtps")) {
            var browser = operator();
            save(browser, post.port(), Map.of("tls", "tls", "host", "localhost"))
                    .is(303);

            assertThat(test(browser, "zoe@example.com")).contains("encrypted connection failed");
            assertThat(post.all()).isEmpty();
        }
    }

    @Test
    void theConfigurationWinsAndIsShownAsFixed() {
        app.close();
        app = new TestApp(Map.of(
                Setting.SMTP_HOST, "smtp.mia.example",
                Setting.SMTP_USER, "mia",
                Setting.SMTP_PASSWORD, SECRET,
                Setting.MAIL_FROM, "Mia <mail@mia.example>",
                Setting.BASE_URL, "http://mia.example"));
        app.owner();
        var browser = app.visitor().with("Origin", "http://mia.example").browse("owner@example.com");
        var page = browser.get(PATH).is(200).body();

        assertThat(page)
                .contains("smtp.mia.example, port 587", "http://mia.example")
                .doesNotContain(SECRET, "name=\"host\"");
        browser.submit(PATH, fields(25)).is(409);
        browser.submit(PATH, PATH + "/address", Map.of("address", "https://evil.example"))
                .is(409);
        assertThat(app.app.mailer().settings().server().orElseThrow().host()).isEqualTo("smtp.mia.example");
    }

    @Test
    void linksLeadWhereTheOperatorSays() {
        var browser = operator();
        assertThat(app.app.mailer().link("/x")).isEqualTo(app.address() + "/x");
        for (var bad :
                List.of("", "mia.example", "https://mia.example/path", "https://a@evil.example", "javascript:1")) {
            browser.submit(PATH, PATH + "/address", Map.of("address", bad)).is(422);
        }
        browser.submit(PATH, PATH + "/address", Map.of("address", "https://mia.example/"))
                .is(303);

        assertThat(app.app.mailer().link("/x")).isEqualTo("https://mia.example/x");
        app.visitor().browse("owner@example.com");
        assertThat(app.app.mailer().link("/x")).isEqualTo("https://mia.example/x");
    }

    @Test
    void sendingNoMailForgetsTheSecret() {
        var browser = operator();
        save(browser, 2525, Map.of("user", "mia", "password", SECRET)).is(303);
        browser.submit(PATH, PATH + "/removal", Map.of()).is(303);

        assertThat(app.app.mailer().ready()).isFalse();
        assertThat(app.app.db().number("select count(*) from setting where name like 'mail%'"))
                .isZero();
    }

    private void failing(
            Client browser, Map<String, String> answers, Map<String, String> settings, String... sentences) {
        try (var rude = new RudePostOffice(answers)) {
            save(browser, rude.port(), settings).is(303);
            assertThat(test(browser, "zoe@example.com")).contains(sentences).doesNotContain(SECRET);
        }
    }

    private Client operator() {
        app.owner();
        return app.visitor().browse("owner@example.com");
    }

    private static String test(Client browser, String to) {
        return browser.submit(PATH, PATH + "/test", Map.of("to", to)).is(200).body();
    }

    private static Reply save(Client browser, int port, Map<String, String> more) {
        var fields = fields(port);
        fields.putAll(more);
        return browser.submit(PATH, fields);
    }

    private static Map<String, String> fields(int port) {
        return new HashMap<>(Map.of(
                "host", "127.0.0.1",
                "port", String.valueOf(port),
                "tls", "none",
                "senderName", "Mia's server",
                "senderAddress", "mail@mia.example"));
    }

    private static int closedPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
