package com.mewayz.workspaces;

import com.mewayz.platform.web.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open invitation; its token is known only to whom it was given.
 *
 * @param email whom it is for, null for a link that is open to whoever holds it
 * @param usesLeft how many may still join with it
 * @param inviter the name of the member who vouches for it
 * @param mail how far its letter came: waiting, sent, refused, uncertain; none if the link is passed on by hand
 * @param reply what the mail server said
 */
public record Invitation(
        long id,
        long workspace,
        @Nullable String email,
        Role role,
        int usesLeft,
        String inviter,
        String mail,
        String reply,
        Instant createdAt,
        Instant expiresAt) {}
