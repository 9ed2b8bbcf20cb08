package com.mewayz;

import com.mewayz.biosites.domains.SiteDomains;
import com.mewayz.operations.backups.Backups;
import com.mewayz.platform.Workers;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.DamagedDatabase;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.platform.dns.Dns;
import com.mewayz.platform.dns.NameServers;
import com.mewayz.platform.http.Outgoing;
import com.mewayz.platform.http.Reach;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.oidc.Oidc;
import com.mewayz.platform.web.lane.Door;
import com.mewayz.traffic.Traffic;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the features stand on: the folder, locked against a second server, its databases, its keys, and who works by
 * itself. A start that fails leaves nothing open: whoever comes next must not think that somebody is using the data.
 */
final class Ground implements AutoCloseable {
    final SecureRandom random = new SecureRandom();
    final Db db;
    final Db trafficDb;
    final Secrets secrets;
    final Bus bus;
    final Jobs jobs;
    final Workers workers;
    final Oidc oidc;
    final Dns dns;
    final Reach reach;
    private final Deque<Runnable> open = new ArrayDeque<>();

    Ground(Settings settings, Clock clock) {
        try {
            var folder = DataFolder.lock(settings.data());
            open.push(folder::close);
            var upgrade = Upgrading.run(settings, clock);
            db = open(settings.data().resolve("mewayz.db"), Db.Durability.FULL, Databases.MIGRATIONS, clock);
            trafficDb = open(settings.data().resolve("traffic.db"), Db.Durability.NORMAL, Traffic.MIGRATIONS, clock);
            upgrade.stamp();
            secrets = Keys.open(db, settings.data(), random);
            reach = reach(settings);
            oidc = new Oidc(new Outgoing(reach), clock);
            dns = new NameServers(settings.nameServers());
            bus = new Bus(db, clock);
            jobs = new Jobs(db, clock);
            workers = new Workers("heavy", Math.max(1, Runtime.getRuntime().availableProcessors()), 64);
            open.push(workers::close);
        } catch (RuntimeException e) {
            Door.closeAll();
            close();
            throw e instanceof DamagedDatabase damage ? damaged(damage, settings.data()) : e;
        }
    }

    /** What domains are checked against: names are looked up as the world does, not as this machine does. */
    SiteDomains.World world(Settings settings, UnaryOperator<String> certificates) {
        return new SiteDomains.World(settings, dns, new Outgoing(reach, this::addresses), certificates);
    }

    private List<InetAddress> addresses(String host) {
        return dns.addresses(host) instanceof Dns.Found(var values)
                ? values.stream().map(InetAddress::ofLiteral).toList()
                : List.of();
    }

    /** Whoever works on it has stopped before. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }

    private Db open(Path file, Db.Durability durability, List<String> migrations, Clock clock) {
        var opened = Db.open(file, durability, migrations, clock, new Ids(clock));
        open.push(opened::close);
        return opened;
    }

    private static BadSetting damaged(DamagedDatabase e, Path data) {
        return new BadSetting(e.getMessage() + " Nothing was changed. Bring back a backup: mewayz restore "
                + Backups.newestIn(data).map(Path::toString).orElse("FILE") + " --data " + data);
    }

    private static Reach reach(Settings settings) {
        try {
            return new Reach(settings.outgoingPrivate());
        } catch (IllegalArgumentException e) {
            throw new BadSetting("outgoing_private: " + e.getMessage() + ".");
        }
    }
}
