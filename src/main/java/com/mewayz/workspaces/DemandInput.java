package com.mewayz.workspaces;

import com.mewayz.platform.Check;
import org.jspecify.annotations.Nullable;

/** Whether a workspace asks its members for a second factor. */
public record DemandInput(@Nullable Boolean required) {
    boolean checked() {
        new Check().that("required", required != null, "Write true or false.").done();
        return Boolean.TRUE.equals(required);
    }
}
