package com.mewayz.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void aTokenIsLongRandomAndSafeInALink() {
        var tokens = new Tokens(new SecureRandom());
        assertThat(tokens.next()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(tokens.next());
    }

    @Test
    void itsHashIsSha256() {
        assertThat(Tokens.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
