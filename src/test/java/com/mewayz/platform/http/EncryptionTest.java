package com.mewayz.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.http.Outcome.Answered;
import com.mewayz.platform.http.Outcome.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who answers over https has shown a certificate that is valid, for the name that was asked for. */
class EncryptionTest {
    private static final String HOME = "127.0.0.2";
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTrustedCertificateForThisNameIsAccepted() throws Exception {
        var context = context("good.example");
        try (var server = server(context)) {
            var outcome = send(context.getSocketFactory(), "good.example", server.port());

            assertThat(outcome).isInstanceOf(Answered.class);
            assertThat(server.heads().getFirst()).contains("Host: good.example:" + server.port());
        }
    }

    @Test
    void aTrustedCertificateForAnotherNameIsNot() throws Exception {
        var context = context("good.example");
        try (var server = server(context)) {
            for (var name : List.of("evil.example", "sub.good.example", HOME)) {
                var outcome = send(context.getSocketFactory(), name, server.port());

                assertThat(outcome).as(name).isInstanceOf(Refused.class);
            }
            assertThat(String.join("", server.heads())).doesNotContain("GET");
        }
    }

    @Test
    void aCertificateNobodyVouchesForIsNot() throws Exception {
        try (var server = server(context("good.example"))) {
            var outcome = send((SSLSocketFactory) SSLSocketFactory.getDefault(), "good.example", server.port());

            assertThat(outcome).isInstanceOf(Refused.class);
            assertThat(String.join("", server.heads())).doesNotContain("GET");
        }
    }

    @Test
    void aServerThatDoesNotEncryptIsNotAskedInTheClear() throws Exception {
        try (var server = RawServer.saying(HOME, OK)) {
            var outcome = send(context("good.example").getSocketFactory(), "good.example", server.port());

            assertThat(outcome).isNotInstanceOf(Answered.class);
            assertThat(String.join("", server.heads())).doesNotContain("GET");
        }
    }

    private static Outcome send(SSLSocketFactory factory, String name, int port) {
        var limits = new Outgoing.Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 1000);
        var outgoing = new Outgoing(
                new Reach(List.of(HOME)), limits, host -> List.of(InetAddress.getByName(HOME)), () -> factory);
        return outgoing.send(Ask.get("https://" + name + ":" + port + "/").inConfidence());
    }

    private static RawServer server(SSLContext context) {
        return new RawServer(
                context.getServerSocketFactory(), HOME, out -> out.write(OK.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A key with a certificate it signed itself, trusted by itself: made by the JDK's own tool. */
    private SSLContext context(String name) throws IOException, GeneralSecurityException, InterruptedException {
        var file = folder.resolve("keys.p12");
        var tool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .start();
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("key", keys.getCertificate("key"));
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return context;
    }
}
