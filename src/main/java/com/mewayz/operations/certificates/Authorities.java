package com.mewayz.operations.certificates;

import com.mewayz.platform.acme.Authority;
import com.mewayz.platform.acme.Challenges;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.tls.Pem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Who is asked for certificates, and who for a rehearsal. */
final class Authorities {
    private final String directory;
    private final Optional<String> stage;
    private final List<X509Certificate> roots;
    private final Challenges challenges;

    /** @throws BadSetting if the file of roots cannot be read */
    Authorities(Settings settings, Challenges challenges) {
        directory = settings.text(Setting.ACME_DIRECTORY);
        stage = Optional.of(settings.text(Setting.ACME_STAGE)).filter(text -> !text.isEmpty());
        roots = roots(settings.text(Setting.ACME_ROOTS));
        this.challenges = challenges;
    }

    String directory() {
        return directory;
    }

    /** Where failures do not count. */
    Optional<String> stage() {
        return stage;
    }

    Authority at(String address) {
        return new Authority(URI.create(address), roots, challenges);
    }

    private static List<X509Certificate> roots(String file) {
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return Pem.chain(Files.readString(Path.of(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadSetting("acme_roots names " + file + ", which holds no certificate that can be read.");
        }
    }
}
