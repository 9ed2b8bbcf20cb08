package com.mewayz.testing;

import com.mewayz.accounts.UserInput;
import com.mewayz.platform.crypto.Totp;
import com.mewayz.platform.web.Role;
import com.mewayz.platform.web.Route;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * What the owner of a {@link TestApp} has: a published site with a block of each kind, and a picture no page shows. The
 * tests that walk all routes fill paths and bodies with it. A new kind of id or input gets its line here.
 */
public final class Estate {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private final TestApp app;
    private final Client owner;
    private final String handle = "estate" + NUMBER.incrementAndGet();
    private final long site;
    private final long block;
    private final long picture;
    private long member;
    private String key = "";
    private long restored;

    public Estate(TestApp app) {
        this(app, app.owner());
    }

    /** Of another owner, for what may be done once. */
    public Estate(TestApp app, Client owner) {
        this.app = app;
        this.owner = owner;
        site = id(owner.post("/api/v1/bio-sites", Map.of("handle", handle, "name", "Mia", "bio", "Songs.")));
        picture = upload();
        block = add(Map.of("kind", "link", "title", "Shop", "url", "https://example.com/shop"));
        add(Map.of("kind", "heading", "text", "Music"));
        add(Map.of("kind", "text", "text", "Hello."));
        add(Map.of(
                "kind",
                "social",
                "items",
                List.of(Map.of("network", "instagram", "url", "https://instagram.com/mia"))));
        add(Map.of("kind", "image", "media", upload(), "alt", "A stage"));
        add(Map.of("kind", "divider"));
        add(Map.of("kind", "subscribe", "title", "Letters"));
        add(Map.of("kind", "form", "title", "Write to me"));
        add(Map.of("kind", "card", "title", "Shop", "url", "https://example.com/shop", "media", upload()));
        add(Map.of("kind", "faq", "items", List.of(Map.of("question", "Why?", "answer", "Because."))));
        add(Map.of("kind", "reach", "title", "Call", "way", "phone", "to", "+46701740605"));
        add(Map.of(
                "kind",
                "music",
                "title",
                "A song",
                "items",
                List.of(Map.of("network", "spotify", "url", "https://open.spotify.com/track/1"))));
        add(Map.of("kind", "place", "title", "The club", "location", "Rua da Rosa 1, Lisbon"));
        add(Map.of("kind", "tip", "title", "Tips", "items", List.of(Map.of("name", "Bank", "value", "12"))));
        add(Map.of("kind", "countdown", "title", "The concert", "at", "2027-01-01T20:00:00Z"));
        add(Map.of("kind", "embed", "title", "A song", "url", "https://www.youtube.com/watch?v=aqz-KE-bpKQ"));
        owner.post("/api/v1/bio-sites/" + site + "/publication").is(201);
        People.bring(owner);
    }

    public String handle() {
        return handle;
    }

    /** Where the site is built. */
    public String builder() {
        return "/sites/" + site;
    }

    /** Takes away what the path names, for routes that bring it back. */
    public void deleteWhatIsRestored(Route route) {
        if (route.path().endsWith("/restoration")
                && !route.path().contains("{backup}")
                && !route.path().contains("{contact}")) {
            restored = 0;
            owner.delete(path(route).replace("/restoration", "")).is(200);
        }
    }

    /** The route's path with the owner's ids in it. */
    public String path(Route route) {
        return PARAMETER
                .matcher(route.path())
                .replaceAll(found -> Matcher.quoteReplacement(value(route, found.group(1))));
    }

