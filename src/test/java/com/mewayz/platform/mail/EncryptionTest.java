package com.mewayz.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.RudePostOffice;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a mail server whose certificate is trusted for its name, and with the same one under another name. */
class EncryptionTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void certify() throws Exception {
        var store = folder.resolve("mail.p12");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
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
    }

    @Test
    void aTrustedCertificateIsGoodForItsOwnNameOnly() throws Exception {
        try (var post = new RudePostOffice(Map.of(), context(), true)) {
            assertThat(send(post, "localhost", MailServer.Tls.TLS)).isInstanceOf(Outcome.Sent.class);

            post.heard().clear();
            var other = send(post, "127.0.0.1", MailServer.Tls.TLS);
            assertThat(other).isInstanceOf(Outcome.Unreachable.class);
            assertThat(other.reply()).contains("encrypted connection failed", "127.0.0.1");
            assertThat(post.heard()).isEmpty();
        }
    }

    @Test
    void nothingIsSaidBeforeStarttlsThatMatters() throws Exception {
        var offering = Map.of("EHLO", "250-rude.example\n250 STARTTLS", "STARTTLS", "220 go ahead");
        try (var post = new RudePostOffice(offering, context(), false)) {
            assertThat(send(post, "localhost", MailServer.Tls.STARTTLS)).isInstanceOf(Outcome.Sent.class);
            assertThat(post.heard())
                    .extracting(line -> line.split(" ")[0])
                    .containsSequence("EHLO", "STARTTLS", "EHLO", "MAIL", "RCPT", "DATA");

            post.heard().clear();
            assertThat(send(post, "127.0.0.1", MailServer.Tls.STARTTLS)).isInstanceOf(Outcome.Unreachable.class);
            assertThat(post.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    private Outcome send(RudePostOffice post, String host, MailServer.Tls tls) throws Exception {
        var server = new MailServer(host, post.port(), tls, "", "", "Mia", "mail@mia.example");
        try (var smtp = new Smtp(server, context().getSocketFactory(), null)) {
            var letter = new Letter("test", "zoe@example.com", "Hello", List.of("Hello"), Optional.empty());
            var envelope = Envelope.of(smtp.session(), server, 1, letter, "<p>Hello</p>", Instant.EPOCH);
            return smtp.send(envelope, letter.to());
        }
    }

    /** Both sides: the certificate, and trust in it. */
    private SSLContext context() throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("mail.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("mail", keys.getCertificate("mail"));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust);
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), factory.getTrustManagers(), null);
        return context;
    }
}
