/**
 * Feature flags: what workspaces may begin on this server. Whoever runs it switches a feature off for everybody or for a
 * workspace; what was made with it before goes on. Emits {@code FlagChanged}.
 */
@NullMarked
package com.mewayz.operations.flags;

import org.jspecify.annotations.NullMarked;
