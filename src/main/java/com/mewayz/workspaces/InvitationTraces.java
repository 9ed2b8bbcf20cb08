package com.mewayz.workspaces;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What open invitations tell about a person: for who wants their own data, or leaves. */
public final class InvitationTraces {
    private final Db db;

    public InvitationTraces(Db db) {
        this.db = db;
    }

    /** Those somebody made, and those to their address. */
    public List<Map<String, Object>> told(long user, String email) {
        return db
                .list(
                        Trace.class,
                        "select workspace, email, role, created_at from invitation where invited_by = ? or email = ? order by id",
                        user,
                        email)
                .stream()
                .map(it -> Map.<String, Object>of(
                        "workspace",
                        it.workspace,
                        "email",
                        it.email == null ? "" : it.email,
                        "role",
                        it.role.word(),
                        "created_at",
                        it.createdAt))
                .toList();
    }

    /** Takes away the invitations to an address whose account is deleted. */
    public void forget(String email) {
        db.run("delete from invitation where email = ?", email);
    }

    private record Trace(long workspace, @Nullable String email, Role role, Instant createdAt) {}
}
