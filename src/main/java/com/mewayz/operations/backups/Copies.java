package com.mewayz.operations.backups;

import com.mewayz.facts.ServerFact.BackupCopied;
import com.mewayz.facts.ServerFact.BackupCopyFailed;
import com.mewayz.facts.ServerFact.SettingChanged;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.StoredSettings;
import com.mewayz.platform.http.Outgoing;
import com.mewayz.platform.s3.Bucket;
import com.mewayz.platform.s3.S3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Copies of archives in another place: what a fire or a thief takes with the server is still there. */
public final class Copies {
    private static final Logger LOG = Logger.getLogger(Copies.class.getName());
    private static final String PLACE = "backup_copies";
    private static final String WAITING = "backup_copies_waiting";
    private static final String KEY = "backup_copies_secret";

    /** Where the store's secret key is kept. */
    public static final Sealed SECRET = Sealed.setting(KEY);

    private final Db db;
    private final Bus bus;
    private final StoredSettings stored;
    private final Secrets secrets;
    private final Outgoing outgoing;
    private final Clock clock;

    /** @param outgoing with limits that let some megabytes through a slow line */
    public Copies(Db db, Bus bus, Secrets secrets, Outgoing outgoing, Clock clock) {
        this.db = db;
        this.bus = bus;
        this.stored = new StoredSettings(db);
        this.secrets = secrets;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /** Where they go, with the secret key. */
    Optional<CopyInput> place() {
        return stored.find(PLACE).map(text -> Json.read(text, CopyInput.class).with(secret()));
    }

    /** Where an archive that was restored would have copies go, until somebody has looked at it. */
    Optional<CopyInput> waiting() {
        return stored.find(WAITING).map(text -> Json.read(text, CopyInput.class).with(secret()));
    }

    /** After a restore: whoever made the archive said where copies go, who need not be who runs this server. */
    void pause() {
        stored.find(PLACE).ifPresent(place -> {
            stored.put(WAITING, place);
            stored.remove(PLACE);
        });
    }

    /**
     * Writes a small file there and takes it away again; only then the place is kept.
     *
     * @throws Problem 422 with what is wrong
     */
    void keep(long by, CopyInput input) {
        var place = input.checked(secret());
        probe(place);
        db.inTransaction(() -> {
            stored.put(PLACE, Json.write(place.with("")));
            stored.remove(WAITING);
            var secret = CopyInput.text(place.secretKey());
            if (secret.isEmpty()) {
                stored.remove(KEY);
            } else {
                stored.put(KEY, secrets.seal(secret, SECRET.place(KEY)));
            }
            bus.publish(new SettingChanged(by, "copies of backups"));
        });
    }

    /** No more copies; those there are stay. */
    void forget(long by) {
        db.inTransaction(() -> {
            stored.remove(PLACE);
            stored.remove(WAITING);
            stored.remove(KEY);
            bus.publish(new SettingChanged(by, "copies of backups"));
        });
    }

    /** Whether the archive should be there and is not. */
    boolean isMissing(Shelf.Row row) {
        return row.copiedAt() == null
                && !row.file().isEmpty()
                && stored.find(PLACE).isPresent();
    }

    /**
     * Copies an archive.
     *
     * @return whether it failed, for the first time
     */
    boolean copy(Shelf.Row row, Path file, Progress progress) {
        var place = place();
        if (place.isEmpty()) {
            return false;
        }
        try {
            store(place.get()).put(row.file(), file, progress);
            db.inTransaction(() -> {
                db.run("update backup set copied_at = ?, copy_error = '' where id = ?", clock.instant(), row.id());
                bus.publish(
                        new BackupCopied(row.madeBy(), row.file(), place.get().words()));
            });
            return false;
        } catch (IOException | Problem e) {
            LOG.log(Level.WARNING, "a backup was not copied", e);
            var why = e instanceof Problem
                    ? String.valueOf(e.getMessage())
                    : "It cannot be written: " + e.getMessage() + ".";
            boolean first = row.copyError().isEmpty();
            db.inTransaction(() -> {
                db.run("update backup set copy_error = ? where id = ?", why, row.id());
                if (first) {
                    bus.publish(new BackupCopyFailed(row.madeBy(), row.file(), why));
                }
            });
            return first;
        }
    }

    /** Takes away copies of archives that are kept no longer. */
    void delete(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        place().map(this::store)
                .ifPresent(store -> names.forEach(name -> {
                    try {
                        store.delete(name);
                    } catch (IOException | Problem e) {
                        LOG.log(Level.WARNING, "the copy " + name + " was not taken away", e);
                    }
                }));
    }

    private void probe(CopyInput place) {
        try {
            var file = Files.createTempFile("mewayz-probe", ".txt");
            try {
                Files.writeString(file, "Mewayz looks whether it can write here. This file can be deleted.\n");
                var store = store(place);
                store.put("mewayz-probe.txt", file, Progress.SILENT);
                store.delete("mewayz-probe.txt");
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Problem.invalid(field(place), "Nothing can be written there: " + e.getMessage() + ".");
        } catch (Problem e) {
            throw Problem.invalid(field(place), String.valueOf(e.getMessage()));
        }
    }

    private static String field(CopyInput place) {
        return place.kind().equals(CopyInput.FOLDER) ? "folder" : "endpoint";
    }

    private Store store(CopyInput place) {
        if (place.kind().equals(CopyInput.FOLDER)) {
            return new Store.Folder(Path.of(CopyInput.text(place.folder())));
        }
        var bucket = new Bucket(
                CopyInput.text(place.endpoint()),
                CopyInput.text(place.region()),
                CopyInput.text(place.bucket()),
                CopyInput.text(place.prefix()),
                CopyInput.text(place.accessKey()),
                CopyInput.text(place.secretKey()));
        return new Store.Remote(new S3(bucket, outgoing, clock));
    }

    private String secret() {
        return stored.find(KEY)
                .map(kept -> secrets.open(kept, SECRET.place(KEY)))
                .orElse("");
    }
}
