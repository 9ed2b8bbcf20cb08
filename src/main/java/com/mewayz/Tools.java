package com.mewayz;

import com.mewayz.accounts.Accounts;
import com.mewayz.platform.Workers;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.platform.mail.MailSettings;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.workspaces.Workspaces;
import java.security.SecureRandom;
import java.time.Clock;

/** What a command needs of the program while the server may be running: SQLite lets both write in turn. */
record Tools(Settings settings, Db db, Bus bus, Accounts accounts, Mailer mailer, Workers workers)
        implements AutoCloseable {
    static Tools open(Settings settings) {
        var clock = Clock.systemUTC();
        var folder = DataFolder.prepare(settings.data());
        Upgrading.requireCurrent(settings, clock);
        var db = Db.open(folder.resolve("mewayz.db"), Db.Durability.FULL, Databases.MIGRATIONS, clock, new Ids(clock));
        var bus = new Bus(db, clock);
        var random = new SecureRandom();
        var workers = new Workers("hash", 1, 1);
        var secrets = Keys.open(db, folder, random);
        // a command stores letters; the server sends them
        var mailer = new Mailer(
                db,
                clock,
                new MailSettings(db, settings, secrets, () -> DataFolder.address(settings)),
                secrets,
                (template, model) -> "",
                () -> {});
        var accounts = new Accounts(
                db,
                bus,
                clock,
                new Passwords(random, workers, Passwords.COST),
                new Tokens(random),
                secrets,
                mailer,
                false,
                () -> {});
        new Workspaces(db, bus).listen(bus);
        return new Tools(settings, db, bus, accounts, mailer, workers);
    }

    @Override
    public void close() {
        workers.close();
        db.close();
    }
}
