package com.mewayz.platform.crypto;

import java.util.Base64;
import java.util.regex.Pattern;

/** {@code $argon2id$v=19$m=19456,t=2,p=1$salt$tag}: a hash that says how it was made (PHC string format). */
final class PasswordHash {
    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)"
            + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})");

    private final Passwords.Cost cost;
    private final byte[] salt;
    private final byte[] tag;

    PasswordHash(Passwords.Cost cost, byte[] salt, byte[] tag) {
        this.cost = cost;
        this.salt = salt;
        this.tag = tag;
    }

    /** @throws IllegalArgumentException if this is no Argon2id hash, or one of unbearable cost; it is not repeated */
    static PasswordHash parse(String stored) {
        var parts = FORM.matcher(stored);
        if (parts.matches()) {
            var cost = new Passwords.Cost(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)));
            if (cost.isBearable()) {
                var base64 = Base64.getDecoder();
                return new PasswordHash(cost, base64.decode(parts.group(4)), base64.decode(parts.group(5)));
            }
        }
        throw new IllegalArgumentException("a stored password is not an Argon2id hash of bearable cost");
    }

    Passwords.Cost cost() {
        return cost;
    }

    byte[] salt() {
        return salt;
    }

    byte[] tag() {
        return tag;
    }

    @Override
    public String toString() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memory() + ",t=" + cost.iterations() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(tag);
    }
}
