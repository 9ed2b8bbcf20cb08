package com.mewayz.platform.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Keys and certificates as text (RFC 7468). All keys are of the curve P-256, which every browser takes. */
public final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    public static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /** Both halves: the private one cannot be turned into the public one with the JDK alone. */
    public static String of(KeyPair key) {
        return block("PRIVATE KEY", key.getPrivate().getEncoded())
                + block("PUBLIC KEY", key.getPublic().getEncoded());
    }

    /** @throws IllegalStateException if the text was not made by {@link #of(KeyPair)} */
    public static KeyPair key(String text) {
        try {
            var factory = KeyFactory.getInstance("EC");
            PublicKey open = factory.generatePublic(new X509EncodedKeySpec(bytes(text, "PUBLIC KEY")));
            PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(text, "PRIVATE KEY")));
            return new KeyPair(open, secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored key cannot be read", e);
        }
    }

    public static String of(List<X509Certificate> chain) {
        return chain.stream()
                .map(certificate -> {
                    try {
                        return block("CERTIFICATE", certificate.getEncoded());
                    } catch (CertificateException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.joining());
    }

    /** @throws IllegalArgumentException if there is no certificate in the text */
    public static List<X509Certificate> chain(String text) {
        try {
            var read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
            return certificates(read);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("no certificate", e);
        }
    }

    private static List<X509Certificate> certificates(Collection<? extends java.security.cert.Certificate> read) {
        if (read.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
        return read.stream().map(X509Certificate.class::cast).toList();
    }

    private static String block(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    private static byte[] bytes(String text, String what) {
        var begin = "-----BEGIN " + what + "-----";
        int from = text.indexOf(begin) + begin.length();
        return Base64.getMimeDecoder().decode(text.substring(from, text.indexOf("-----END", from)));
    }
}
