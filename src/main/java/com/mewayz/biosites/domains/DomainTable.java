package com.mewayz.biosites.domains;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.SiteHosts;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which site stands on which host: read from the database after each change, asked from memory. */
public final class DomainTable implements SiteHosts {
    private final Db db;
    private final Supplier<String> console;
    private final Predicate<String> encrypted;
    private final Optional<String> shared;
    private volatile Known known = new Known(Map.of(), Map.of(), Optional.empty());

    /**
     * @param console how the console is reached; sites are under the same scheme and port
     * @param shared the name of the host that sites are on which have none of their own, if it is not the console's
     * @param encrypted whether nobody is sent to a name in vain: there may be no certificate for it yet
     */
    public DomainTable(Db db, Supplier<String> console, Optional<String> shared, Predicate<String> encrypted) {
        this.shared = shared;
        this.encrypted = encrypted;
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

    @Override
    public Optional<String> shared() {
        return known.shared;
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

    /** The name of the host that sites share which have none of their own; empty if that is the console's. */
    String sharedName() {
        return shared.orElse("");
    }

    /** Verified names, also those that only lead on, and the one that is shared: all of them are asked for. */
    public List<String> names() {
        return List.copyOf(new TreeSet<>(known.places.keySet()));
    }

    /** Two changes at once each read all that is on disk, one after the other. */
    public synchronized void reload() {
        var places = new HashMap<String, Place>();
        var bases = new HashMap<Long, String>();
        var rows = db.list(Row.class, """
                select site, name, state from site_domain
                where verified_at is not null and removed_at is null order by chosen_at desc, id desc""");
        rows.stream()
                .filter(row -> row.state == DomainRow.State.VERIFIED && encrypted.test(row.name))
                .forEach(row -> bases.putIfAbsent(row.site, base(row.name)));
        for (var row : rows) {
            var base = base(row.name);
            var current = Optional.ofNullable(bases.get(row.site));
            // one that fails still shows its site to whoever gets here, but nobody is sent to it
            places.putIfAbsent(row.name, new Place(row.site, base, current.filter(other -> !other.equals(base))));
        }
        shared.ifPresent(name -> places.put(name, new Place(0, base(name), Optional.empty())));
        known = new Known(
                Map.copyOf(places), Map.copyOf(bases), shared.filter(encrypted).map(this::base));
    }

    private record Row(long site, String name, DomainRow.State state) {}

    private record Known(Map<String, Place> places, Map<Long, String> bases, Optional<String> shared) {}
}
