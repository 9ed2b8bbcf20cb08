package com.mewayz.testing;

import com.mewayz.platform.crypto.Sha256;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An authenticator and the browser in front of it, as far as they can be told from what they send (W3C Web
 * Authentication, 6): one passkey with an ES256 key. It says whatever a test makes it say.
 */
public final class Authenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int NEW_KEY = 0x40;

    private final String site;
    private final String origin;
    private final String handle;
    private final byte[] id;
    private final KeyPair keys;
    private int counter;
    private boolean verifies = true;

    private Authenticator(String site, String origin, String handle, byte[] id, KeyPair keys) {
        this.site = site;
        this.origin = origin;
        this.handle = handle;
        this.id = id;
        this.keys = keys;
    }

    /** @param handle the user it belongs to, as the server named them, base64url */
    public static Authenticator of(String site, String origin, String handle) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            var keys = generator.generateKeyPair();
            return new Authenticator(
                    site,
                    origin,
                    handle,
                    Sha256.digest().digest(keys.getPublic().getEncoded()),
                    keys);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same passkey in a browser that shows another address. */
    public Authenticator at(String other) {
        return new Authenticator(site, other, handle, id, keys);
    }

    /** The same passkey, which says it is another user's. */
    public Authenticator withHandle(String other) {
        return new Authenticator(site, origin, other, id, keys);
    }

    /** A copy of it that does not ask for a finger. */
    public Authenticator unverified() {
        var copy = new Authenticator(site, origin, handle, id, keys);
        copy.verifies = false;
        return copy;
    }

    /** As if it had signed that often already. */
    public Authenticator counted(int signatures) {
        counter = signatures;
        return this;
    }

    /** The fields of a form that adds a passkey. */
    public Map<String, String> create(String challenge) {
        var key = (ECPublicKey) keys.getPublic();
        var out = new ByteArrayOutputStream();
        out.writeBytes(data(PRESENT | VERIFIED | NEW_KEY));
        out.writeBytes(new byte[16]);
        out.writeBytes(new byte[] {0, (byte) id.length});
        out.writeBytes(id);
        // COSE: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y
        out.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
        out.writeBytes(unsigned(key.getW().getAffineX()));
        out.writeBytes(new byte[] {0x22, 0x58, 32});
        out.writeBytes(unsigned(key.getW().getAffineY()));
        var data = out.toByteArray();
        var object = new ByteArrayOutputStream();
        object.write(0xa3);
        object.writeBytes(text("fmt"));
        object.writeBytes(text("none"));
        object.writeBytes(text("attStmt"));
        object.write(0xa0);
        object.writeBytes(text("authData"));
        object.writeBytes(new byte[] {0x58, (byte) data.length});
        object.writeBytes(data);
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "Key");
        fields.put("client", base64(client("webauthn.create", challenge)));
        fields.put("attestation", base64(object.toByteArray()));
        return fields;
    }

    /** The fields of a form that a passkey signs. */
    public Map<String, String> sign(String challenge) {
        counter++;
        var client = client("webauthn.get", challenge);
        var data = data(verifies ? PRESENT | VERIFIED : PRESENT);
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(Sha256.digest().digest(client));
            return Map.of(
                    "credential", base64(id),
                    "client", base64(client),
                    "data", base64(data),
                    "signature", base64(signature.sign()),
                    "handle", handle);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] data(int flags) {
        return ByteBuffer.allocate(37)
                .put(Sha256.digest().digest(site.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt(counter)
                .array();
    }

    private byte[] client(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] text(String word) {
        var bytes = word.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) (0x60 | bytes.length))
                .put(bytes)
                .array();
    }

    private static byte[] unsigned(BigInteger value) {
        var bytes = value.toByteArray();
        var result = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, result, 32 - length, length);
        return result;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
