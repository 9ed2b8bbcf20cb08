package com.mewayz.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets at rest: AES-256-GCM with a random nonce and a key that lies beside the database, not in it. A sealed secret
 * reads {@code v1.<key id>.<base64url of nonce, ciphertext and tag>}; the key id allows keys to be changed later: the
 * first key of the file seals, all of them open.
 *
 * <p>The associated text says where a secret belongs, for example {@code "provider.token 4711"}. Sealed for one place
 * it does not open in another, so rows cannot be swapped by whoever can write to the database.
 */
public final class Secrets {
    private static final String VERSION = "v1";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String current;
    private final SecureRandom random;

    private Secrets(KeyFile file, SecureRandom random) {
        this.random = random;
        for (var key : file.keys()) {
            keys.put(id(key), new SecretKeySpec(key, "AES"));
            Arrays.fill(key, (byte) 0);
        }
        this.current = keys.keySet().iterator().next();
    }

    /**
     * Reads the key file of an existing installation.
     *
     * @throws IllegalStateException with a sentence for the owner if it is missing, damaged or readable by others. A
     *     missing file is never replaced silently: everything sealed with it would be lost without a word.
     */
    public static Secrets open(Path keyFile, SecureRandom random) {
        return new Secrets(KeyFile.read(keyFile), random);
    }

    /** Like {@link #open}, for a fresh installation: makes the file, readable by its owner only, unless it is there. */
    public static Secrets create(Path keyFile, SecureRandom random) {
        KeyFile.createIfMissing(keyFile, random);
        return open(keyFile, random);
    }

    /** Puts a fresh key in front of the file. Seal everything anew with it, and only then {@link #dropOldKeys}. */
    public static Secrets addKey(Path keyFile, SecureRandom random) {
        KeyFile.addKey(keyFile, random);
        return open(keyFile, random);
    }

    /** Takes every key but the one in use out of the file: what they sealed is lost. */
    public static void dropOldKeys(Path keyFile) {
        KeyFile.dropOldKeys(keyFile);
    }

    /** Whether this key is in the file. */
    public boolean has(String keyId) {
        return keys.containsKey(keyId);
    }

    /** The id of the key that seals. Kept in the database it tells at the next start whether file and database fit. */
    public String keyId() {
        return current;
    }

    public String seal(String secret, String associated) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var head = VERSION + "." + current + ".";
        var sealed =
                run(Cipher.ENCRYPT_MODE, current, nonce, head + associated, secret.getBytes(StandardCharsets.UTF_8));
        var bytes = ByteBuffer.allocate(NONCE + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return head + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws IllegalStateException if it was not sealed here, for this place, or has been altered since */
    public String open(String sealed, String associated) {
        var parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new IllegalStateException("this is not a sealed secret");
        }
        if (!keys.containsKey(parts[1])) {
            throw new IllegalStateException("The key " + parts[1]
                    + " that sealed a secret is not in the key file. Restore the key file that belongs to this data.");
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(parts[2]);
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(parts[2])) {
                throw new IllegalArgumentException("the last letter carries bits that mean nothing");
            }
            var nonce = Arrays.copyOf(bytes, NONCE);
            var rest = Arrays.copyOfRange(bytes, Math.min(NONCE, bytes.length), bytes.length);
            var head = VERSION + "." + parts[1] + ".";
            return new String(
                    run(Cipher.DECRYPT_MODE, parts[1], nonce, head + associated, rest), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("a sealed secret is damaged", e);
        }
    }

    private byte[] run(int mode, String key, byte[] nonce, String associated, byte[] bytes) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, keys.get(key), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed secret is damaged, or belongs elsewhere", e);
        }
    }

    private static String id(byte[] key) {
        var digest = Sha256.digest();
        digest.update("mewayz key id".getBytes(StandardCharsets.UTF_8));
        digest.update(key);
        return HexFormat.of().formatHex(digest.digest(), 0, 4);
    }
}
