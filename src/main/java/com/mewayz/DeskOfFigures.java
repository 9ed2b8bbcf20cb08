package com.mewayz;

import com.mewayz.analytics.Reading;
import com.mewayz.analytics.SiteCatalogue;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Views;
import com.mewayz.traffic.Acts;
import com.mewayz.traffic.Dump;
import com.mewayz.traffic.Imports;
import com.mewayz.traffic.Visits;
import java.security.SecureRandom;
import java.time.Clock;

/** Puts together what is done with figures. */
final class DeskOfFigures {
    private DeskOfFigures() {}

    static Reading of(App app, Clock clock, Db traffic, SiteCatalogue sites, Locks locks, Views views) {
        return new Reading(
                new Reading.Parts(
                        app.db(),
                        app.bus(),
                        clock,
                        new Visits(traffic, clock),
                        new Acts(traffic),
                        new Dump(traffic),
                        new Imports(traffic, clock),
                        sites,
                        app.workspaces(),
                        app.accounts().users(),
                        app.mailer(),
                        new Tokens(locks.random),
                        locks.secrets,
                        locks.passwords,
                        () -> app.jobs().soon(Reading.READ_IMPORTS)),
                views);
    }

    /** What keeps links shut. */
    record Locks(SecureRandom random, Secrets secrets, Passwords passwords) {}
}
