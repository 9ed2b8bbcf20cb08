package com.mewayz.biosites.domains;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.SiteHosts;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which site stands on which host: read from the database after each change, asked from memory. */
public final class DomainTable implements SiteHosts {
    private final Db db;
    private final Supplier<String> console;
    private volatile Known known = new Known(Map.of(), Map.of());

    /** @param console how the console is reached; sites are under the same scheme and port */
    public DomainTable(Db db, Supplier<String> console) {
        this.db = db;
        this.console = console;
    }

    @Override
    public @Nullable Place at(String host) {
        return known.places.get(host);
    }

    @Override
    public Optional<String> base(long site) {
        return Optional.ofNullable(known.bases.get(site));
    }

    /** Whether the site is under this name, and not only led on from it. */
    boolean isCurrent(long site, String name) {
        return base(name).equals(known.bases.get(site));
    }

    /** Scheme, name and port, as visitors write it. */
    String base(String name) {
        var console = URI.create(this.console.get());
        return console.getScheme() + "://" + name + (console.getPort() < 0 ? "" : ":" + console.getPort());
    }

    /** Two changes at once each read all that is on disk, one after the other. */
    synchronized void reload() {
        var places = new HashMap<String, Place>();
        var bases = new HashMap<Long, String>();
        var rows = db.list(Row.class, """
                select site, name, state from site_domain
                where verified_at is not null and removed_at is null order by chosen_at desc, id desc""");
        rows.stream()
                .filter(row -> row.state == DomainRow.State.VERIFIED)
                .forEach(row -> bases.putIfAbsent(row.site, base(row.name)));
        for (var row : rows) {
            var base = base(row.name);
            var current = Optional.ofNullable(bases.get(row.site));
            // one that fails still shows its site to whoever gets here, but nobody is sent to it
            places.putIfAbsent(row.name, new Place(row.site, base, current.filter(other -> !other.equals(base))));
        }
        known = new Known(Map.copyOf(places), Map.copyOf(bases));
    }

    private record Row(long site, String name, DomainRow.State state) {}

    private record Known(Map<String, Place> places, Map<Long, String> bases) {}
}
