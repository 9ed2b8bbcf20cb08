package com.mewayz.platform.crypto;

import com.mewayz.platform.Problem;
import com.mewayz.platform.Workers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as Argon2id in the PHC string format, with the cost that OWASP's Password Storage Cheat Sheet names as its
 * first choice below 46 MiB. Each hash takes 19 MiB and some 30 ms, so all of it happens on the given workers: as many
 * as there are cores, which bounds both. The same letters typed on another system may arrive as other code points;
 * NFKC (NIST SP 800-63B, 3.1.1.2) makes them one password.
 */
public final class Passwords {
    public static final Cost COST = new Cost(19 * 1024, 2, 1);

    private static final int SALT = 16;
    private static final int TAG = 32;

    private final SecureRandom random;
    private final Workers workers;
    private final Cost cost;
    private final PasswordHash nobody;

    /** @param cost of what is hashed from now on; {@link #COST} wherever somebody's password is meant */
    public Passwords(SecureRandom random, Workers workers, Cost cost) {
        this.random = random;
        this.workers = workers;
        this.cost = cost;
        this.nobody = new PasswordHash(cost, salt(), new byte[TAG]);
    }

    /**
     * What to store.
     *
     * @throws Problem 429 if too many are waiting for a worker
     */
    public String hash(String password) {
        return workers.call(() -> {
            var salt = salt();
            return new PasswordHash(cost, salt, tag(password, cost, salt, TAG)).toString();
        });
    }

    /** Whether this is the password behind a stored hash. */
    public boolean verify(String password, String stored) {
        return verify(password, PasswordHash.parse(stored));
    }

    /** False, after the time a real verification takes: an unknown account must not answer faster than a known one. */
    public boolean verifyNobody(String password) {
        verify(password, nobody);
        return false;
    }

    /** Whether a hash was made with another cost than today's: hash the password again at the next sign-in. */
    public boolean needsRehash(String stored) {
        return !PasswordHash.parse(stored).cost().equals(cost);
    }

    private boolean verify(String password, PasswordHash stored) {
        var expected = stored.tag();
        return workers.call(
                () -> MessageDigest.isEqual(expected, tag(password, stored.cost(), stored.salt(), expected.length)));
    }

    private byte[] salt() {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return salt;
    }

    static byte[] tag(String password, Cost cost, byte[] salt, int length) {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory())
                .withIterations(cost.iterations())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        var tag = new byte[length];
        argon2.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8), tag);
        return tag;
    }

    /** @param memory in KiB */
    public record Cost(int memory, int iterations, int lanes) {
        // Above this a hash brought from elsewhere would be a way to stop the server.
        boolean isBearable() {
            return memory >= 8 * lanes && memory <= 128 * 1024 && iterations >= 1 && iterations <= 16 && lanes >= 1;
        }
    }
}
