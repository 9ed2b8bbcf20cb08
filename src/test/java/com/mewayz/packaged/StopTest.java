package com.mewayz.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Client;
import com.mewayz.testing.TestApp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: everything that was begun comes to its end, within the time that systemd gives. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StopTest {
    @TempDir
    Path folder;

    @Test
    void noRequestIsCutUnderLoad() throws Exception {
        try (var server = new Server(program())) {
            var owner = new Client(server.address()).signIn("owner@example.com");
            Crowd.publish(owner);
            var crowd = new Crowd(
                            port(server),
                            List.of(
                                    Crowd.get(Crowd.PAGE),
                                    Crowd.get("/up"),
                                    Crowd.get("/api/v1/bio-sites", "Authorization: " + owner.header("Authorization")),
                                    Crowd.get(Crowd.PAGE, "Accept-Encoding: gzip")),
                            100)
                    .come(8, 4);
            crowd.hear(500);

            var outcome = server.stop();
            crowd.end();

            assertThat(outcome.exit()).isIn(0, 143);
            assertThat(outcome.output()).doesNotContain("Exception", "WARN", "ERROR");
            assertThat(crowd.cut).isEmpty();
            assertThat(crowd.wrong).isEmpty();
            assertThat(crowd.refused.sum()).as("it did end").isPositive();
        }
    }

    @Test
    void whatWasBegunIsStillAnswered() throws Exception {
        try (var server = new Server(program())) {
            var owner = new Client(server.address()).signIn("owner@example.com");
            Crowd.publish(owner);
            var body = "{\"handle\":\"late\",\"name\":\"Late\"}";
            try (var slow = new Socket(InetAddress.getLoopbackAddress(), port(server));
                    var idle = new Socket(InetAddress.getLoopbackAddress(), port(server))) {
                send(
                        slow,
                        "POST /api/v1/bio-sites HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                + "Authorization: " + owner.header("Authorization") + "\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body.substring(0, 10));
                send(idle, Crowd.get("/up") + "\r\n");
                assertThat(idle.getInputStream().read()).isEqualTo('H');
                server.terminate();
                while (listens(port(server))) {
                    Thread.onSpinWait();
                }
                send(slow, body.substring(10));

                assertThat(new String(slow.getInputStream().readAllBytes(), ISO_8859_1))
                        .startsWith("HTTP/1.1 201 ")
                        .containsIgnoringCase("\r\nconnection: close\r\n");
            }
            assertThat(server.stop().exit()).isIn(0, 143);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data().resolve("mewayz.db"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from site where handle = 'late'")) {
            assertThat(row.getInt(1)).isOne();
        }
    }

    @Test
    void pagesThatKeepThemselvesUpToDateAreEnded() throws Exception {
        try (var server = new Server(program())) {
            var owner = new Client(server.address()).browse("owner@example.com");
            long workspace = new Client(server.address())
                    .signIn("owner@example.com")
                    .get("/api/v1/workspaces")
                    .at("/data/0/id")
                    .asLong();
            var cookies = new ArrayList<String>();
            owner.cookies().forEach((name, value) -> cookies.add(name + "=" + value));
            try (var events = new Socket(InetAddress.getLoopbackAddress(), port(server))) {
                send(
                        events,
                        Crowd.get(
                                        "/w/" + workspace + "/analytics/live",
                                        "Accept: text/event-stream",
                                        "Cookie: " + String.join("; ", cookies))
                                + "\r\n");
                var in = events.getInputStream();
                var begun = new ByteArrayOutputStream();
                while (!begun.toString(ISO_8859_1).contains("here now")) {
                    begun.write(in.read());
                }
                server.terminate();
                assertThat(new String(in.readAllBytes(), ISO_8859_1))
                        .as("the last piece, which is empty")
                        .endsWith("\r\n0\r\n\r\n");
            }
            assertThat(server.stop().exit()).isIn(0, 143);
        }
    }

    /** A mail server that takes the connection and says nothing: it would be waited for half a minute. */
    @Test
    void whatDoesNotEndInTimeIsLeftToTheNextStart() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var program = program()
                    .with("MEWAYZ_SMTP_HOST", "127.0.0.1")
                    .with("MEWAYZ_SMTP_PORT", silent.getLocalPort())
                    .with("MEWAYZ_SMTP_TLS", "none")
                    .with("MEWAYZ_MAIL_FROM", "mail@example.com");
            long backup;
            try (var server = new Server(program)) {
                var owner = new Client(server.address()).signIn("owner@example.com");
                new Client(server.address()).form("/forgot", Map.of("email", "owner@example.com"));
                try (var asked = silent.accept()) {
                    assertThat(asked.isConnected()).isTrue();
                    backup =
                            owner.post("/api/v1/backups").is(201).at("/data/id").asLong();
                    assertThat(server.stop().exit()).isIn(0, 143);
                }
            }
            try (var server = new Server(program)) {
                var owner = new Client(server.address()).signIn("owner@example.com");
                assertThat(owner.get("/api/v1/backups/" + backup)
                                .is(200)
                                .at("/data/state")
                                .asText())
                        .as("its job finds it at its next turn")
                        .isIn("running", "ready");
            }
        }
    }

    private Program program() {
        return Server.on(data(), folder)
                .with("MEWAYZ_ADMIN_EMAIL", "owner@example.com")
                .with("MEWAYZ_ADMIN_PASSWORD", TestApp.PASSWORD);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static int port(Server server) {
        return URI.create(server.address()).getPort();
    }

    private static boolean listens(int port) throws IOException {
        try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
