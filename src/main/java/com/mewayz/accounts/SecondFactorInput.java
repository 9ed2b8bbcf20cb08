package com.mewayz.accounts;

import com.mewayz.platform.Check;
import org.jspecify.annotations.Nullable;

/** What finishes a sign-in; {@code token} is the {@code second_factor} of the first answer. */
public record SecondFactorInput(
        @Nullable String token, @Nullable String code) {
    void check() {
        new Check().text("token", token, 1, 100).text("code", code, 1, 40).done();
    }

    @Override
    public String toString() {
        return "second factor"; // never the code
    }
}
