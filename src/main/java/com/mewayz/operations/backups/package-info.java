/**
 * Backup and restore. An archive is a zip file of everything a data folder holds that cannot be made anew: a copy of both
 * databases as of one moment each, the files, the themes and the keys, with a manifest as its last entry. It may be sealed
 * with a passphrase ({@link com.mewayz.platform.crypto.SealedStream}).
 *
 * <p>A restore reads the whole archive into a folder of its own beside the data, compares it with its manifest, opens the
 * databases and compares them with what this program would have made; only then do the folders change places, and what was
 * there before is kept.
 *
 * <p>Each week the newest archive is restored aside ({@link com.mewayz.operations.backups.Drills}). Archives of other servers
 * come in over the console or the API, and are kept apart from those of this one.
 */
@NullMarked
package com.mewayz.operations.backups;

import org.jspecify.annotations.NullMarked;
