/** What went wrong, counted by kind, and how much is written to the log; pages and API. Emits {@code LogLevelChanged}. */
@NullMarked
package com.mewayz.operations.logs;

import org.jspecify.annotations.NullMarked;
