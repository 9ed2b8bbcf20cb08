package com.mewayz.operations.status;

import com.mewayz.platform.Check;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the status page.
 *
 * @param open whether that is everybody, or only who has an account here
 */
public record AudienceInput(@Nullable Boolean open) {
    boolean checked() {
        new Check().that("open", open != null, "Write true or false.").done();
        return Boolean.TRUE.equals(open);
    }
}
