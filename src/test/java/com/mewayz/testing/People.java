package com.mewayz.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.web.Route;
import java.util.Map;

/** The contacts of an {@link Estate}. */
final class People {
    private static final String CONTACTS = "/api/v1/crm/contacts";
    private static final String LETTER = "L".repeat(43);

    private People() {}

    static String value(TestApp app, Client owner, Route route, String parameter, long site) {
        return switch (parameter) {
            case "batch" -> String.valueOf(batch(app, owner, route));
            case "merge" -> String.valueOf(merge(owner));
            case "letter" -> letter(app, contact(owner), site);
            default -> String.valueOf(route.path().endsWith("/restoration") ? deleted(owner) : contact(owner));
        };
    }

    /** One that is there now: routes that delete it come here too. */
    private static long contact(Client owner) {
        var known = owner.get(CONTACTS).is(200).at("/data/0/id");
        return known.isMissingNode() ? create(owner) : known.asLong();
    }

    /** One in the bin. */
    private static long deleted(Client owner) {
        var known = owner.get(CONTACTS + "?show=bin").is(200).at("/data/0/id");
        if (!known.isMissingNode()) {
            return known.asLong();
        }
        long contact = create(owner);
        owner.delete(CONTACTS + "/" + contact).is(200);
        return contact;
    }

    private static long create(Client owner) {
        return owner.post(CONTACTS, Map.of("name", "Sofia"))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    /** Somebody who may be the same person as the one that is there. */
    static long another(Client owner) {
        contact(owner);
        return create(owner);
    }

    /** One that can be undone. */
    private static long merge(Client owner) {
        long other = create(owner);
        return owner.post(CONTACTS + "/" + create(owner) + "/merges", Map.of("other", other))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    /** Two lists of people: one to try and one to undo. */
    static void bring(Client owner) {
        var list = "Name,Email\nKim,no address\n".getBytes(UTF_8);
        owner.upload("/api/v1/crm/import", Map.of(), "done.csv", list).is(201);
        owner.upload("/api/v1/crm/import", Map.of(), "list.csv", list).is(201);
    }

    /** A list in the state that the route asks for. */
    private static long batch(TestApp app, Client owner, Route route) {
        boolean done = route.path().endsWith("/reversal");
        var batch = owner.get("/api/v1/crm/imports")
                .is(200)
                .at(done ? "/data/1/id" : "/data/0/id")
                .asLong();
        if (done || route.path().endsWith("/run")) {
            app.app
                    .db()
                    .run("update contact_import set state = ?, done = 0 where id = ?", done ? "done" : "ready", batch);
        } else {
            app.app
                    .db()
                    .run(
                            "update contact_import set state = 'ready' where id = ? and state not in ('mapping', 'ready')",
                            batch);
        }
        return batch;
    }

    /** What is in a letter that asks somebody, who has not answered. */
    private static String letter(TestApp app, long contact, long site) {
        var db = app.app.db();
        db.run("delete from consent where token = ?", Tokens.hash(LETTER));
        db.run("""
                insert into consent (id, workspace, contact, purpose, state, email, wording, site, page, network, asked_at,
                  token, expires_at, created_at)
                select ?, workspace, id, 'newsletter', 'asked', 'sofia@lindq.test', 'Letters', ?, '', '', 0, ?, ?, 0
                from contact where id = ?""", db.ids().next(), site, Tokens.hash(LETTER), Long.MAX_VALUE, contact);
        return LETTER;
    }
}
