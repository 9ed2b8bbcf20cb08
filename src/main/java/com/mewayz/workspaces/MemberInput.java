package com.mewayz.workspaces;

import com.mewayz.platform.Check;
import com.mewayz.platform.web.Role;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be changed about a member. */
public record MemberInput(@Nullable String role) {
    static final Set<String> ROLES = Set.of("viewer", "editor", "admin", "owner");

    Role checked() {
        new Check().oneOf("role", role, ROLES).done();
        return role(role);
    }

    static Role role(@Nullable String checked) {
        return Role.valueOf(String.valueOf(checked).toUpperCase(Locale.ROOT));
    }
}
