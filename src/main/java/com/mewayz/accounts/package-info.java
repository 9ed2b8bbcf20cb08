/**
 * Users, their sessions and tokens, and the setup link that makes the first of them. Any feature may call it.
 *
 * <p>Emits {@link com.mewayz.facts.AccountFact}s.
 */
@NullMarked
package com.mewayz.accounts;

import org.jspecify.annotations.NullMarked;
