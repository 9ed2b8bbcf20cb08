/**
 * API tokens of a workspace: made by its admins for programs, with only the abilities they name.
 *
 * <p>Emits {@link com.mewayz.facts.WorkspaceFact.TokenCreated} and {@link com.mewayz.facts.WorkspaceFact.TokenRevoked}.
 */
@NullMarked
package com.mewayz.apitokens;

import org.jspecify.annotations.NullMarked;
