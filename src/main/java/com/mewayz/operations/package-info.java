/**
 * Running the server: the mail server, backups, health and the system check, and what belongs to no workspace. For
 * operators only; nobody calls it.
 *
 * <p>Emits {@link com.mewayz.facts.ServerFact}s.
 */
@NullMarked
package com.mewayz.operations;

import org.jspecify.annotations.NullMarked;
