/**
 * A believable creator for {@code --demo}, for tests and for benchmarks: a team, a page, a history and its visitors,
 * made by one seeded generator through the same verbs that people use. Emits no facts of its own; only {@code App}
 * calls it.
 */
@NullMarked
package com.mewayz.demo;

import org.jspecify.annotations.NullMarked;
