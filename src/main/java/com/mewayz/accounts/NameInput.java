package com.mewayz.accounts;

import com.mewayz.platform.Check;
import org.jspecify.annotations.Nullable;

/** What somebody may change of their account without a proof: how they are called. */
public record NameInput(@Nullable String name) {
    String checked() {
        new Check().name("name", name, 80).done();
        return String.valueOf(name).strip();
    }
}