    /** A body the route takes. */
    public Object body(Route route) {
        return switch (route.input().getSimpleName()) {
            case "Credentials" -> Map.of("email", "owner@example.com", "password", TestApp.PASSWORD);
            case "NewcomerInput" -> Map.of("name", "New", "email", "new" + NUMBER.incrementAndGet() + "@example.com");
            case "InvitationInput" ->
                Map.of("email", TestApp.email("guest" + NUMBER.incrementAndGet()), "role", "editor");
            case "MemberInput" -> Map.of("role", "editor");
            case "DemandInput" -> Map.of("required", false);
            case "OwnershipInput" -> Map.of("member", member());
            case "NameInput" -> Map.of("name", "owner");
            case "GoalInput" -> Map.of("name", "Shop", "kind", "link", "target", String.valueOf(block));
            case "ReportInput" -> Map.of("name", "Weekly", "question", Map.of("period", "last_week"));
            case "ShareInput" -> Map.of("name", "Label", "sites", List.of(site));
            case "LogExport" -> Map.of("format", "csv");
            case "ExportInput" -> Map.of("what", "figures", "format", "csv");
            case "ApiTokenInput" -> Map.of("name", "Backup", "abilities", List.of("bio-sites:read"));
            case "SecondFactorInput" -> secondFactor();
            case "WorkspaceInput" -> Map.of("name", "Mia and friends");
            case "WebsiteInput" -> Map.of("name", "Shop", "hosts", List.of("shop.example"));
            case "DomainInput" -> Map.of("name", "site" + NUMBER.incrementAndGet() + ".example");
            case "Beacon" -> Map.of("site", website(), "host", "shop.example", "page", "/");
            case "ContactInput" -> Map.of("name", "Sofia");
            case "ImportInput" -> Map.of("known", "fill");
            case "ExtractInput" -> Map.of("format", "csv");
            case "MergeInput" -> Map.of("other", People.another(owner));
            case "ContactNote" -> Map.of("text", "Plays the piano.");
            case "SiteInput" -> Map.of("handle", "site" + NUMBER.incrementAndGet(), "name", "Mia");
            case "BlockInput" ->
                route.method().equals("PATCH")
                        ? Map.of("active", false)
                        : Map.of("content", Map.of("kind", "heading", "text", "Dates"));
            case "Order" ->
                Map.of("ids", ids(path(route).replace("/order", route.path().contains("{site}") ? "/blocks" : "")));
            default -> Premises.body(route.input().getSimpleName());
        };
    }

    private String value(Route route, String parameter) {
        return switch (parameter) {
            case "workspace", "place" -> String.valueOf(owner.workspace());
            case "site" -> String.valueOf(site);
            case "block" -> String.valueOf(block);
            case "media" -> String.valueOf(picture);
            case "session" -> session();
            case "passkey", "device" -> "1"; // no real one: it would keep the owner out
            case "user" -> String.valueOf(user());
            case "token" -> String.valueOf(token());
            case "handle" -> handle;
            case "website" -> String.valueOf(route.path().endsWith("/restoration") ? restored() : website());
            case "member" -> String.valueOf(member());
            case "invitation" ->
                String.valueOf(
                        route.path().contains("/settings/") || route.path().contains("{workspace}")
                                ? invited()
                                : invitationOfOwner());
            case "contact", "letter", "batch", "merge" -> People.value(app, owner, route, parameter, site);
            case "flag", "incident", "error", "backup", "trial", "upload", "job" -> Premises.value(app, parameter);
            case "goal" -> first("/goals", Map.of("name", "Shop", "kind", "page", "target", "/"));
            case "report" -> report();
            case "result" -> result();
            case "share" -> first("/shares", Map.of("name", "Label", "sites", List.of(site)));
            case "key" -> key();
            case "import" -> imported();
            case "domain" -> String.valueOf(domain());
            case "nonce" -> "0".repeat(43);
            case "identity" -> String.valueOf(identity());
            case "theme" -> "folio";
            case "file" -> file(route.path());
            default -> throw new AssertionError("Estate has no {" + parameter + "} for " + route.path());
        };
    }

