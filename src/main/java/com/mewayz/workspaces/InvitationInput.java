package com.mewayz.workspaces;

import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to invite, and as what: one address, or a list of them, or none for a link to pass on.
 *
 * @param uses how many may join with a link without address; 1 if left out
 */
public record InvitationInput(
        @Nullable String email,
        @Nullable List<String> emails,
        @Nullable String role,
        @Nullable Integer uses) {
    static final int MOST = 50;
    static final int MOST_USES = 100;

    /** Addresses as people paste them: between commas, semicolons or line ends, perhaps with a name before. */
    static List<String> split(String text) {
        return Arrays.stream(text.split("[,;\\r\\n]"))
                .map(part -> part.contains("<") ? part.replaceAll("^[^<]*<|>[^>]*$", "") : part)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    Checked checked() {
        var all = new ArrayList<String>(emails == null ? List.of() : emails);
        if (email != null) {
            all.addFirst(email);
        }
        boolean link = email == null && emails == null;
        new Check()
                .oneOf("role", role, MemberInput.ROLES)
                .that("email", email == null || emails == null, "Send one address or a list, not both.")
                .that("emails", emails == null || !all.isEmpty(), "Write at least one address.")
                .that(
                        "emails",
                        all.size() <= MOST,
                        "Invite at most " + MOST + " people at once; these are " + all.size() + ".")
                .that("uses", uses == null || link, "An invitation for an address serves once.")
                .that(
                        "uses",
                        uses == null || uses >= 1 && uses <= MOST_USES,
                        "Write a number from 1 to " + MOST_USES + ".")
                .done();
        return new Checked(all, MemberInput.role(role), link, uses == null ? 1 : uses);
    }

    static boolean isAddress(String address) {
        try {
            new Check().email("email", address).done();
            return true;
        } catch (Problem notOne) {
            return false;
        }
    }

    record Checked(List<String> emails, Role role, boolean link, int uses) {}
}
