package com.mewayz.workspaces;

import com.mewayz.platform.web.Role;
import java.time.Instant;

/** A user's place in a workspace. */
public record Member(long id, long workspace, long user, Role role, Instant createdAt) {}