    /** A sign-in of somebody careful that wants one of their recovery codes. */
    private Map<String, String> secondFactor() {
        var email = TestApp.email("careful" + NUMBER.incrementAndGet());
        app.register(email.replaceAll("@.*", ""));
        var browser = app.visitor().browse(email);
        browser.submit("/settings/security", "/settings/totp", Map.of()).is(303);
        var page = browser.get("/settings/totp").is(200).body();
        var secret =
                page.replaceAll("(?s).*keytext block\">([A-Z2-7 ]+)<.*", "$1").replace(" ", "");
        var shown = browser.submit(
                        "/settings/totp",
                        "/settings/totp/confirmation",
                        Map.of("code", Totp.code(secret, app.clock.instant())))
                .is(200)
                .body();
        var half = app.visitor()
                .post("/api/v1/auth/login", Map.of("email", email, "password", TestApp.PASSWORD))
                .is(201);
        return Map.of(
                "token", half.at("/data/second_factor").asText(),
                "code", shown.replaceAll("(?s).*?<li>([2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4})</li>.*", "$1"));
    }

    /** Another session of the owner's. */
    private String session() {
        app.visitor().signIn(TestApp.email("owner"));
        for (var session : owner.get("/api/v1/auth/sessions").is(200).at("/data")) {
            if (!session.at("/current").asBoolean()) {
                return session.at("/id").asText();
            }
        }
        throw new AssertionError("the owner has one session only");
    }

    /** Somebody else on this server. */
    private long user() {
        member();
        return app.app.db().number("select max(id) from user where email like 'hand%'");
    }

    /** One that is there now: routes that revoke it come here too. */
    private long token() {
        var tokens = "/api/v1/workspaces/" + owner.workspace() + "/tokens";
        var known = owner.get(tokens).is(200).at("/data/0/id");
        return known.isMissingNode()
                ? id(owner.post(tokens, Map.of("name", "Estate", "abilities", List.of("*"))))
                : known.asLong();
    }

    /** One of a list, made if there is none: routes that delete it come here too. */
    private String first(String list, Map<String, Object> body) {
        var known = owner.get("/api/v1/analytics" + list).is(200).at("/data/0/id");
        return known.isMissingNode()
                ? String.valueOf(id(owner.post("/api/v1/analytics" + list, body)))
                : known.asText();
    }

    private String report() {
        return first("/reports", Map.of("name", "Weekly", "question", Map.of("period", "last_week")));
    }

    private String result() {
        var report = "/api/v1/analytics/reports/" + report();
        var known = owner.get(report + "/results").is(200).at("/data/0/id");
        return known.isMissingNode() ? String.valueOf(id(owner.post(report + "/run"))) : known.asText();
    }

    /** What is in a link to figures. */
    private String key() {
        if (key.isEmpty()) {
            var link = owner.post("/api/v1/analytics/shares", Map.of("name", "Label", "sites", List.of(site)))
                    .is(201)
                    .at("/data/link")
                    .asText();
            key = link.substring(link.lastIndexOf('/') + 1);
        }
        return key;
    }

    /** An import that has been read and not been kept. */
    private String imported() {
        var known = owner.get("/api/v1/analytics/imports?per_page=100").is(200).at("/data");
        for (var each : known) {
            if (each.at("/state").asText().equals("ready")) {
                return each.at("/id").asText();
            }
        }
        var table = "date,visitors,pageviews,bounces,visits,visit_duration\n2020-01-01,3,5,1,4,60\n";
        var path = "/api/v1/analytics/imports";
        var fields = Map.of("site", String.valueOf(site));
        long id = id(owner.upload(path, fields, "imported_visitors.csv", table.getBytes(StandardCharsets.UTF_8)));
        do {
            app.app.jobs().run("read-imports"); // unless the program has begun with it already
        } while (!owner.get(path + "/" + id).at("/data/state").asText().equals("ready"));
        return String.valueOf(id);
    }

    /** One that is there now: routes that delete it come here too. */
    private long website() {
        var websites = "/api/v1/analytics/websites";
        var known = owner.get(websites).is(200).at("/data/0/id");
        return known.isMissingNode()
                ? id(owner.post(websites, Map.of("name", "Shop", "hosts", List.of("shop.example"))))
                : known.asLong();
    }

    /** The one that was deleted to be restored. */
    private long restored() {
        if (restored == 0) {
            restored = website();
        }
        return restored;
    }

