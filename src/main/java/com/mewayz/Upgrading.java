package com.mewayz;

import com.mewayz.operations.upgrades.Upgrade;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.web.lane.Door;
import com.mewayz.platform.web.lane.Porch;
import java.io.UncheckedIOException;
import java.time.Clock;

/** Sees to it that data of an earlier version has the form that this one knows, before anything opens it. */
final class Upgrading {
    private Upgrading() {}

    /**
     * Brings the data up to date; as long as that takes, whoever asks is told so. The port stays bound for the web server.
     *
     * @throws BadSetting if the data is newer, or cannot be brought up to date, and is as it was
     */
    static Upgrade run(Settings settings, Clock clock) {
        var upgrade = new Upgrade(settings.data(), Databases.DATABASES, Version.text(), clock);
        if (upgrade.isNeeded()) {
            if (settings.port() == 0) {
                upgrade.run(); // nobody knows yet where to ask
            } else {
                Porch.during(upgrade::run, door(settings), () -> "Mewayz is migrating: " + upgrade.words() + ".");
            }
        }
        return upgrade;
    }

    private static Door door(Settings settings) {
        try {
            return Door.open(settings.host(), settings.port());
        } catch (UncheckedIOException e) {
            throw Encrypted.unbound(settings, e);
        }
    }

    /** Commands beside a server do not change the form of its data. */
    static void requireCurrent(Settings settings, Clock clock) {
        if (new Upgrade(settings.data(), Databases.DATABASES, Version.text(), clock).isOlder()) {
            throw new BadSetting("The data in " + settings.data()
                    + " is of an earlier version. Start the server once, which brings it up to date.");
        }
    }
}
