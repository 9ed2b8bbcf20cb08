package com.mewayz.biosites;

import com.mewayz.contacts.Consents;
import com.mewayz.contacts.Contacts;
import com.mewayz.contacts.Messages;
import com.mewayz.facts.Fact;
import com.mewayz.media.MediaFiles;
import com.mewayz.platform.Workers;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.bus.StoredFact;
import com.mewayz.platform.cache.PageCache;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Ids;
import com.mewayz.platform.files.Images;
import com.mewayz.platform.files.LocalFiles;
import com.mewayz.platform.pages.Templates;
import com.mewayz.platform.pages.ThemeFiles;
import com.mewayz.platform.pages.Themes;
import com.mewayz.platform.web.SiteHosts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Bio sites on a fresh database with two workspaces, and a clock that stands still until it is told to move. */
final class Studio implements AutoCloseable {
    static final long MIA = 1;
    static final long LEO = 2;
    static final long ANN = 77;

    private final Path folder;
    private final Workers workers = new Workers("test", 1, 10);
    private final Hands hands = new Hands();
    final Db db;
    final Bus bus;
    final MediaFiles media;
    final PageCache cache;
    final BioSites feature;

    Studio() {
        try {
            folder = Files.createTempDirectory("studio");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        db = Db.open(
                folder.resolve("test.db"),
                Db.Durability.NORMAL,
                List.of(
                        "0001-house.sql",
                        "0002-accounts.sql",
                        "0003-workspaces.sql",
                        "0004-media.sql",
                        "0005-biosites.sql"),
                hands,
                new Ids(hands));
        for (long workspace : List.of(MIA, LEO)) {
            db.run("insert into workspace (id, name, timezone, created_at) values (?, 'Studio', 'UTC', 0)", workspace);
        }
        bus = new Bus(db, hands);
        media = new MediaFiles(db, new LocalFiles(folder.resolve("files")), new Images());
        cache = new PageCache(hands, 1 << 20);
        var files = ThemeFiles.builtIn();
        var themes = Themes.load(files);
        var tokens = new Tokens(new SecureRandom());
        var contacts = new Contacts(db, bus, hands, (workspace, words, most) -> List.of());
        var people = new BioSites.People(
                contacts,
                new Consents(db, bus, hands, tokens, letter -> {}),
                new Messages(db, bus, contacts),
                tokens,
                () -> false);
        feature = new BioSites(
                db,
                bus,
                hands,
                media,
                themes,
                new PublicPages(new Templates(files, List.of(), List.of()), themes),
                SiteHosts.NONE,
                new PublishedPages(cache, Optional.empty(), SiteHosts.NONE, Visits.NONE),
                Visits.NONE,
                people,
                false);
    }

    Sites sites() {
        return feature.sites();
    }

    Blocks blocks() {
        return feature.blocks();
    }

    Publications publications() {
        return feature.publications();
    }

    Site site(String handle) {
        return sites().create(MIA, ANN, new SiteInput(handle, "Mia"));
    }

    Placed link(Site site, String title) {
        return blocks().add(
                        site.workspace(),
                        ANN,
                        site.id(),
                        new BlockInput(linkTo(title, "https://example.com/" + title)));
    }

    static Block.Link linkTo(String title, String url) {
        return new Block.Link(title, url, null, null, null);
    }

    void later(Duration time) {
        hands.now = hands.now.plus(time);
    }

    Instant now() {
        return hands.now;
    }

    /** The facts of Mia's workspace, oldest first. */
    List<Fact> facts() {
        return bus.page(MIA, List.of(), "", 1, 1000).items().reversed().stream()
                .map(StoredFact::fact)
                .toList();
    }

    @Override
    public void close() {
        db.close();
        workers.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Hands extends Clock {
        private volatile Instant now = Instant.parse("2026-12-01T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
