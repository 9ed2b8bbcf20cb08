/**
 * From one version to the next, and back. Before a newer program changes the form of the databases, {@link
 * com.mewayz.operations.upgrades.Upgrade} keeps a copy of them beside the data ({@code before-upgrade/}), together with
 * the keys and links to all files; {@link com.mewayz.operations.upgrades.Rollback} puts such a copy back in place.
 *
 * <p>Two files tell programs of other versions where a folder stands, and so keep their form for ever: {@code version},
 * what the folder was last brought up to, and {@code upgrading}, an upgrade that has begun.
 */
@NullMarked
package com.mewayz.operations.upgrades;

import org.jspecify.annotations.NullMarked;
