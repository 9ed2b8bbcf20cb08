package com.mewayz.operations.flags;

import com.mewayz.platform.Check;
import org.jspecify.annotations.Nullable;

/** Whether a feature is on. */
public record FlagInput(@Nullable Boolean on) {
    boolean checked() {
        new Check().that("on", on != null, "Write true or false.").done();
        return Boolean.TRUE.equals(on);
    }
}
