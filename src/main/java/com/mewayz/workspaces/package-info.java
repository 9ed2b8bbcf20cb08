/**
 * Workspaces and the roles of their members. Any feature may call it.
 *
 * <p>Emits {@link com.mewayz.facts.WorkspaceFact}s. Gives every new user a workspace.
 */
@NullMarked
package com.mewayz.workspaces;

import org.jspecify.annotations.NullMarked;
