package com.mewayz.platform.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Everything that can be configured. {@code PORT} is {@code port} in the file, {@code MEWAYZ_PORT} in the environment, {@code --port} as a flag. */
public enum Setting {
    DATA("./mewayz-data", false, "the folder that holds everything: database, files, keys"),
    HOST("0.0.0.0", false, "the address to listen on"),
    PORT("8080", false, "the port to listen on; 0 takes a free one"),
    BASE_URL("", false, "how the world reaches this server, like https://mia.example; needed behind a proxy"),
    PUBLIC_HOST(
            "",
            false,
            "the host that pages behind handles stand on, like mia.page, apart from the console; without it they are"
                    + " on base_url's host, unless they have a domain"),
    HTTPS(
            "off",
            false,
            "on lets the program encrypt by itself, with certificates it gets for base_url's host and the domains of"
                    + " sites; port then is for plain HTTP (80), which only leads on"),
    HTTPS_PORT("443", false, "the port for encrypted connections, if https is on"),
    ALIASES("", false, "other names of base_url's host, which lead to it, like www.mia.example, separated by commas"),
    HSTS("31536000", false, "for how many seconds browsers shall come encrypted only, once they did; 0 for not at all"),
    ACME_DIRECTORY(
            "https://acme-v02.api.letsencrypt.org/directory",
            false,
            "the authority that gives certificates; its terms are accepted by setting https to on"),
    ACME_STAGE(
            "https://acme-staging-v02.api.letsencrypt.org/directory",
            false,
            "where it is tried after a failure, until it works; empty for nowhere"),
    ACME_ROOTS("", false, "a file with the certificates (PEM) that vouch for an authority of your own"),
    PROXY_PROTOCOL(
            "off",
            false,
            "on if a proxy that only passes connections on tells by the PROXY protocol whose they are; every connection"
                    + " has to begin with it then, and trusted_proxies have to name the proxy"),
    TRUSTED_PROXIES(
            "",
            false,
            "addresses or networks (10.0.0.0/8) whose X-Forwarded-* headers are believed, separated by commas"),
    OUTGOING_PRIVATE(
            "",
            false,
            "private addresses or networks (10.0.0.0/8) that may be asked all the same, separated by commas: for a"
                    + " sign-in provider at home"),
    NAME_SERVERS(
            "",
            false,
            "who is asked where domains of sites lead, like 192.0.2.53 or 192.0.2.53:5353, separated by commas; empty"
                    + " for this machine's"),
    REGISTRATION(
            "closed",
            false,
            "open lets anybody make an account, once a mail server is set up; closed needs an invitation or the command line"),
    DEMO("false", false, "fills an empty data folder with a believable creator; listens on 127.0.0.1 only"),
    GEO_FILE(
            "",
            false,
            "a table of countries (.mmdb) to use in place of the built-in one, as MaxMind, DB-IP and others offer it"),
    DATA_CENTRES("true", false, "whether visits from data centres are left out of the figures; false counts them"),
    MORE_DATA_CENTRES("", false, "a file of more networks that are data centres, one a line, like 192.0.2.0/24"),
    ADMIN_EMAIL("", false, "makes the first admin without the setup link, together with admin_password"),
    ADMIN_PASSWORD("", true, "the first admin's password"),
    BACKUP_PASSPHRASE("", true, "seals backups, and opens them; keep it elsewhere, too: without it they are worthless"),
    METRICS_TOKEN(
            "",
            true,
            "opens /metrics to whoever sends it as a bearer token; without it only this machine itself is told"),
    SMTP_HOST("", false, "the server that mail is sent through; set here, it cannot be changed on screen"),
    SMTP_PORT("", false, "its port: 587 for starttls, 465 for tls, 25 for none"),
    SMTP_TLS("starttls", false, "starttls, tls, or none: how the connection to it is encrypted"),
    SMTP_USER("", false, "the name to log in to it with; empty for no login"),
    SMTP_PASSWORD("", true, "the password that belongs to smtp_user"),
    MAIL_FROM("", false, "who mail comes from, like Mia <mail@mia.example>");

    /** Those that are flags of the command line with a value. */
    public static final Set<Setting> FLAGS =
            Set.of(DATA, HOST, PORT, HTTPS_PORT, BASE_URL, TRUSTED_PROXIES, REGISTRATION);

    private final String standard;
    private final boolean secret;
    private final String meaning;

    Setting(String standard, boolean secret, String meaning) {
        this.standard = standard;
        this.secret = secret;
        this.meaning = meaning;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String variable() {
        return "MEWAYZ_" + name();
    }

    public String flag() {
        return "--" + key().replace('_', '-');
    }

    public String standard() {
        return standard;
    }

    public boolean secret() {
        return secret;
    }

    public String meaning() {
        return meaning;
    }

    static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    /** The known key that looks most like this one, for the message about a slip of the pen. */
    static String nearest(String key) {
        return Arrays.stream(values())
                .map(Setting::key)
                .min((a, b) -> Integer.compare(distance(a, key), distance(b, key)))
                .orElseThrow();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
