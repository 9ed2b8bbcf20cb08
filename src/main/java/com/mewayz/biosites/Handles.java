package com.mewayz.biosites;

import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names under which sites are found: {@code /@mia}. Plain ASCII, so that no letter of another script can pose as
 * one of ours; and a handle that was published once leads to its site for good.
 */
public final class Handles {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 30;
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?");
    private static final Set<String> RESERVED = Set.of(
            "abuse",
            "account",
            "accounts",
            "admin",
            "administrator",
            "analytics",
            "api",
            "app",
            "assets",
            "auth",
            "billing",
            "bio-sites",
            "blog",
            "bot",
            "contact",
            "courses",
            "crm",
            "dashboard",
            "demo",
            "docs",
            "ecommerce",
            "email",
            "email-marketing",
            "everyone",
            "favicon.ico",
            "healthz",
            "help",
            "home",
            "hostmaster",
            "index",
            "info",
            "legal",
            "login",
            "logout",
            "mail",
            "media",
            "mewayz",
            "moderator",
            "news",
            "noreply",
            "null",
            "official",
            "operator",
            "owner",
            "postmaster",
            "privacy",
            "public",
            "register",
            "robots.txt",
            "root",
            "security",
            "settings",
            "setup",
            "shop",
            "sign-in",
            "sign-out",
            "signin",
            "signout",
            "signup",
            "sitemap.xml",
            "social-media",
            "staff",
            "static",
            "status",
            "store",
            "support",
            "sysadmin",
            "system",
            "team",
            "terms",
            "themes",
            "undefined",
            "users",
            "verify",
            "webmaster",
            "well-known",
            "workspaces",
            "www");

    private final Db db;
    private final boolean demo;

    /** @param demo whether the handle {@code demo} may be taken */
    Handles(Db db, boolean demo) {
        this.db = db;
        this.demo = demo;
    }

    /** As it is stored and looked up: without the @, in lower case. */
    public static String normal(String handle) {
        var text = handle.strip();
        return (text.startsWith("@") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    }

    /** What a handle looks like at a glance: two handles of one skeleton are easily taken for each other. */
    static String skeleton(String handle) {
        return handle.replace('0', 'o').replace('1', 'l').replace("rn", "m").replace("vv", "w");
    }

    /** Complains about the shape of a handle; whether it is free is asked in the transaction that takes it. */
    void check(Check check, String handle) {
        var odd = handle.codePoints().filter(c -> !isAllowed(c)).boxed().findFirst();
        if (odd.isPresent()) {
            check.that("handle", false, sentence(odd.get()));
            return;
        }
        check.that(
                "handle",
                handle.length() >= SHORTEST && handle.length() <= LONGEST,
                "Write " + SHORTEST + " to " + LONGEST + " characters.");
        check.that(
                "handle",
                handle.isEmpty() || SHAPE.matcher(handle).matches(),
                "Start and end with a letter or a digit.");
        check.that("handle", !isReserved(handle), "This handle is reserved. Choose another.");
    }

    /** Tells at once whether a handle could be taken, for forms that ask while somebody types. */
    public void require(long workspace, String handle, long site) {
        var check = new Check();
        check(check, normal(handle));
        check.done();
        requireFree(workspace, normal(handle), site);
    }

    /** @throws Problem 422 if another site has or had this handle, or somebody else's looks like it */
    void requireFree(long workspace, String handle, long site) {
        if (isTaken(handle, site)) {
            throw Problem.invalid("handle", "This handle is taken. Choose another.");
        }
        if (db.number("""
                        select exists (select 1 from site
                            where skeleton = ? and workspace <> ? and id <> ? and deleted_at is null)
                          or exists (select 1 from former_handle where skeleton = ? and workspace <> ?)""", skeleton(handle), workspace, site, skeleton(handle), workspace) != 0) {
            throw Problem.invalid("handle", "This handle looks too much like one that is taken. Choose another.");
        }
    }

    /** A free handle that begins like the wanted one: {@code mia}, {@code mia-2}, {@code mia-3} … */
    String free(long workspace, String wanted, long site) {
        for (int number = 1; ; number++) {
            var end = number == 1 ? "" : "-" + number;
            var handle = wanted.substring(0, Math.min(wanted.length(), LONGEST - end.length())) + end;
            try {
                requireFree(workspace, handle, site);
                return handle;
            } catch (Problem taken) {
                // the next number
            }
        }
    }

    /** Keeps a handle for its site for good. */
    void keep(Site site) {
        db.run(
                "insert into former_handle (handle, skeleton, workspace, site) values (?, ?, ?, ?) on conflict do nothing",
                site.handle(),
                skeleton(site.handle()),
                site.workspace(),
                site.id());
    }

    /** A site takes its own former handle back. */
    void takeBack(long site, String handle) {
        db.run("delete from former_handle where handle = ? and site = ?", handle, site);
    }

    /** Where a handle leads. */
    Optional<Destination> find(String handle) {
        return db.find(Destination.class, """
                select id as site, handle, status = 'live' as live, deleted_at is not null as gone from site
                where handle = ? and deleted_at is null
                union all
                select f.site, coalesce(s.handle, ''), coalesce(s.status = 'live', 0), s.id is null or s.deleted_at is not null
                from former_handle f left join site s on s.id = f.site where f.handle = ?""", handle, handle);
    }

    /** Whether this could be a handle; what is not must not end up in an address. */
    static boolean isPlain(String handle) {
        return handle.length() <= LONGEST && SHAPE.matcher(handle).matches();
    }

    private boolean isTaken(String handle, long site) {
        return db.number("""
                        select exists (select 1 from site where handle = ? and id <> ? and deleted_at is null)
                          or exists (select 1 from former_handle where handle = ? and site <> ?)""", handle, site, handle, site) != 0;
    }

    private boolean isReserved(String handle) {
        return RESERVED.contains(handle) && !(demo && handle.equals("demo"));
    }

    private static boolean isAllowed(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }

    private static String sentence(int odd) {
        if (Character.isWhitespace(odd)) {
            return "Leave out the blanks.";
        }
        var rule = "Use the letters a to z, digits, and . _ - only; ";
        var name = Character.getName(odd);
        return Character.isLetter(odd) && name != null
                ? rule + "“" + Character.toString(odd) + "” is another letter (" + name.toLowerCase(Locale.ROOT) + ")."
                : rule + "leave out “"
                        + (Character.isISOControl(odd) ? "\\u" + Integer.toHexString(odd) : Character.toString(odd))
                        + "”.";
    }

    /** @param gone whether the site was deleted */
    record Destination(long site, String handle, boolean live, boolean gone) {}
}
