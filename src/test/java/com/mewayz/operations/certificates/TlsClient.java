package com.mewayz.operations.certificates;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A visitor who trusts anybody, and tells whom they met. */
final class TlsClient {
    private final int port;

    TlsClient(int port) {
        this.port = port;
    }

    /** The certificate that is shown to whoever asks for this host. */
    X509Certificate certificate(String host) {
        try (var socket = open(host)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hosts a certificate is for. */
    static List<String> names(X509Certificate certificate) {
        try {
            return certificate.getSubjectAlternativeNames().stream()
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateParsingException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isRefused(String host) {
        try (var socket = open(host)) {
            return !socket.getSession().isValid();
        } catch (SSLException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String get(String host, String path) {
        return get(host, path, "");
    }

    /** @param more headers, each with the end of its line */
    String get(String host, String path, String more) {
        try (var socket = open(host)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n" + more
                                    + "Connection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SSLSocket open(String host) throws IOException {
        var socket = (SSLSocket) context().getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private static SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Credulous()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("CustomX509TrustManager") // whom one meets is what the test wants to know
    private static final class Credulous implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String type) {}

        @Override
        public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
