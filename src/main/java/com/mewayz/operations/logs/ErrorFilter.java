package com.mewayz.operations.logs;

import com.mewayz.platform.Check;
import com.mewayz.platform.web.Call;
import java.util.Set;

/**
 * Which kinds of errors somebody wants to see.
 *
 * @param show open, done or all: whether somebody has seen to them
 * @param severe whether warnings are left out
 * @param q a part of the kind or the message; empty for all
 */
record ErrorFilter(String show, boolean severe, String q) {
    static final String OPEN = "open";
    static final String DONE = "done";

    private static final Set<String> SHOWN = Set.of(OPEN, DONE, "all");
    private static final Set<String> TRUTHS = Set.of("true", "false");

    /** @throws com.mewayz.platform.Problem 422 */
    static ErrorFilter of(Call call) {
        var show = call.query("show").orElse(OPEN);
        var severe = call.query("severe").orElse("false");
        new Check().oneOf("show", show, SHOWN).oneOf("severe", severe, TRUTHS).done();
        return new ErrorFilter(
                show, severe.equals("true"), call.query("q").orElse("").strip());
    }
}