    /** One that is there now, and verified though nobody looked. */
    private long domain() {
        var domains = "/api/v1/bio-sites/" + site + "/domains";
        owner.post(domains, Map.of("name", handle + NUMBER.incrementAndGet() + ".example"));
        app.app.db().run("update site_domain set state = 'verified', verified_at = 1 where site = ?", site);
        return owner.get(domains).is(200).at("/data/0/id").asLong();
    }

    /** A way in over a provider; made here, because providers are not asked in every test. */
    private long identity() {
        var subject = "estate-" + handle;
        long user = owner.get("/api/v1/auth/user").at("/data/id").asLong();
        var db = app.app.db();
        db.run("""
                insert into identity (id, user, issuer, subject, provider, email, created_at, last_used_at)
                select ?, ?, 'https://id.example', ?, 'Example', 'owner@example.com', 0, 0
                where not exists (select 1 from identity where subject = ?)""", db.ids().next(), user, subject, subject);
        return db.number("select id from identity where subject = ?", subject);
    }

    private String file(String path) {
        return switch (path) {
            case "/@{handle}/{file}" -> "qr.svg";
            case "/media/{file}" ->
                after(
                        "/media/",
                        owner.get("/api/v1/media/" + picture)
                                .at("/data/address")
                                .asText());
            case "/assets/{file}" ->
                after("/assets/", app.visitor().get("/sign-in").body());
            case "/themes/{theme}/{file}" ->
                after("/themes/folio/", app.visitor().get("/@" + handle).body());
            default -> throw new AssertionError("Estate has no {file} for " + path);
        };
    }

    private static String after(String start, String text) {
        var name = Pattern.compile(Pattern.quote(start) + "([A-Za-z0-9._-]+)").matcher(text);
        if (!name.find()) {
            throw new AssertionError("no " + start + " in " + text);
        }
        return name.group(1);
    }

    /** Somebody who works for the owner and does nothing else. */
    private long member() {
        if (member == 0) {
            var user = app.app
                    .accounts()
                    .users()
                    .register(
                            new UserInput("Hand", TestApp.email("hand" + NUMBER.incrementAndGet()), TestApp.PASSWORD),
                            () -> {});
            member = app.app
                    .workspaces()
                    .join(owner.workspace(), 0, user.id(), Role.VIEWER)
                    .id();
        }
        return member;
    }

    private long invited() {
        var guest = Map.of("email", TestApp.email("guest" + NUMBER.incrementAndGet()), "role", "viewer");
        return invitation(owner.post("/api/v1/workspaces/" + owner.workspace() + "/invite", guest));
    }

    /** Into a workspace of somebody else, for the owner's address, which is proved. */
    private long invitationOfOwner() {
        var me = owner.get("/api/v1/auth/user");
        app.app
                .accounts()
                .users()
                .confirm(me.at("/data/id").asLong(), me.at("/data/email").asText());
        var host = app.stranger();
        var place = id(host.post("/api/v1/workspaces", Map.of("name", "Elsewhere")));
        var guest = Map.of("email", me.at("/data/email").asText(), "role", "viewer");
        return invitation(host.post("/api/v1/workspaces/" + place + "/invite", guest));
    }

    /** Its letter has been sent or given up: what is read of it twice is the same. */
    private long invitation(Reply reply) {
        app.app.jobs().run("send-letters");
        app.app.bus().deliver();
        return reply.is(201).at("/data/results/0/invitation").asLong();
    }

    private List<Long> ids(String list) {
        return owner.get(list + "?per_page=100").is(200).at("/data").findValuesAsText("id").stream()
                .map(Long::valueOf)
                .toList();
    }

    private long add(Map<String, Object> content) {
        return id(owner.post("/api/v1/bio-sites/" + site + "/blocks", Map.of("content", content)));
    }

    private long upload() {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
            return id(owner.upload("/api/v1/media", "dot.png", bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long id(Reply reply) {
        return reply.is(201).at("/data/id").asLong();
    }
}
