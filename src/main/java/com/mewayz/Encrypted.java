package com.mewayz;

import com.mewayz.biosites.PublishedPages;
import com.mewayz.biosites.domains.DomainTable;
import com.mewayz.operations.certificates.Encryption;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.tls.HostKeys;
import com.mewayz.platform.web.Views;
import com.mewayz.platform.web.Web;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Which hosts are encrypted here, and the ports they come in at. */
final class Encrypted {
    private Encrypted() {}

    /** Nobody is sent to a site's own host before it has a certificate. */
    static DomainTable table(App app, Settings settings, HostKeys keys) {
        return new DomainTable(
                app.db(),
                () -> Banner.address(settings, app.port()),
                settings.publicHost(),
                name -> !settings.https() || keys.has(name));
    }

    static Encryption of(
            App app,
            Settings settings,
            Clock clock,
            Secrets secrets,
            DomainTable siteHosts,
            HostKeys keys,
            PublishedPages pages,
            Views views) {
        return new Encryption(
                settings,
                app.db(),
                app.bus(),
                clock,
                app.jobs(),
                secrets,
                () -> Stream.of(console(settings), settings.aliases(), siteHosts.names())
                        .flatMap(List::stream)
                        .distinct()
                        .toList(),
                keys,
                () -> {
                    siteHosts.reload();
                    pages.dropAll();
                },
                views);
    }

    /**
     * Binds one port, or two if encryption is built in; nothing of it is touched otherwise.
     *
     * @throws BadSetting if a port cannot be used
     */
    static void start(Web web, Settings settings, Encryption encryption) {
        var keys = encryption.keys();
        try {
            if (settings.https()) {
                console(settings).forEach(keys::standard);
                encryption.load();
                web.start(settings.host(), settings.port(), settings.httpsPort(), keys.context(), keys::has);
            } else {
                web.start(settings.host(), settings.port());
            }
        } catch (RuntimeException e) {
            throw unbound(settings, e);
        }
    }

    static RuntimeException unbound(Settings settings, RuntimeException e) {
        var ports = settings.https()
                ? "The ports %d and %d".formatted(settings.port(), settings.httpsPort())
                : "Port " + settings.port();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new BadSetting(
                        "%s of %s cannot be used: %s. Stop the other program, or choose another port: --port 9090"
                                .formatted(ports, settings.host(), cause.getMessage()));
            }
        }
        return e;
    }

    private static List<String> console(Settings settings) {
        return settings.baseUrl().map(URI::getHost).stream().toList();
    }
}
