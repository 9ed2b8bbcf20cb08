package com.mewayz.platform.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of each host. What is put here is used from the next handshake on; a handshake that has begun keeps
 * what it chose, because a name and its number stand for the same pair for good.
 */
public final class HostKeys extends X509ExtendedKeyManager {
    private static final String KEY_TYPE = "EC";

    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile String standard = "";

    /** @param host in ASCII and lower case */
    public void put(String host, KeyPair key, List<X509Certificate> chain) {
        var alias = host + "#" + numbers.incrementAndGet();
        entries.put(alias, new Entry(key.getPrivate(), chain.toArray(X509Certificate[]::new)));
        aliases.put(host, alias);
        // handshakes take seconds; two generations back nobody needs it any more
        entries.keySet().removeIf(old -> old.startsWith(host + "#") && isOld(old));
    }

    public boolean has(String host) {
        return aliases.containsKey(host);
    }

    /** Whose certificate is shown to those who name no host or one that has none. */
    public void standard(String host) {
        standard = host;
    }

    /** What a listener is made with. */
    public SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {this}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java speaks TLS", e);
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return keyType.equals(KEY_TYPE) && engine != null ? alias(engine.getHandshakeSession()) : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        var entry = entries.get(alias);
        return entry == null ? null : entry.chain.clone();
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        var entry = entries.get(alias);
        return entry == null ? null : entry.key;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null; // listeners with TLS use engines
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private @Nullable String alias(SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (var name : extended.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    var alias = aliases.get(host.getAsciiName().toLowerCase(Locale.ROOT));
                    if (alias != null) {
                        return alias;
                    }
                }
            }
        }
        return aliases.get(standard);
    }

    private boolean isOld(String alias) {
        long number = Long.parseLong(alias.substring(alias.indexOf('#') + 1));
        var host = alias.substring(0, alias.indexOf('#'));
        return entries.keySet().stream()
                        .filter(other -> other.startsWith(host + "#"))
                        .filter(other -> Long.parseLong(other.substring(other.indexOf('#') + 1)) > number)
                        .count()
                > 1;
    }

    private record Entry(PrivateKey key, X509Certificate[] chain) {
        @Override
        public String toString() {
            return "entry"; // never the key
        }
    }
}
