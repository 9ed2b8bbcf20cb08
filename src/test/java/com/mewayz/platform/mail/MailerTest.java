package com.mewayz.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.PostOffice;
import com.mewayz.testing.RudePostOffice;
import com.mewayz.testing.TestApp;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Letters, from the transaction that makes them true to the mail server's answer. */
class MailerTest {
    @Test
    void aLetterArrivesOnceAsTextAndHtml() throws MessagingException {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            long id = queue(app, letter("Zoë <zoe> & friends", "https://mia.example/x?token=abc"));
            app.app.jobs().run("send-letters");
            app.app.jobs().run("send-letters");

            assertThat(post.all()).hasSize(1);
            var got = post.last("zoe@example.com");
            assertThat(got.getSubject()).isEqualTo("Grüße 🎈");
            assertThat(got.getFrom()[0].toString()).isEqualTo("Mia's server <mail@mia.example>");
            assertThat(got.getMessageID()).isEqualTo("<letter." + id + "@mia.example>");
            assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(got.getHeader("Date")).containsExactly("Sun, 22 Nov 2026 12:00:00 +0000");
            assertThat(got.getContentType()).startsWith("multipart/alternative");
            assertThat(PostOffice.text(got)).contains("Zoë <zoe> & friends", "https://mia.example/x?token=abc");
            assertThat(PostOffice.html(got))
                    .contains("Zoë &lt;zoe&gt; &amp; friends", "href=\"https://mia.example/x?token=abc\"");
            assertThat(fate(app, id).state()).isEqualTo(Mailer.State.SENT);
        }
    }

    @Test
    void aLetterOfATransactionThatFailsWasNeverThere() {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            assertThatThrownBy(() -> app.app.db().inTransaction(() -> {
                        app.app.mailer().queue(letter("Hello", "https://mia.example/"));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThatThrownBy(() -> app.app.mailer().queue(letter("Hello", "https://mia.example/")))
                    .hasMessageContaining("transaction");
            app.app.jobs().run("send-letters");

            assertThat(post.all()).isEmpty();
        }
    }

    @Test
    void aWaitingLetterCannotBeReadAndAnEndedOneIsErased() {
        try (var rude = new RudePostOffice(Map.of("RCPT", "451 later"));
                var app = new TestApp(settings(rude.port()))) {
            long id = queue(app, letter("secret words", "https://mia.example/?token=secret-token"));
            app.app.jobs().run("send-letters");
            assertThat(body(app, id)).startsWith("v1.").doesNotContain("secret");
            assertThat(fate(app, id).state()).isEqualTo(Mailer.State.WAITING);
        }
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            long id = queue(app, letter("secret words", "https://mia.example/?token=secret-token"));
            app.app.jobs().run("send-letters");
            assertThat(body(app, id)).isEmpty();
        }
    }

    @Test
    void notNowMeansAgainWithGrowingPausesAndOneDayGivingUp() {
        try (var rude = new RudePostOffice(Map.of("RCPT", "451 4.7.1 greylisted"));
                var app = new TestApp(settings(rude.port()))) {
            long id = queue(app, letter("Hello", "https://mia.example/"));
            app.app.jobs().run("send-letters");
            app.app.jobs().run("send-letters");
            assertThat(tries(rude)).isEqualTo(1);
            assertThat(fate(app, id).reply()).contains("greylisted");

            app.clock.forward(Duration.ofMinutes(6));
            app.app.jobs().run("send-letters");
            assertThat(tries(rude)).isEqualTo(2);
            app.clock.forward(Duration.ofMinutes(6));
            app.app.jobs().run("send-letters");
            assertThat(tries(rude)).isEqualTo(2);
            for (int i = 0; i < 10; i++) {
                app.clock.forward(Duration.ofHours(13));
                app.app.jobs().run("send-letters");
            }

            assertThat(tries(rude)).isEqualTo(8);
            assertThat(fate(app, id).state()).isEqualTo(Mailer.State.REFUSED);
            assertThat(fate(app, id).reply()).contains("Given up after 8 tries", "greylisted");
        }
    }

    @Test
    void noMeansNoAndTheServersWordsAreKept() {
        try (var rude = new RudePostOffice(Map.of("RCPT", "550 5.1.1 no such person here"));
                var app = new TestApp(settings(rude.port()))) {
            long id = queue(app, letter("Hello", "https://mia.example/"));
            app.app.jobs().run("send-letters");
            app.clock.forward(Duration.ofDays(1));
            app.app.jobs().run("send-letters");

            assertThat(tries(rude)).isEqualTo(1);
            assertThat(fate(app, id).state()).isEqualTo(Mailer.State.REFUSED);
            assertThat(fate(app, id).reply()).contains("550 5.1.1 no such person here");
        }
    }

    @Test
    void aServerThatGoesSilentAfterTheLetterIsNotGivenItTwice() {
        try (var rude = new RudePostOffice(Map.of(".", RudePostOffice.SILENCE));
                var app = new TestApp(settings(rude.port()))) {
            long id = queue(app, letter("Hello", "https://mia.example/"));
            app.app.jobs().run("send-letters");
            app.clock.forward(Duration.ofDays(2));
            app.app.jobs().run("send-letters");

            assertThat(tries(rude)).isEqualTo(1);
            assertThat(fate(app, id).state()).isEqualTo(Mailer.State.UNCERTAIN);
        }
    }

    @Test
    void aServerThatGoesSilentBeforeTheLetterIsAskedAgain() {
        for (var command : List.of("GREETING", "MAIL", "RCPT", "DATA")) {
            try (var rude = new RudePostOffice(Map.of(command, RudePostOffice.SILENCE));
                    var app = new TestApp(settings(rude.port()))) {
                long id = queue(app, letter("Hello", "https://mia.example/"));
                app.app.jobs().run("send-letters");

                assertThat(fate(app, id).state()).as(command).isEqualTo(Mailer.State.WAITING);
                assertThat(fate(app, id).reply()).as(command).isNotBlank();
            }
        }
    }

    @Test
    void whatACrashInterruptedIsUncertainAndStaysSo() {
        try (var post = new PostOffice()) {
            var app = new TestApp(post.settings());
            app.app.jobs().close();
            long id = queue(app, letter("Hello", "https://mia.example/"));
            app.app.db().run("update letter set state = 'sending' where id = ?", id);
            app.stop();
            try (var again = new TestApp(post.settings(), app.data)) {
                again.clock.forward(Duration.ofDays(1));
                again.app.jobs().run("send-letters");

                assertThat(fate(again, id).state()).isEqualTo(Mailer.State.UNCERTAIN);
                assertThat(body(again, id)).isEmpty();
                assertThat(post.all()).isEmpty();
            }
        }
    }

    /** CVE-2025-7962 and its elder kin: nothing in a name or a subject ends a line. */
    @Test
    void nothingBreaksOutOfAHeader() {
        for (var end : List.of("\r\n", "\n", "\r", "\u760D\u760A", "\u2028", "\u0085", "\0", "=?UTF-8?Q?=0D=0A?=")) {
            var evil = "Hello" + end + "Bcc: mallory@evil.example" + end + end + "body";
            try (var post = new PostOffice();
                    var app = new TestApp(post.settings())) {
                app.app.db().inTransaction(() -> {
                    app.app
                            .mailer()
                            .queue(new Letter("test", "zoe@example.com", evil, List.of(evil), Optional.empty()));
                });
                app.app.jobs().run("send-letters");

                assertThat(post.all()).as(end).hasSize(1);
                var got = post.all().getFirst();
                assertThat(PostOffice.recipients(got)).containsExactly("zoe@example.com");
                assertThat(head(PostOffice.raw(got))).noneMatch(line -> line.startsWith("Bcc"));
            }
        }
    }

    @Test
    void anAddressThatIsMoreThanOneIsRefusedBeforeAnythingIsSaid() {
        try (var rude = new RudePostOffice(Map.of());
                var app = new TestApp(settings(rude.port()))) {
            for (var evil : List.of(
                    "zoe@example.com\r\nRCPT TO:<mallory@evil.example>",
                    "zoe@example.com\u760D\u760ARCPT TO:<mallory@evil.example>",
                    "zoë@example.com",
                    "zoe@example.com mallory@evil.example")) {
                long id = queue(app, new Letter("test", evil, "Hello", List.of("Hello"), Optional.empty()));
                app.app.jobs().run("send-letters");
                assertThat(fate(app, id).state()).as(evil).isEqualTo(Mailer.State.REFUSED);
            }
            assertThat(rude.heard()).isEmpty();
        }
    }

    @Test
    void oldLettersAreForgotten() {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            long id = queue(app, letter("Hello", "https://mia.example/"));
            app.app.jobs().run("send-letters");
            app.clock.forward(Duration.ofDays(31));
            app.app.jobs().run("expire-letters");

            assertThat(app.app.mailer().fate(id)).isEmpty();
        }
    }

    @Test
    void withoutAMailServerNothingIsStored() {
        try (var app = new TestApp()) {
            assertThat(app.app.mailer().ready()).isFalse();
            assertThat(queue(app, letter("Hello", "https://mia.example/"))).isZero();
            assertThat(app.app.db().number("select count(*) from letter")).isZero();
        }
    }

    private static Letter letter(String text, String address) {
        return new Letter(
                "test", "zoe@example.com", "Grüße 🎈", List.of(text), Optional.of(new Letter.Button("Open", address)));
    }

    private static long queue(TestApp app, Letter letter) {
        return app.app.db().inTransaction(() -> app.app.mailer().queue(letter));
    }

    private static Mailer.Fate fate(TestApp app, long id) {
        return app.app.mailer().fate(id).orElseThrow();
    }

    private static String body(TestApp app, long id) {
        return app.app
                .db()
                .find(Text.class, "select body from letter where id = ?", id)
                .orElseThrow()
                .body;
    }

    private static long tries(RudePostOffice rude) {
        return rude.heard().stream().filter(line -> line.startsWith("MAIL")).count();
    }

    private static List<String> head(String raw) {
        return raw.lines().takeWhile(line -> !line.isEmpty()).toList();
    }

    static Map<Setting, String> settings(int port) {
        return Map.of(
                Setting.SMTP_HOST, "127.0.0.1",
                Setting.SMTP_PORT, String.valueOf(port),
                Setting.SMTP_TLS, "none",
                Setting.MAIL_FROM, "mail@mia.example");
    }

    private record Text(String body) {}
}
