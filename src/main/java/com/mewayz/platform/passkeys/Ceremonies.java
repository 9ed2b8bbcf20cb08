package com.mewayz.platform.passkeys;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.server.ServerProperty;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The two ceremonies of Web Authentication, 7.1 and 7.2. Whatever a browser sends that does not fit is empty, not an
 * exception: it may say anything.
 */
public final class Ceremonies {
    /** COSE algorithms, those that phones, laptops and security keys have: Ed25519, ES256, RS256. */
    public static final List<Integer> ALGORITHMS = List.of(-8, -7, -257);

    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(value -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(value)))
            .toList();

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter keys = new AttestedCredentialDataConverter(converter);

    /** The challenge that the new passkey signed, to be looked up before anything else. */
    public Optional<String> challenge(Attestation sent) {
        return fitting(() -> text(manager.parse(request(sent))
                .getCollectedClientData()
                .getChallenge()
                .getValue()));
    }

    public Optional<String> challenge(Assertion sent) {
        return fitting(() -> text(manager.parse(request(sent))
                .getCollectedClientData()
                .getChallenge()
                .getValue()));
    }

    /** A new passkey, if it was made here, for this challenge. Who made the authenticator is not asked. */
    public Optional<Key> register(Site site, String challenge, Attestation sent) {
        return fitting(() -> {
            var parameters = new RegistrationParameters(server(site, challenge), PARAMETERS, false, true);
            var made = manager.verify(request(sent), parameters);
            var data = present(present(made.getAttestationObject()).getAuthenticatorData());
            var key = present(data.getAttestedCredentialData());
            return key(text(key.getCredentialId()), text(keys.convert(key)), data);
        });
    }

    /**
     * The passkey after its signature, if it signed this challenge here, with a counter that went up.
     *
     * @param verified whether the authenticator must have checked who holds it
     */
    public Optional<Key> verify(Site site, String challenge, Key stored, Assertion sent, boolean verified) {
        return fitting(() -> {
            var parameters = new AuthenticationParameters(
                    server(site, challenge), record(stored), List.of(bytes(stored.credential())), verified, true);
            var data = present(manager.verify(request(sent), parameters).getAuthenticatorData());
            return key(stored.credential(), stored.publicKey(), data);
        });
    }

    private static Key key(String credential, String publicKey, AuthenticatorData<?> data) {
        return new Key(credential, publicKey, data.getSignCount(), data.isFlagBE(), data.isFlagBS(), data.isFlagUV());
    }

    private CredentialRecordImpl record(Key stored) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                stored.verified(),
                stored.backupEligible(),
                stored.backedUp(),
                stored.counter(),
                keys.convert(bytes(stored.publicKey())),
                new AuthenticationExtensionsAuthenticatorOutputs<>(),
                null,
                null,
                null);
    }

    private static RegistrationRequest request(Attestation sent) {
        return new RegistrationRequest(bytes(sent.attestation()), bytes(sent.client()));
    }

    private static AuthenticationRequest request(Assertion sent) {
        return new AuthenticationRequest(
                bytes(sent.credential()),
                sent.handle().isEmpty() ? null : bytes(sent.handle()),
                bytes(sent.data()),
                bytes(sent.client()),
                bytes(sent.signature()));
    }

    private static ServerProperty server(Site site, String challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(site.origin()))
                .rpId(site.id())
                .challenge(new DefaultChallenge(bytes(challenge)))
                .build();
    }

    private static <T> Optional<T> fitting(Supplier<T> ceremony) {
        try {
            return Optional.of(ceremony.get());
        } catch (RuntimeException e) {
            // Three libraries read bytes that anybody may have written; each has its own way to say no.
            return Optional.empty();
        }
    }

    private static <T> T present(@Nullable T part) {
        return Stream.ofNullable(part).findFirst().orElseThrow(() -> new IllegalArgumentException("a part is missing"));
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
