package com.mewayz.accounts;

import com.mewayz.platform.db.Db;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is stored here about how somebody gets into their account, without the secrets: for who wants their own data. */
public final class Holdings {
    private final Db db;

    public Holdings(Db db) {
        this.db = db;
    }

    public List<Map<String, Object>> identities(long user) {
        return db
                .list(
                        Identity.class,
                        "select provider, issuer, subject, email, created_at from identity where user = ? order by id",
                        user)
                .stream()
                .map(it -> Map.<String, Object>of(
                        "provider", it.provider,
                        "issuer", it.issuer,
                        "subject", it.subject,
                        "email", it.email,
                        "created_at", it.createdAt))
                .toList();
    }

    /** An authenticator app, passkeys, and how many recovery codes are left. */
    public List<Map<String, Object>> factors(long user) {
        return db.list(Factor.class, """
                        select 'totp' as kind, '' as name, 1 as number, confirmed_at as created_at from totp
                        where user = ? and confirmed_at is not null
                        union all select 'passkey', name, 1, created_at from passkey where user = ?
                        union all select 'recovery-codes', '', count(*), max(created_at) from recovery_code
                        where user = ? and used_at is null having count(*) > 0""", user, user, user).stream()
                .map(it -> Map.<String, Object>of(
                        "kind",
                        it.kind,
                        "name",
                        it.name,
                        "number",
                        it.number,
                        "created_at",
                        it.createdAt == null ? "" : it.createdAt))
                .toList();
    }

    /** When browsers and networks were last seen from which signing in is not slowed down; they are kept as fingerprints. */
    public List<Map<String, Object>> places(long user) {
        return db.list(Place.class, "select seen_at from known_place where user = ? order by seen_at", user).stream()
                .map(it -> Map.<String, Object>of("seen_at", it.seenAt))
                .toList();
    }

    /** Browsers that are spared the second factor for a while. */
    public List<Map<String, Object>> devices(long user) {
        return db.list(Device.class, """
                        select client, created_at, last_used_at, expires_at from trusted_device
                        where user = ? order by id""", user).stream()
                .map(it -> Map.<String, Object>of(
                        "client", it.client,
                        "created_at", it.createdAt,
                        "last_used_at", it.lastUsedAt,
                        "expires_at", it.expiresAt))
                .toList();
    }

    /** Letters to the address, as long as the record of them is kept; what they said is erased once they are sent. */
    public List<Map<String, Object>> letters(String email) {
        return db
                .list(Mailed.class, "select kind, state, created_at from letter where recipient = ? order by id", email)
                .stream()
                .map(it -> Map.<String, Object>of("kind", it.kind, "state", it.state, "created_at", it.createdAt))
                .toList();
    }

    private record Identity(String provider, String issuer, String subject, String email, Instant createdAt) {}

    private record Factor(
            String kind, String name, long number, @Nullable Instant createdAt) {}

    private record Place(Instant seenAt) {}

    private record Device(String client, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {}

    private record Mailed(String kind, String state, Instant createdAt) {}
}
