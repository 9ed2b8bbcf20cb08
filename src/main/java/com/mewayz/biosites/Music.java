package com.mewayz.biosites;

import com.mewayz.biosites.Block.Profile;
import com.mewayz.platform.Check;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One title, and the services where it can be heard. */
record Music(String title, @Nullable String subtitle, List<Profile> items) implements Block {
    private static final int MOST = 12;

    @SuppressWarnings("NullAway") // a caller's JSON may leave it out
    public Music {
        items = items == null ? List.of() : List.copyOf(items);
    }

    @Override
    public void check(Check check) {
        check.text("title", title, 1, 120).text("subtitle", subtitle, 0, 160);
        Block.Social.check(check, items, MOST, "Add at least one service.");
    }

    @Override
    public String label() {
        return title;
    }

    @Override
    public String detail() {
        return items.stream().map(item -> item.network().label()).collect(Collectors.joining(", "));
    }

    @Override
    public String words() {
        return subtitle == null ? "" : subtitle;
    }
}
