package com.mewayz.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupTest {
    @Test
    void everyKindIsInOneGroup() {
        assertThat(Stream.of(Group.values()).flatMap(group -> group.kinds().stream()))
                .containsExactlyInAnyOrderElementsOf(Group.all());
        assertThat(Group.SIGN_INS.kinds())
                .contains("signed-in", "factor-failed")
                .doesNotContain("password-changed");
    }
}
