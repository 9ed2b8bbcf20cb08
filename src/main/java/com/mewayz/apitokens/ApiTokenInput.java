package com.mewayz.apitokens;

import com.mewayz.platform.Check;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a new token shall be.
 *
 * @param expiresInDays 30, 90 or 365, 0 for never; 90 if it is left out
 */
public record ApiTokenInput(
        @Nullable String name,
        @Nullable List<String> abilities,
        @Nullable Integer expiresInDays) {
    static final int STANDARD_DAYS = 90;
    static final List<Integer> DAYS = List.of(30, STANDARD_DAYS, 365, 0);

    /** @param known all abilities that are asked for anywhere, {@code group:read} and {@code group:write} */
    void check(Set<String> known) {
        var wanted = wanted();
        new Check()
                .text("name", name, 1, 80)
                .that("abilities", !wanted.isEmpty(), "Choose at least one.")
                .that(
                        "abilities",
                        wanted.stream().allMatch(ability -> exists(ability, known)),
                        "Use abilities like bio-sites:read, bio-sites:* or *.")
                .that("expires_in_days", DAYS.contains(days()), "Choose 30, 90 or 365 days, or 0 for never.")
                .done();
    }

    /** Each once; what another covers is left out. */
    List<String> wanted() {
        var all = new TreeSet<String>();
        if (abilities != null) {
            abilities.forEach(ability -> all.add(String.valueOf(ability)));
        }
        all.removeIf(ability -> !ability.equals("*") && all.contains("*")
                || !ability.endsWith(":*") && all.contains(ability.split(":")[0] + ":*"));
        return List.copyOf(all);
    }

    int days() {
        return expiresInDays == null ? STANDARD_DAYS : expiresInDays;
    }

    private static boolean exists(String ability, Set<String> known) {
        return ability.equals("*")
                || known.contains(ability)
                || ability.endsWith(":*")
                        && known.stream().anyMatch(name -> name.startsWith(ability.substring(0, ability.length() - 1)));
    }
}
