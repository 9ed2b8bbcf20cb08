package com.mewayz.platform.web.lane;

import org.jspecify.annotations.Nullable;

/** The pages that can be answered without asking anyone. Both methods run on the connection's thread: they only look up. */
public interface ReadyPages {
    /** No page is ready: everything goes to the router. */
    ReadyPages NONE = new ReadyPages() {
        @Override
        public @Nullable Ready find(PageRequest request) {
            return null;
        }

        @Override
        public void visited(Ready page, PageRequest request) {}
    };

    /**
     * The page for this request, or null to let the router answer. The implementation decides which parts of the
     * request select a page: host and path always, a query key only where the page depends on it.
     */
    @Nullable
    Ready find(PageRequest request);

    /**
     * Called once after each answer (200 or 304, GET or HEAD) is written. It must not block: put the request into a
     * queue and read its headers later, on another thread.
     */
    void visited(Ready page, PageRequest request);
}
