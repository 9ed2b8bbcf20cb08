/** What is kept in memory to be fast: derived, bounded, and never the only copy. */
@NullMarked
package com.mewayz.platform.cache;

import org.jspecify.annotations.NullMarked;
