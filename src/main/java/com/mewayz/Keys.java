package com.mewayz;

import com.mewayz.accounts.Accounts;
import com.mewayz.analytics.Reading;
import com.mewayz.facts.ServerFact.KeyRotated;
import com.mewayz.operations.backups.Copies;
import com.mewayz.operations.certificates.Certificates;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.StoredSettings;
import com.mewayz.platform.mail.MailSettings;
import com.mewayz.platform.mail.Mailer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** The key file of a data folder, and every column whose secrets are sealed with it. */
final class Keys {
    /** A new column of secrets gets its line here, or a change of keys would lose them. */
    static final List<Sealed> SEALED = Stream.of(
                    List.of(Mailer.BODY, MailSettings.SECRET, Copies.SECRET),
                    Accounts.SEALED,
                    Reading.SEALED,
                    Certificates.SEALED)
            .flatMap(List::stream)
            .toList();

    /** The id of the key in use: tells whether the key file and the database belong together. */
    private static final String KEY_ID = "key_id";

    private static final String FILE = "keys";

    private Keys() {}

    /**
     * Opens the key file, or makes it for a database that never had one.
     *
     * @throws BadSetting if the file is missing, damaged, readable by others or another database's
     */
    static Secrets open(Db db, Path folder, SecureRandom random) {
        var file = folder.resolve(FILE);
        var stored = new StoredSettings(db);
        var known = stored.find(KEY_ID);
        try {
            var secrets = known.isPresent() ? Secrets.open(file, random) : Secrets.create(file, random);
            if (known.isPresent() && !secrets.has(known.get())) {
                throw new BadSetting("The key file " + file
                        + " belongs to another database. Restore the one that was saved together with this data.");
            }
            if (known.isEmpty()) {
                stored.put(KEY_ID, secrets.keyId());
            }
            return secrets;
        } catch (IllegalStateException e) {
            throw new BadSetting(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Makes a new key, seals every secret anew with it, and forgets the old key. A crash leaves both keys in the file,
     * which opens everything; then it is done again. The server must not run: it would go on with the old key.
     *
     * @return how many secrets were sealed anew
     */
    static int rotate(Db db, Bus bus, Path folder, SecureRandom random) {
        open(db, folder, random);
        var file = folder.resolve(FILE);
        var secrets = Secrets.addKey(file, random);
        int count = db.inTransaction(() -> {
            int done = SEALED.stream().mapToInt(each -> seal(db, secrets, each)).sum();
            new StoredSettings(db).put(KEY_ID, secrets.keyId());
            bus.publish(new KeyRotated(0, secrets.keyId()));
            return done;
        });
        Secrets.dropOldKeys(file);
        return count;
    }

    private static int seal(Db db, Secrets secrets, Sealed column) {
        var rows = db.list(
                Row.class,
                "select cast(%s as text) as row, %s as text from %s where %s <> '' and %s"
                        .formatted(column.key(), column.column(), column.table(), column.column(), column.rows()));
        for (var row : rows) {
            var place = column.place(row.row);
            db.run(
                    "update %s set %s = ? where %s = ?".formatted(column.table(), column.column(), column.key()),
                    secrets.seal(secrets.open(row.text, place), place),
                    row.row);
        }
        return rows.size();
    }

    private record Row(String row, String text) {
        @Override
        public String toString() {
            return "row " + row; // never the text
        }
    }
}
