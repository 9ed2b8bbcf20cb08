package com.mewayz.privacy;

import com.mewayz.accounts.Users;
import com.mewayz.apitokens.ApiTokens;
import com.mewayz.facts.AccountFact.AccountExported;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.bus.StoredFact;
import com.mewayz.platform.db.Db;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Puts together what the server holds about a person. */
public final class Portraits {
    /** The tables that are told here; who adds one about people adds it to {@code more}. */
    static final List<String> TABLES = List.of(
            "user",
            "session",
            "member",
            "api_token",
            "fact",
            "identity",
            "totp",
            "passkey",
            "recovery_code",
            "known_place",
            "trusted_device",
            "letter",
            "invitation");

    private final Db db;
    private final Bus bus;
    private final Users users;
    private final ApiTokens tokens;
    private final Function<StoredFact, Told> words;
    private final Map<String, LongFunction<List<Map<String, Object>>>> more;

    /**
     * @param words a fact as the audit log tells it
     * @param more what other parts hold about a user, by its name
     */
    public Portraits(
            Db db,
            Bus bus,
            Users users,
            ApiTokens tokens,
            Function<StoredFact, Told> words,
            Map<String, LongFunction<List<Map<String, Object>>>> more) {
        this.db = db;
        this.bus = bus;
        this.users = users;
        this.tokens = tokens;
        this.words = words;
        this.more = more;
    }

    /** The portrait, and a fact that it was taken. */
    Portrait take(long user) {
        db.inTransaction(() -> bus.publish(new AccountExported(user, user)));
        return db.scan(() -> of(user));
    }

    private Portrait of(long user) {
        var others = new LinkedHashMap<String, List<Map<String, Object>>>();
        more.forEach((name, part) -> others.put(name, part.apply(user)));
        return new Portrait(
                db.now(),
                users.get(user),
                db.list(
                        Portrait.Session.class,
                        "select id, kind, client, created_at, last_used_at, expires_at from session where user = ? order by id",
                        user),
                db.list(
                        Portrait.Place.class,
                        "select workspace, name, role, member.created_at from member join workspace on workspace.id = member.workspace where user = ? order by member.id",
                        user),
                tokens.madeBy(user),
                db.list(StoredFact.class, """
                                select id, workspace, user, at, kind, body from fact
                                where user = ? or workspace = 0 and body ->> 'user' = ? order by id""", user, user).stream()
                        .map(this::event)
                        .toList(),
                others);
    }

    private Portrait.Event event(StoredFact stored) {
        var told = words.apply(stored);
        return new Portrait.Event(
                stored.id(), stored.at(), stored.kind(), stored.workspace(), told.title(), told.detail());
    }

    /** A fact in words. */
    public record Told(String title, String detail) {}
}
