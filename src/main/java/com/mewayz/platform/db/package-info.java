/**
 * SQLite behind the Helidon DB Client API: one writer with group commit, a few query-only readers, cached statements.
 *
 * <p>{@link com.mewayz.platform.db.Db} is what features use. The provider ({@code SqliteClient}) is ours because the
 * stock JDBC provider does not run on the current web server and leaks connections.
 */
@NullMarked
package com.mewayz.platform.db;

import org.jspecify.annotations.NullMarked;
