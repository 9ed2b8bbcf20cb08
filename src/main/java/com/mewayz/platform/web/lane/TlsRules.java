package com.mewayz.platform.web.lane;

import io.helidon.common.tls.TlsConfig;
import java.util.List;

/** What a listener with TLS offers: the two newest versions, and of their suites only those with forward secrecy and AEAD. */
public final class TlsRules {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private TlsRules() {}

    /**
     * For the whole process, before anything of TLS is used: a client may not ask for a second handshake, which costs the
     * server more than the client.
     */
    public static void apply() {
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    /** Settings to which the certificate has to be added. */
    public static TlsConfig.Builder strict() {
        return TlsConfig.builder().enabledProtocols(PROTOCOLS).enabledCipherSuites(SUITES);
    }
}
