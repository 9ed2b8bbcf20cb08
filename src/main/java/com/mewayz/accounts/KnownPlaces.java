package com.mewayz.accounts;

import com.mewayz.platform.crypto.Hmac;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.StoredSettings;
import java.time.Clock;
import java.time.Duration;

/**
 * Browsers and networks from which a user got all the way in. There the owner is let in while strangers guess the
 * password from elsewhere. Kept as fingerprints under a key of this server, the newest twenty of each user: there are so
 * few networks that plain hashes of them could be tried out by whoever has the database.
 */
final class KnownPlaces {
    /** As long as browsers keep a cookie. */
    static final Duration LIFE = Duration.ofDays(400);

    private static final String NAME = "place_key";

    static final Sealed KEY = Sealed.setting(NAME);

    private final Db db;
    private final Clock clock;
    private final Tokens tokens;
    private final String key;

    KnownPlaces(Db db, Clock clock, Tokens tokens, Secrets secrets) {
        this.key = key(db, tokens, secrets);
        this.db = db;
        this.clock = clock;
        this.tokens = tokens;
    }

    boolean device(String email, Place place) {
        return knows(email, device(place.device()));
    }

    boolean network(String email, Place place) {
        return knows(email, network(place.network()));
    }

    /** Notes that the user got in here, and names the browser: a name that we did not give is not taken over. */
    String remember(long user, Place place) {
        boolean ours = db.number("select count(*) from known_place where place = ?", device(place.device())) > 0;
        var device = ours ? place.device() : tokens.next();
        db.inTransaction(() -> {
            note(user, device(device));
            rememberNetwork(user, place);
        });
        return device;
    }

    /** For clients that keep no cookies. */
    void rememberNetwork(long user, Place place) {
        db.inTransaction(() -> {
            note(user, network(place.network()));
            db.run("""
                    delete from known_place where user = ? and place not in
                    (select place from known_place where user = ? order by seen_at desc limit 20)""", user, user);
        });
    }

    void expire() {
        db.run("delete from known_place where seen_at < ?", clock.instant().minus(LIFE));
    }

    private void note(long user, String place) {
        db.run("""
                insert into known_place (user, place, seen_at) values (?, ?, ?)
                on conflict (user, place) do update set seen_at = excluded.seen_at""", user, place, clock.instant());
    }

    private boolean knows(String email, String place) {
        return db.number("""
                        select count(*) from known_place join user on user.id = known_place.user
                        where email = ? and place = ?""", email, place) > 0;
    }

    private String device(String token) {
        return Hmac.hex(key, Tokens.hash("device " + token));
    }

    private String network(String network) {
        return Hmac.hex(key, Tokens.hash("network " + network));
    }

    /** The key of this server. When it is made, the plain hashes of earlier versions are keyed with it, so nobody is slowed down. */
    private static String key(Db db, Tokens tokens, Secrets secrets) {
        var settings = new StoredSettings(db);
        var known = settings.find(NAME);
        if (known.isPresent()) {
            return secrets.open(known.get(), KEY.place(NAME));
        }
        return db.inTransaction(() -> {
            var key = tokens.next();
            settings.put(NAME, secrets.seal(key, KEY.place(NAME)));
            db.list(Row.class, "select user, place from known_place")
                    .forEach(row -> db.run(
                            "update known_place set place = ? where user = ? and place = ?",
                            Hmac.hex(key, row.place),
                            row.user,
                            row.place));
            return key;
        });
    }

    private record Row(long user, String place) {}
}
