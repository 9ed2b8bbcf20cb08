/**
 * Workspaces, the roles of their members, and invitations to become one. Any feature may call it.
 *
 * <p>Emits {@link com.mewayz.facts.WorkspaceFact}s. Gives every new user a workspace, unless an invitation
 * gave them one. What each role may do stands in {@link com.mewayz.workspaces.Rights}.
 */
@NullMarked
package com.mewayz.workspaces;

import org.jspecify.annotations.NullMarked;
