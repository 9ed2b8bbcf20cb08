package com.mewayz.analytics;

import com.mewayz.platform.Check;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a new link shall show.
 *
 * @param password what visitors have to know beside the link; nothing if it is left out
 * @param expiresInDays 7, 30, 90 or 365, 0 for never; 0 if it is left out
 */
public record ShareInput(
        @Nullable String name,
        @Nullable List<Long> sites,
        @Nullable String password,
        @Nullable Integer expiresInDays) {
    static final List<Integer> DAYS = List.of(0, 7, 30, 90, 365);

    /** @param known the sites of the workspace */
    void check(Collection<Long> known) {
        new Check()
                .line("name", name, 1, 80)
                .that("sites", !wanted().isEmpty(), "Choose at least one.")
                .that("sites", known.containsAll(wanted()), "Choose from your sites.")
                .that(
                        "password",
                        !isLocked() || secret().length() >= 8 && secret().length() <= 200,
                        "Use 8 to 200 characters.")
                .that("expires_in_days", DAYS.contains(days()), "Choose 7, 30, 90 or 365 days, or 0 for never.")
                .done();
    }

    List<Long> wanted() {
        var ids = new TreeSet<Long>();
        if (sites != null) {
            sites.forEach(site -> ids.add(site == null ? 0 : site));
        }
        return List.copyOf(ids);
    }

    boolean isLocked() {
        return !secret().isEmpty();
    }

    String secret() {
        return password == null ? "" : password;
    }

    int days() {
        return expiresInDays == null ? 0 : expiresInDays;
    }

    @Override
    public String toString() {
        return "link to figures"; // never the password
    }
}
