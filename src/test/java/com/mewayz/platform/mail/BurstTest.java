package com.mewayz.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.PostOffice;
import com.mewayz.testing.RudePostOffice;
import com.mewayz.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many letters at once: over few connections, and each of them once. */
class BurstTest {
    @Test
    void lettersThatFollowEachOtherArriveOnceEach() {
        try (var post = new PostOffice();
                var app = new TestApp(post.settings())) {
            queue(app, 20);
            app.app.jobs().run("send-letters");

            assertThat(post.all()).extracting(PostOffice::subject).doesNotHaveDuplicates();
            assertThat(post.all()).hasSize(20);
        }
    }

    @Test
    void theyGoOverOneConnectionThatIsEndedPolitely() {
        try (var rude = new RudePostOffice(Map.of());
                var app = new TestApp(MailerTest.settings(rude.port()))) {
            var letters = queue(app, 20);
            app.app.jobs().run("send-letters");

            assertThat(said(rude, "EHLO")).isEqualTo(1);
            assertThat(said(rude, "MAIL")).isEqualTo(20);
            assertThat(states(app, letters)).containsOnly(Mailer.State.SENT);
            app.app.jobs().run("send-letters");
            assertThat(said(rude, "EHLO")).as("nothing to send, nobody called").isEqualTo(1);
        }
    }

    @Test
    void aConnectionIsNotKeptForEver() {
        try (var rude = new RudePostOffice(Map.of());
                var app = new TestApp(MailerTest.settings(rude.port()))) {
            queue(app, 51);
            app.app.jobs().run("send-letters");

            assertThat(said(rude, "EHLO")).isEqualTo(2);
            assertThat(said(rude, ".")).isEqualTo(51);
        }
    }

    @Test
    void aServerThatHangsUpBetweenLettersGetsTheNextOneOverAFreshConnection() {
        for (var lastWord : List.of(RudePostOffice.SILENCE, "421 4.7.0 that is enough")) {
            for (var command : List.of("MAIL", "RCPT", "DATA")) {
                try (var rude = new RudePostOffice(Map.of()).tired(3, command, lastWord);
                        var app = new TestApp(MailerTest.settings(rude.port()))) {
                    var letters = queue(app, 8);
                    app.app.jobs().run("send-letters");

                    assertThat(said(rude, "EHLO")).as(command + lastWord).isEqualTo(3);
                    assertThat(said(rude, ".")).as(command + lastWord).isEqualTo(8);
                    assertThat(states(app, letters)).as(command + lastWord).containsOnly(Mailer.State.SENT);
                }
            }
        }
    }

    @Test
    void aLetterThatMayHaveArrivedIsNotSentAgainOverAFreshConnection() {
        try (var rude = new RudePostOffice(Map.of()).tired(1, ".", RudePostOffice.SILENCE);
                var app = new TestApp(MailerTest.settings(rude.port()))) {
            var letters = queue(app, 3);
            app.app.jobs().run("send-letters");
            app.clock.forward(Duration.ofDays(2));
            app.app.jobs().run("send-letters");

            assertThat(said(rude, ".")).isEqualTo(3);
            assertThat(states(app, letters))
                    .containsExactly(Mailer.State.SENT, Mailer.State.UNCERTAIN, Mailer.State.SENT);
        }
    }

    @Test
    void aServerThatOnlyHangsUpIsTriedOnceMoreAndThenLater() {
        try (var rude = new RudePostOffice(Map.of("MAIL", "421 4.3.2 closing"));
                var app = new TestApp(MailerTest.settings(rude.port()))) {
            var letters = queue(app, 1);
            app.app.jobs().run("send-letters");

            assertThat(said(rude, "MAIL")).isEqualTo(1);
            assertThat(states(app, letters)).containsExactly(Mailer.State.WAITING);
        }
    }

    @Test
    void aRefusedRecipientHoldsUpNobodyElse() {
        try (var rude = new RudePostOffice(Map.of()).tired(1, "RCPT", "550 5.1.1 no such person here");
                var app = new TestApp(MailerTest.settings(rude.port()))) {
            var letters = queue(app, 3);
            app.app.jobs().run("send-letters");

            assertThat(states(app, letters))
                    .containsExactly(Mailer.State.SENT, Mailer.State.REFUSED, Mailer.State.SENT);
        }
    }

    private static List<Long> queue(TestApp app, int count) {
        return app.app
                .db()
                .inTransaction(() -> IntStream.range(0, count)
                        .mapToObj(i -> app.app
                                .mailer()
                                .queue(new Letter(
                                        "test",
                                        "zoe" + i + "@example.com",
                                        "Letter " + i,
                                        List.of("Hello."),
                                        Optional.empty())))
                        .toList());
    }

    private static List<Mailer.State> states(TestApp app, List<Long> letters) {
        return letters.stream()
                .map(id -> app.app.mailer().fate(id).orElseThrow().state())
                .toList();
    }

    private static long said(RudePostOffice rude, String command) {
        return rude.heard().stream()
                .filter(line -> line.split(" ")[0].equals(command))
                .count();
    }
}
