/**
 * Link-in-bio sites: the draft that people edit, the snapshot that visitors see, the REST API and the public pages.
 *
 * <p>Emits {@link com.mewayz.facts.SiteFact}. Editing changes the draft only; publishing is a step of its own. The
 * overview features and the builder's pages call {@code Sites}, {@code Blocks} and {@code Publications}.
 */
@NullMarked
package com.mewayz.biosites;

import org.jspecify.annotations.NullMarked;
