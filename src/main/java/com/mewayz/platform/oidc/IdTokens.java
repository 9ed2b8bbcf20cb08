package com.mewayz.platform.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Believes an ID token, or not: OpenID Connect Core 1.0, section 3.1.3.7, and RFC 8725. */
final class IdTokens {
    /** Public keys only: with HS256 whoever knows the client's secret could write tokens, with "none" anybody could. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_SUBJECT = 255;

    private final KeySets keySets;
    private final Clock clock;

    IdTokens(KeySets keySets, Clock clock) {
        this.keySets = keySets;
        this.clock = clock;
    }

    /** The claims of a token that this provider wrote, for us, now, about this errand. */
    Told<Members> read(Registration registration, Endpoints endpoints, String nonce, String token) {
        SignedJWT signed;
        try {
            signed = SignedJWT.parse(token);
        } catch (ParseException e) {
            return new Told.Refused<>("The provider's word is not signed.");
        }
        if (!ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
            return new Told.Refused<>("The provider's word is not signed in a way that can be trusted.");
        }
        return keySets.fitting(registration, endpoints, signed.getHeader()).then(keys -> {
            try {
                if (keys.stream().noneMatch(key -> verifies(signed, key))) {
                    return new Told.Refused<>("The provider's word is signed with a key that is not its own.");
                }
                return judge(signed.getJWTClaimsSet(), registration.clientId(), endpoints.issuer(), nonce);
            } catch (ParseException e) {
                return new Told.Refused<>("The provider's answer cannot be read.");
            }
        });
    }

    private static boolean verifies(SignedJWT signed, JWK key) {
        try {
            var verifying = publicKey(key);
            return verifying != null
                    && signed.verify(new DefaultJWSVerifierFactory().createJWSVerifier(signed.getHeader(), verifying));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static @Nullable Key publicKey(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa when rsa.size() >= SHORTEST_RSA -> rsa.toPublicKey();
            case ECKey ec -> ec.toPublicKey();
            default -> null;
        };
    }

    private Told<Members> judge(JWTClaimsSet claims, String client, String issuer, String nonce) throws ParseException {
        if (!issuer.equals(claims.getIssuer())) {
            return new Told.Refused<>("Another provider signed this.");
        }
        if (!meant(claims.getAudience(), claims.getStringClaim("azp"), client)) {
            return new Told.Refused<>("The provider's word is meant for another server.");
        }
        if (!timely(claims)) {
            return new Told.Refused<>(
                    "The provider's word is too old, or from the future. Is this server's clock right?");
        }
        if (!nonce.equals(claims.getStringClaim("nonce"))) {
            return new Told.Refused<>("The provider's word belongs to another sign-in.");
        }
        var subject = claims.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            return new Told.Refused<>("The provider did not say who this is.");
        }
        return new Told.Known<>(new Members(claims.getClaims()));
    }

    private static boolean meant(List<String> audience, @Nullable String party, String client) {
        return audience.contains(client) && (party == null ? audience.size() == 1 : party.equals(client));
    }

    private boolean timely(JWTClaimsSet claims) {
        var now = clock.instant();
        return after(claims.getExpirationTime(), now.minus(LEEWAY))
                && before(claims.getIssueTime(), now.plus(LEEWAY))
                && (claims.getNotBeforeTime() == null || before(claims.getNotBeforeTime(), now.plus(LEEWAY)));
    }

    private static boolean after(@Nullable Date date, Instant time) {
        return date != null && date.toInstant().isAfter(time);
    }

    private static boolean before(@Nullable Date date, Instant time) {
        return date != null && date.toInstant().isBefore(time);
    }
}
