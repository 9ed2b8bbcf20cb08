package com.mewayz.demo;

import com.mewayz.accounts.Accounts;
import com.mewayz.biosites.BioSites;
import com.mewayz.contacts.Consents;
import com.mewayz.contacts.Contacts;
import com.mewayz.contacts.Messages;
import com.mewayz.media.MediaFiles;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.db.Db;
import com.mewayz.traffic.Traffic;
import com.mewayz.workspaces.Workspaces;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Fills an empty program with a creator. The same seed, sizes and time give the same rows. */
public final class Demo {
    public static final String EMAIL = "demo@example.com";
    public static final String EDITOR = "joana@example.com";
    public static final String VIEWER = "tomas@example.com";

    /** Everybody's here; it is published, which is why a demo listens on 127.0.0.1 only. */
    public static final String PASSWORD = "demo-creator-2026";

    public static final String HANDLE = "demo";

    private static final long SEED = 2026;
    private static final String MARK = "demo";
    private static final String BEGUN = "begun";

    private final Parts parts;
    private final Timeline time;

    /** @param time the clock that all the parts were made with */
    public Demo(Parts parts, Timeline time) {
        this.parts = parts;
        this.time = time;
    }

    /**
     * Fills the program if it is empty, and leaves it as it is if it was filled before.
     *
     * @throws BadSetting if the data folder holds anything else
     */
    public void prepare(Path folder) {
        var mark = mark(parts.db);
        if (mark.equals(BEGUN)) {
            throw new BadSetting("The demo in " + folder + " was interrupted while it was made. Delete the folder, or"
                    + " name another one with --data.");
        }
        if (mark.isEmpty()) {
            if (!parts.accounts.users().none()) {
                throw new BadSetting("The data folder " + folder + " holds somebody's work, and --demo needs an empty"
                        + " one. Name another folder with --data.");
            }
            fill(SEED, Sizes.STANDARD);
        }
    }

    /**
     * Makes the creator, before the program is started. The handle {@value #HANDLE} must be free to take.
     *
     * @return what was made, for those who want to look at it
     */
    public Creator fill(long seed, Sizes sizes) {
        mark(BEGUN);
        var random = new SplittableRandom(seed);
        var now = time.present();
        try {
            var story = new Story(parts, time, random.split(), sizes, now);
            // One transaction, although it hashes and draws meanwhile: nobody else is there yet, and as one commit for
            // each step it would take the disk three hundred times as long.
            var creator = parts.db.inTransaction(story::tell);
            var crowd = new Crowd(random.split(), sizes, creator.site(), story.opened(), now, story.aims());
            var keys = random.split();
            parts.db.inTransaction(new Acquaintances(parts, time, random.split(), sizes, creator, now)::meet);
            crowd.days().forEach(day -> {
                time.hold(crowd.endOf(day));
                parts.traffic.store(crowd.on(day), keys);
            });
            mark("done");
            return creator;
        } finally {
            time.release();
        }
    }

    /**
     * A demo that is started as an ordinary server could be reached by anybody, with a password that everybody knows.
     *
     * @throws BadSetting if there is a demo in the database
     */
    public static void refuse(Db db, Path folder) {
        if (!mark(db).isEmpty()) {
            throw new BadSetting("The data folder " + folder + " holds the demo, with its published password. Start it"
                    + " with --demo, or name another folder with --data.");
        }
    }

    private static String mark(Db db) {
        return db.find(Mark.class, "select value from setting where name = ?", MARK)
                .map(Mark::value)
                .orElse("");
    }

    private void mark(String value) {
        parts.db.run("""
                insert into setting (name, value) values (?, ?)
                on conflict (name) do update set value = excluded.value""", MARK, value);
    }

    /** What the generator works with. */
    public record Parts(
            Db db,
            Bus bus,
            Accounts accounts,
            Workspaces workspaces,
            MediaFiles media,
            BioSites bioSites,
            Traffic traffic,
            People people) {}

    /** Whom the creator knows. */
    public record People(Contacts contacts, Consents consents, Messages messages) {}

    /**
     * What was made.
     *
     * @param site the published one
     * @param draft the one that is not
     */
    public record Creator(long workspace, long owner, long editor, long viewer, long site, long draft) {}

    private record Mark(String value) {}
}
