package com.mewayz.apitokens;

import com.mewayz.facts.WorkspaceFact.TokenCreated;
import com.mewayz.facts.WorkspaceFact.TokenRevoked;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.web.Caller;
import com.mewayz.platform.web.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that can be done with the API tokens of a workspace. */
public final class ApiTokens {
    private static final int MOST = 100;
    private static final Duration TOUCH = Duration.ofMinutes(5);
    /** An expired token stays on the list for a while, so that people see why their program stopped. */
    private static final Duration SHOWN = Duration.ofDays(30);

    private final Db db;
    private final Bus bus;
    private final Clock clock;
    private final Tokens tokens;
    private final Supplier<Set<String>> abilities;

    /** @param abilities all that some route asks for */
    public ApiTokens(Db db, Bus bus, Clock clock, Tokens tokens, Supplier<Set<String>> abilities) {
        this.db = db;
        this.bus = bus;
        this.clock = clock;
        this.tokens = tokens;
        this.abilities = abilities;
    }

    Set<String> abilities() {
        return abilities.get();
    }

    Page<ApiToken> page(long workspace, int page, int size) {
        return db.page(
                ApiToken.class, page, size, "select * from api_token where workspace = ? order by id desc", workspace);
    }

    /** The tokens somebody made, in all workspaces. */
    public List<ApiToken> madeBy(long user) {
        return db.list(ApiToken.class, "select * from api_token where user = ? order by id", user);
    }

    ApiToken get(long workspace, long id) {
        return db.find(ApiToken.class, "select * from api_token where workspace = ? and id = ?", workspace, id)
                .orElseThrow(() -> Problem.notFound("API token"));
    }

    /** Makes a token of the user for a workspace they are in. What comes back is the only copy. */
    Made create(long workspace, long user, ApiTokenInput input) {
        input.check(abilities.get());
        var text = TokenText.next(tokens);
        return db.inTransaction(() -> {
            if (db.number("select count(*) from api_token where workspace = ?", workspace) >= MOST) {
                throw Problem.conflict(
                        "A workspace has at most " + MOST + " API tokens. Revoke one that is no longer used.");
            }
            var name = String.valueOf(input.name()).strip();
            var end = input.days() == 0 ? null : clock.instant().plus(Duration.ofDays(input.days()));
            long id = db.add(
                    "api_token",
                    workspace,
                    new Row(user, name, text.substring(0, 8), input.wanted(), Tokens.hash(text), end));
            bus.publish(new TokenCreated(workspace, user, id, name));
            return Made.of(get(workspace, id), text);
        });
    }

    void revoke(long workspace, long by, long id) {
        db.inTransaction(() -> {
            var token = get(workspace, id);
            db.remove("api_token", workspace, id);
            bus.publish(new TokenRevoked(workspace, by, id, token.name()));
        });
    }

    /** Revokes all that somebody made: whoever holds them may not be who the account belongs to now. */
    void revokeAll(long user) {
        db.list(Placed.class, "select id, workspace from api_token where user = ?", user)
                .forEach(token -> revoke(token.workspace, user, token.id));
    }

    /** Who sends this token, as long as it holds and its maker belongs to its workspace. Never with a fresh proof. */
    public Optional<Caller> caller(String text) {
        return find(text).map(held -> {
            touch(held, clock.instant());
            return caller(held);
        });
    }

    /** The same without noting that the token was used. */
    public Optional<Caller> glance(String text) {
        return find(text).map(ApiTokens::caller);
    }

    private Optional<Held> find(String text) {
        if (!TokenText.isOne(text)) {
            return Optional.empty();
        }
        return db.find(Held.class, """
                        select api_token.id, api_token.workspace, api_token.user, abilities, last_used_at, user.name, email
                        from api_token join user on user.id = api_token.user
                        where token = ? and (expires_at is null or expires_at > ?)""", Tokens.hash(text), clock.instant());
    }

    private static Caller caller(Held held) {
        var grant = new Grant(held.workspace, Set.copyOf(held.abilities));
        return new Caller(held.user, held.name, held.email, held.id, "", held.workspace, false, false, true, grant);
    }

    /** Whether a bearer's text wants to be an API token. */
    public static boolean looksLikeOne(String text) {
        return text.startsWith(TokenText.PREFIX);
    }

    void expire() {
        db.run("delete from api_token where expires_at <= ?", clock.instant().minus(SHOWN));
    }

    private void touch(Held held, Instant now) {
        if (held.lastUsedAt == null || held.lastUsedAt.plus(TOUCH).isBefore(now)) {
            db.run("update api_token set last_used_at = ? where id = ?", now, held.id);
        }
    }

    /** A token that has just been made, with the text that only its holder knows from now on. */
    public record Made(
            long id,
            String name,
            String token,
            List<String> abilities,
            @Nullable Instant expiresAt) {
        static Made of(ApiToken made, String text) {
            return new Made(made.id(), made.name(), text, made.abilities(), made.expiresAt());
        }

        @Override
        public String toString() {
            return "API token " + id; // never its text
        }
    }

    private record Placed(long id, long workspace) {}

    private record Row(
            long user,
            String name,
            String start,
            List<String> abilities,
            String token,
            @Nullable Instant expiresAt) {}

    private record Held(
            long id,
            long workspace,
            long user,
            List<String> abilities,
            @Nullable Instant lastUsedAt,
            String name,
            String email) {}
}
