package com.mewayz.privacy;

import com.mewayz.accounts.User;
import com.mewayz.apitokens.ApiToken;
import com.mewayz.platform.web.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything the server holds about a person, without secrets.
 *
 * @param more what other parts of the program hold, by its name, as second factors and linked sign-ins
 */
public record Portrait(
        Instant exportedAt,
        User profile,
        List<Session> sessions,
        List<Place> workspaces,
        List<ApiToken> apiTokens,
        List<Event> activity,
        Map<String, List<Map<String, Object>>> more) {
    /** Where somebody is, or was until a moment ago, signed in. */
    public record Session(
            long id, String kind, String client, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {}

    /** A workspace somebody belongs to. */
    public record Place(long workspace, String name, Role role, Instant createdAt) {}

    /** Something that happened to the account, or that its person did. */
    public record Event(long id, Instant at, String kind, long workspace, String title, String detail) {}
}
