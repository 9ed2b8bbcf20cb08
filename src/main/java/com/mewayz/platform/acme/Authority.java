package com.mewayz.platform.acme;

import com.mewayz.platform.acme.Outcome.Issued;
import com.mewayz.platform.acme.Outcome.Refused;
import com.mewayz.platform.acme.Outcome.TryLater;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.connector.Resource;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** An authority for certificates. */
public final class Authority {
    private static final System.Logger LOG = System.getLogger(Authority.class.getName());
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Kinds of errors (RFC 8555, 6.7) that say something of the host, and will not go away by themselves. */
    private static final Set<String> LASTING = Set.of(
            "caa",
            "connection",
            "dns",
            "incorrectResponse",
            "malformed",
            "rejectedIdentifier",
            "tls",
            "unauthorized",
            "unsupportedIdentifier",
            "userActionRequired");

    private final URI directory;
    private final List<X509Certificate> trusted;
    private final Challenges challenges;

    /** @param trusted who vouches for the authority's own server; empty for those that Java knows */
    public Authority(URI directory, List<X509Certificate> trusted, Challenges challenges) {
        this.directory = directory;
        this.trusted = trusted;
        this.challenges = challenges;
    }

    /**
     * Asks for a certificate, shows that the host is ours, and waits for it: a few seconds, at most some minutes.
     *
     * @param account the key that the account is known by
     * @param location where the authority keeps the account; empty if there is none yet
     * @param key of the certificate
     */
    public Outcome issue(String host, KeyPair account, String location, KeyPair key) {
        List<String> tokens = new ArrayList<>();
        try {
            var login = login(account, location);
            var order = login.newOrder().domain(host).create();
            for (var authorization : order.getAuthorizations()) {
                var refused = prove(authorization, tokens);
                if (refused != null) {
                    return refused;
                }
            }
            return complete(login, order, key);
        } catch (AcmeRateLimitedException e) {
            return new TryLater(
                    "The authority asks for a pause: " + said(e),
                    e.getRetryAfter().orElse(null));
        } catch (AcmeServerException e) {
            var kind = e.getType().toString().replaceAll(".*:", "");
            if (kind.equals("accountDoesNotExist") && !location.isEmpty()) {
                return issue(host, account, "", key);
            }
            var sentence = "The authority refused: " + said(e);
            return LASTING.contains(kind) ? new Refused(sentence) : new TryLater(sentence, null);
        } catch (AcmeException | MalformedURLException e) {
            return new TryLater("The authority cannot be reached, or does not answer as it should.", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TryLater("The program is about to stop.", null);
        } finally {
            tokens.forEach(challenges::remove);
        }
    }

    private Login login(KeyPair account, String location) throws AcmeException, MalformedURLException {
        var session = session();
        return location.isEmpty()
                ? new AccountBuilder()
                        .agreeToTermsOfService()
                        .useKeyPair(account)
                        .createLogin(session)
                : session.login(URI.create(location).toURL(), account);
    }

    private Session session() {
        var session = new Session(directory, new Provider());
        session.networkSettings().setTimeout(ANSWER);
        return session;
    }

    private @Nullable Refused prove(Authorization authorization, List<String> tokens)
            throws AcmeException, InterruptedException {
        if (authorization.getStatus() == Status.VALID) {
            return null;
        }
        var challenge = authorization.findChallenge(Http01Challenge.class).orElse(null);
        if (challenge == null) {
            return new Refused("The authority wants a proof of another kind than by HTTP.");
        }
        tokens.add(challenge.getToken());
        challenges.put(challenge.getToken(), challenge.getAuthorization());
        challenge.trigger();
        if (authorization.waitForCompletion(PATIENCE) == Status.VALID) {
            return null;
        }
        challenge.fetch();
        return new Refused(challenge
                .getError()
                .map(error -> "The authority could not see that this host is ours: "
                        + error.getDetail().orElse("it does not say why") + ".")
                .orElse("The authority did not finish its look at this host."));
    }

    private static Outcome complete(Login login, Order order, KeyPair key) throws AcmeException, InterruptedException {
        order.waitUntilReady(PATIENCE);
        order.execute(key);
        if (order.waitForCompletion(PATIENCE) != Status.VALID) {
            return new TryLater(
                    "The authority did not issue it: "
                            + order.getError()
                                    .flatMap(org.shredzone.acme4j.Problem::getDetail)
                                    .orElse("it does not say why")
                            + ".",
                    null);
        }
        var certificate = order.getCertificate();
        return new Issued(
                login.getAccountLocation().toString(), certificate.getCertificateChain(), renewal(certificate));
    }

    /**
     * From when on the authority would have a certificate renewed (RFC 9773, 4): it may have to revoke it. Empty if it
     * does not say, or cannot be asked.
     */
    public Optional<Instant> advice(X509Certificate leaf) {
        var session = session();
        try (var connection = session.connect()) {
            var asked = session.resourceUrlOptional(Resource.RENEWAL_INFO);
            if (asked.isEmpty()) {
                return Optional.empty();
            }
            connection.sendRequest(URI.create(asked.get() + "/" + name(leaf)).toURL(), session, null);
            var window = connection.readJsonResponse().get("suggestedWindow").asObject();
            return Optional.of(window.get("start").asInstant());
        } catch (AcmeException | IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The authority gives no advice.", e);
            return Optional.empty();
        }
    }

    /** What the authority knows a certificate by: its key's name and the serial number. */
    private static String name(X509Certificate leaf) throws IOException {
        var extension = leaf.getExtensionValue(Extension.authorityKeyIdentifier.getId());
        var key = AuthorityKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension))
                .getKeyIdentifierOctets();
        var url = Base64.getUrlEncoder().withoutPadding();
        return url.encodeToString(key) + "."
                + url.encodeToString(leaf.getSerialNumber().toByteArray());
    }

    /** Only advice: without it the certificate is as good. */
    private static @Nullable Instant renewal(Certificate certificate) {
        try {
            return certificate.hasRenewalInfo() ? certificate.getRenewalInfo().getSuggestedWindowStart() : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static String said(AcmeServerException e) {
        var text = e.getProblem()
                .getDetail()
                .orElse(String.valueOf(e.getMessage()))
                .strip();
        return text.endsWith(".") ? text : text + ".";
    }

    private final class Provider extends GenericAcmeProvider {
        @Override
        public java.net.http.HttpClient createHttpClient(NetworkSettings settings) {
            var client = java.net.http.HttpClient.newBuilder()
                    .followRedirects(java.net.http.HttpClient.Redirect.NORMAL)
                    .connectTimeout(settings.getTimeout());
            return trusted.isEmpty()
                    ? client.build()
                    : client.sslContext(trusting()).build();
        }
    }

    private SSLContext trusting() {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("root-" + i, trusted.get(i));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate cannot be trusted", e);
        }
    }
}
