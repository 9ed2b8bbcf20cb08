package com.mewayz.traffic;

import org.jspecify.annotations.Nullable;

/**
 * What somebody did on a page. {@code page} is the page's path, as {@code /} or {@code /shop}: neither host nor query.
 */
public sealed interface Act {
    String page();

    /** The page was opened. */
    record View(String page) implements Act {
        public View {
            page = path(page);
        }
    }

    /** One of our links was followed. */
    record Click(String page, long block) implements Act {
        public Click {
            page = path(page);
            if (block <= 0) {
                throw new IllegalArgumentException("a click needs its block");
            }
        }
    }

    /**
     * A link on a page elsewhere was followed.
     *
     * @param target its address, without query and fragment
     */
    record Out(String page, String target) implements Act {
        public Out {
            page = path(page);
            target = Trace.cut(target, 300);
        }
    }

    /**
     * Something the owner of a page gave a name.
     *
     * @param properties a flat JSON object of strings, or null
     * @param amount in minor units of {@code currency}; 0 without one
     */
    record Named(
            String page,
            String name,
            @Nullable String properties,
            long amount,
            @Nullable String currency) implements Act {
        public Named {
            page = path(page);
            name = Trace.cut(name, 100);
        }
    }

    /** The page was in sight for so long since the last act there. */
    record Stay(String page, int seconds) implements Act {
        public Stay {
            page = path(page);
            seconds = Math.clamp(seconds, 0, 1800);
        }
    }

    /** Whatever follows the path may name a person, and is not for us to keep. */
    private static String path(String page) {
        var path = page.split("[?#]", 2)[0];
        return path.isEmpty() ? "/" : Trace.cut(path, 300);
    }
}
