package com.mewayz.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.PostOffice;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** TLS with a mail server whose certificate is trusted for its name, and with the same one under another name. */
@Isolated
class EncryptionTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void certify() throws Exception {
        var store = folder.resolve("mail.p12");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(folder.resolve("keytool.txt"))).isZero();
        System.setProperty("greenmail.tls.keystore.file", store.toString());
        System.setProperty("greenmail.tls.keystore.password", PASSWORD);
        System.setProperty("greenmail.tls.key.password", PASSWORD);
    }

    @AfterEach
    void forget() {
        List.of("file", "password").forEach(name -> System.clearProperty("greenmail.tls.keystore." + name));
        System.clearProperty("greenmail.tls.key.password");
    }

    @Test
    void aTrustedCertificateIsGoodForItsOwnNameOnly() throws Exception {
        try (var post = new PostOffice("smtps")) {
            assertThat(send(post, "localhost")).isInstanceOf(Outcome.Sent.class);
            assertThat(post.all()).hasSize(1);

            var other = send(post, "127.0.0.1");
            assertThat(other).isInstanceOf(Outcome.Unreachable.class);
            assertThat(other.reply()).contains("encrypted connection failed", "127.0.0.1");
            assertThat(post.all()).hasSize(1);
        }
    }

    private Outcome send(PostOffice post, String host) throws Exception {
        var server = new MailServer(host, post.port(), MailServer.Tls.TLS, "", "", "Mia", "mail@mia.example");
        var smtp = new Smtp(server, trusting(), null);
        var letter = new Letter("test", "zoe@example.com", "Hello", List.of("Hello"), Optional.empty());
        var envelope = Envelope.of(smtp.session(), server, 1, letter, "<p>Hello</p>", Instant.EPOCH);
        return smtp.send(envelope, letter.to());
    }

    private SSLSocketFactory trusting() throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("mail.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("mail", keys.getCertificate("mail"));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
