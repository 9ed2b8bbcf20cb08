package com.mewayz.workspaces;

import com.mewayz.platform.Problem;
import org.jspecify.annotations.Nullable;

/** Who shall own the workspace: the id of a member. */
public record OwnershipInput(@Nullable Long member) {
    long checked() {
        if (member == null) {
            throw Problem.invalid("member", "Choose a member.");
        }
        return member;
    }
}
