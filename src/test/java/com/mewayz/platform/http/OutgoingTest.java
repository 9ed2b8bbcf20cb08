package com.mewayz.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.http.Outcome.Answered;
import com.mewayz.platform.http.Outcome.Refused;
import com.mewayz.platform.http.Outcome.TryLater;
import com.mewayz.platform.http.Outcome.Uncertain;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** The way out leads to public addresses, and nothing that answers can harm whoever asked. */
class OutgoingTest {
    private static final Outgoing.Limits LIMITS =
            new Outgoing.Limits(Duration.ofSeconds(2), Duration.ofSeconds(20), 1000);

    /** Where our own server stands in these tests: a network the operator has named. */
    private static final String HOME = "127.0.0.2";

    /** Names that lead home, as those of public wildcard services do. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("localhost", "127.0.0.1"),
            Map.entry("127.0.0.1.nip.example", "127.0.0.1"),
            Map.entry("7f000001.nip.example", "127.0.0.1"),
            Map.entry("sub.localhost", "127.0.0.1"),
            Map.entry("six.example", "::1"),
            Map.entry("mapped.example", "::ffff:127.0.0.1"),
            Map.entry("metadata.google.internal", "169.254.169.254"),
            Map.entry("router.lan", "192.168.1.1"));

    @Test
    void noFormOfAPrivateAddressIsReached() {
        try (var four = RawServer.sink("127.0.0.1");
                var six = RawServer.sink("::1")) {
            var outgoing = new Outgoing(new Reach(List.of()), LIMITS, OutgoingTest::lookUp, OutgoingTest::none);
            var forms = HostileAddresses.all().toList();
            for (var form : forms) {
                for (var port : List.of(four.port(), six.port())) {
                    var address = form.contains("PORT") ? form.replace("PORT", String.valueOf(port)) : form;
                    var outcome = outgoing.send(Ask.get(address).port(port).following(3));
                    assertThat(outcome).as(address).isInstanceOf(Refused.class);
                }
            }
            assertThat(forms).hasSizeGreaterThan(60);
            assertThat(four.heads()).isEmpty();
            assertThat(six.heads()).isEmpty();
        }
    }

    @Test
    void everySpecialNetworkIsRefusedAndThePublicInternetIsNot() throws UnknownHostException {
        var reach = new Reach(List.of());
        for (var special : List.of(
                "0.1.2.3",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.170",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1")) {
            assertThat(reach.allows(InetAddress.getByName(special))).as(special).isFalse();
        }
        for (var open : List.of(
                "1.1.1.1",
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "198.17.0.1",
                "223.255.255.254",
                "2606:4700:4700::1111",
                "2001:4860:4860::8888",
                "2a00:1450:4001::1")) {
            assertThat(reach.allows(InetAddress.getByName(open))).as(open).isTrue();
        }
    }

    @Test
    void aNameThatMovesHomeAfterTheCheckIsAskedWhereItWasChecked() {
        try (var sink = RawServer.sink("127.0.0.1");
                var server = RawServer.saying(HOME, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            var answers = new ArrayDeque<>(List.of(HOME, "127.0.0.1", "127.0.0.1"));
            var outgoing = at(host -> List.of(InetAddress.getByName(answers.pop())));
            var address = "http://moving.example:" + server.port() + "/";

            assertThat(outgoing.send(Ask.get(address))).isInstanceOf(Answered.class);
            assertThat(answers).as("looked up once").hasSize(2);
            assertThat(outgoing.send(Ask.get("http://moving.example:" + sink.port() + "/")
                            .port(sink.port())))
                    .isInstanceOf(Refused.class);
            assertThat(sink.heads()).isEmpty();
        }
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnoughToRefuse() {
        try (var server = RawServer.sink(HOME)) {
            var outgoing = at(host -> List.of(InetAddress.getByName(HOME), InetAddress.getByName("127.0.0.1")));

            assertThat(outgoing.send(Ask.get("http://both.example:" + server.port() + "/")))
                    .isInstanceOf(Refused.class);
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void aRedirectIsNotFollowedUnlessAskedFor() {
        try (var server = RawServer.saying(HOME, redirect("http://127.0.0.2:1/"))) {
            var outcome = (Answered) at(OutgoingTest::lookUp).send(Ask.get(address(server)));

            assertThat(outcome.status()).isEqualTo(302);
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void aRedirectThatIsFollowedIsCheckedLikeTheFirstStep() {
        try (var sink = RawServer.sink("127.0.0.1")) {
            for (var target : List.of(
                    "http://127.0.0.1:" + sink.port() + "/",
                    "http://localhost:" + sink.port() + "/",
                    "//127.0.0.1:" + sink.port() + "/",
                    "http://2130706433:" + sink.port() + "/",
                    "file:///etc/passwd",
                    "gopher://127.0.0.1:" + sink.port() + "/_x")) {
                try (var server = RawServer.saying(HOME, redirect(target))) {
                    var outcome = at(OutgoingTest::lookUp)
                            .send(Ask.get(address(server)).port(sink.port()).following(3));
                    assertThat(outcome).as(target).isInstanceOf(Refused.class);
                }
            }
            assertThat(sink.heads()).isEmpty();
        }
    }

    @Test
    void whatWasMeantForOneServerIsNotToldToTheNext() {
        try (var second = RawServer.saying(HOME, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                var first = RawServer.saying(HOME, redirect(address(second)))) {
            var outcome = at(OutgoingTest::lookUp)
                    .send(Ask.get(address(first))
                            .with("Authorization", "Bearer s3cret")
                            .following(1));

            assertThat(outcome).isInstanceOf(Answered.class);
            assertThat(first.heads().getFirst()).contains("Authorization: Bearer s3cret");
            assertThat(second.heads().getFirst()).doesNotContain("s3cret").contains("Host: ");
        }
    }

    @Test
    void redirectsInACircleEnd() {
        try (var server = RawServer.saying(HOME, redirect("/again"))) {
            var outcome = (Answered)
                    at(OutgoingTest::lookUp).send(Ask.get(address(server)).following(4));

            assertThat(outcome.status()).isEqualTo(302);
            assertThat(server.heads()).hasSize(5);
        }
    }

    @Test
    void secretsAreNotSentUnencrypted() {
        var outgoing = at(host -> List.of(InetAddress.getByName("93.184.215.14")));

        assertThat(outgoing.send(Ask.form("http://example.com/token", Map.of("secret", "x"))
                        .inConfidence()))
                .isEqualTo(new Refused("Secrets are sent over https:// only."));
    }

    @Test
    void onlyTheUsualPortsAreAskedUnlessOneIsNamed() {
        var outgoing = at(host -> List.of(InetAddress.getByName("93.184.215.14")));

        for (var port : List.of(22, 25, 3306, 6379, 8443)) {
            assertThat(outgoing.send(Ask.get("https://example.com:" + port + "/")))
                    .isEqualTo(new Refused("Port " + port + " is not asked."));
        }
    }

    @Test
    void aHeaderCannotSmuggleAnother() {
        try (var server = RawServer.sink(HOME)) {
            var outcome = at(OutgoingTest::lookUp)
                    .send(Ask.get(address(server)).with("Authorization", "Bearer x\r\nX-Evil: 1"));

            assertThat(outcome).isInstanceOf(Refused.class);
            assertThat(String.join("", server.heads())).doesNotContain("Evil");
        }
    }

    @Test
    void anAnswerInPiecesIsPutTogether() {
        var chunked = String.join(
                "\r\n",
                "HTTP/1.1 103 Early Hints",
                "Link: x",
                "",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "X-A: 1",
                "X-A: 2",
                "",
                "5;x=y",
                "hello",
                "6",
                " world",
                "0",
                "Trailer: t",
                "",
                "");
        try (var server = RawServer.saying(HOME, chunked)) {
            var answer = (Answered) at(OutgoingTest::lookUp).send(Ask.get(address(server)));

            assertThat(answer.text()).isEqualTo("hello world");
            assertThat(answer.header("x-a")).isEqualTo("1, 2");
        }
        try (var server = RawServer.saying(HOME, "HTTP/1.0 404 Not Found\r\n\r\nto the end")) {
            var answer = (Answered) at(OutgoingTest::lookUp).send(Ask.get(address(server)));

            assertThat(answer.text()).isEqualTo("to the end");
            assertThat(answer.fine()).isFalse();
        }
    }

    @Test
    void anAnswerThatMakesNoSenseIsNoneAndIsNotRepeatedToAnybody() {
        var head = "HTTP/1.1 200 OK\r\n";
        for (var odd : List.of(
                "",
                "hello\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2 200\r\n\r\n",
                head + "no colon\r\n\r\n",
                head + "X: a\r\n folded\r\n\r\n",
                head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                head + "Content-Length: -1\r\n\r\n",
                head + "Content-Length: 50\r\n\r\ns3cret",
                head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
                head + "Transfer-Encoding: chunked\r\n\r\n5\r\ns3cre",
                head + "Content-Encoding: gzip\r\nContent-Length: 6\r\n\r\ns3cret",
                head + "Content-Length: 2000\r\n\r\n" + "s3cret".repeat(400),
                head + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n" + "s3cret".repeat(400),
                head + "\r\n" + "s3cret".repeat(400),
                head + "X: " + "s3cret".repeat(10_000) + "\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n".repeat(50))) {
            try (var server = RawServer.saying(HOME, odd)) {
                var outcome = at(OutgoingTest::lookUp).send(Ask.get(address(server)));
                assertThat(outcome).as(odd).isInstanceOf(Uncertain.class);
                assertThat(outcome.toString()).doesNotContain("s3cret");
            }
        }
    }

    @Test
    void anAnswerThatDripsIsCutOff() {
        var tight = new Outgoing.Limits(Duration.ofSeconds(1), Duration.ofMillis(400), 1000);
        try (var server = new RawServer(HOME, out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write('H');
                out.flush();
                pause();
            }
        })) {
            var outgoing = new Outgoing(new Reach(List.of(HOME)), tight, OutgoingTest::lookUp, OutgoingTest::none);
            assertThat(outgoing.send(Ask.get(address(server)))).isInstanceOf(Uncertain.class);
        }
        try (var silent = new RawServer(HOME, out -> new java.util.concurrent.Semaphore(0).acquireUninterruptibly())) {
            var outgoing = new Outgoing(new Reach(List.of(HOME)), tight, OutgoingTest::lookUp, OutgoingTest::none);
            assertThat(outgoing.send(Ask.get(address(silent)))).isInstanceOf(Uncertain.class);
        }
    }

    @Test
    void whoIsNotThereMayComeLater() {
        int port;
        try (var gone = RawServer.sink(HOME)) {
            port = gone.port();
        }
        assertThat(at(OutgoingTest::lookUp).send(Ask.get("http://127.0.0.2:" + port + "/")))
                .isInstanceOf(TryLater.class);
        assertThat(at(OutgoingTest::lookUp).send(Ask.get("https://nowhere.example/")))
                .isInstanceOf(TryLater.class);
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(30, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Outgoing at(Names names) {
        return new Outgoing(new Reach(List.of(HOME)), LIMITS, names, OutgoingTest::none);
    }

    static List<InetAddress> lookUp(String host) throws UnknownHostException {
        if (host.matches("[0-9.]+|.*:.*")) {
            return Arrays.asList(InetAddress.getAllByName(host));
        }
        var known = NAMES.get(host);
        if (known == null) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByName(known));
    }

    private static SSLSocketFactory none() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static String address(RawServer server) {
        return "http://127.0.0.2:" + server.port() + "/";
    }

    private static String redirect(String to) {
        return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n";
    }
}
