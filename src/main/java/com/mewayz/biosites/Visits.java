package com.mewayz.biosites;

import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.lane.PageRequest;

/**
 * Is told of every page view and every click, to be counted. Must not block.
 *
 * <p>{@code member}: the visitor carries a session of ours, and so is no audience.
 */
public interface Visits {
    void viewed(long site, Call call, boolean member);

    /** A view that was answered before a call was made of it; only those without a session are. */
    void viewed(long site, PageRequest request);

    void clicked(long site, long block, Call call, boolean member);

    /** Counts nothing. */
    Visits NONE = new Visits() {
        @Override
        public void viewed(long site, Call call, boolean member) {}

        @Override
        public void viewed(long site, PageRequest request) {}

        @Override
        public void clicked(long site, long block, Call call, boolean member) {}
    };
}
