/**
 * What the server holds about a person: to take along, and to have forgotten. It may read anyone and is called by no one.
 *
 * <p>Emits {@link com.mewayz.facts.AccountFact.AccountExported} and {@link com.mewayz.facts.AccountFact.AccountDeleted}.
 */
@NullMarked
package com.mewayz.privacy;

import org.jspecify.annotations.NullMarked;
