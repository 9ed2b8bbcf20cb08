package com.mewayz.platform.mail;

import com.mewayz.platform.Json;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.StoredSettings;
import com.mewayz.platform.mail.MailServer.Tls;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Which mail server there is, and where the links in mail lead. What the configuration names wins as a whole over what
 * was entered on screen: half of one and half of the other would send a password to a server it was not meant for.
 */
public final class MailSettings {
    private static final String SERVER = "mail_server";
    private static final String PASSWORD = "mail_password";
    private static final String ADDRESS = "public_address";
    private static final Pattern FROM = Pattern.compile("(?:([^<>]*)<)?([^<>]+)>?");
    private static final Pattern PLAIN_ADDRESS =
            Pattern.compile("https?://(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");

    /** Where the password is kept. */
    public static final Sealed SECRET = Sealed.setting(PASSWORD);

    private final Settings settings;
    private final StoredSettings stored;
    private final Secrets secrets;
    private final Supplier<String> ownAddress;

    /** @param ownAddress the address this machine gives itself, for links of a server nobody has named one for */
    public MailSettings(Db db, Settings settings, Secrets secrets, Supplier<String> ownAddress) {
        this.settings = settings;
        this.stored = new StoredSettings(db);
        this.secrets = secrets;
        this.ownAddress = ownAddress;
    }

    /** Whether the configuration names the server, so that it cannot be changed on screen. */
    public boolean fixed() {
        return settings.given(Setting.SMTP_HOST);
    }

    public boolean present() {
        return fixed() || stored.find(SERVER).isPresent();
    }

    public Optional<MailServer> server() {
        return fixed()
                ? Optional.of(configured())
                : stored.find(SERVER).map(text -> Json.read(text, Stored.class).with(secret()));
    }

    /** Keeps what was entered on screen; belongs into a transaction. */
    public void keep(MailServer server) {
        stored.put(SERVER, Json.write(Stored.of(server)));
        if (server.secret().isEmpty()) {
            stored.remove(PASSWORD);
        } else {
            stored.put(PASSWORD, secrets.seal(server.secret(), SECRET.place(PASSWORD)));
        }
    }

    /** Sends no mail any more. */
    public void forget() {
        stored.remove(SERVER);
        stored.remove(PASSWORD);
    }

    /** Where links in mail lead: scheme, host and port. Never what an anonymous request says. */
    public String address() {
        return settings.baseUrl()
                .map(URI::toString)
                .or(() -> stored.find(ADDRESS))
                .orElseGet(ownAddress);
    }

    /** Whether the configuration says where links lead. */
    public boolean addressFixed() {
        return settings.baseUrl().isPresent();
    }

    /** Where an operator reached this server, unless somebody knows better already. */
    public void suggestAddress(String address) {
        if (!addressFixed() && stored.find(ADDRESS).isEmpty()) {
            keepAddress(address);
        }
    }

    /** Where an operator says that links shall lead. */
    public void keepAddress(String address) {
        if (isAddress(address)) {
            stored.put(ADDRESS, address);
        }
    }

    /** A scheme, a host and perhaps a port: nothing that could lead elsewhere. */
    public static boolean isAddress(String text) {
        return PLAIN_ADDRESS.matcher(text).matches();
    }

    private MailServer configured() {
        var tls = Tls.of(settings.text(Setting.SMTP_TLS));
        var port = settings.text(Setting.SMTP_PORT);
        var from = FROM.matcher(settings.text(Setting.MAIL_FROM).strip());
        boolean named = from.matches() && from.group(1) != null;
        return new MailServer(
                settings.text(Setting.SMTP_HOST),
                port.isEmpty() ? tls.port() : Integer.parseInt(port),
                tls,
                settings.text(Setting.SMTP_USER),
                settings.text(Setting.SMTP_PASSWORD),
                named ? from.group(1).strip() : "Mewayz",
                from.group(2));
    }

    private String secret() {
        return stored.find(PASSWORD)
                .map(kept -> secrets.open(kept, SECRET.place(PASSWORD)))
                .orElse("");
    }

    private record Stored(String host, int port, Tls tls, String user, String senderName, String senderAddress) {
        static Stored of(MailServer server) {
            return new Stored(
                    server.host(),
                    server.port(),
                    server.tls(),
                    server.user(),
                    server.senderName(),
                    server.senderAddress());
        }

        MailServer with(String secret) {
            return new MailServer(host, port, tls, user, secret, senderName, senderAddress);
        }
    }
}
