package com.mewayz.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.platform.Workers;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final Workers workers = new Workers("passwords", 2, 8);
    private final Passwords passwords = new Passwords(new SecureRandom(), workers, Passwords.COST);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void onlyTheRightPasswordFits() {
        var stored = passwords.hash("correct horse 🐎");
        assertThat(stored).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(passwords.verify("correct horse 🐎", stored)).isTrue();
        assertThat(passwords.verify("correct horse", stored)).isFalse();
        assertThat(passwords.verify("", stored)).isFalse();
        assertThat(passwords.verifyNobody("correct horse 🐎")).isFalse();
    }

    @Test
    void twoPeopleWithOnePasswordHaveTwoHashes() {
        assertThat(passwords.hash("same")).isNotEqualTo(passwords.hash("same"));
    }

    @Test
    void theSameLettersInAnotherNormalFormAreTheSamePassword() {
        assertThat(passwords.verify("u\u0308ber", passwords.hash("\u00fcber"))).isTrue();
    }

    // The reference implementation's own test vector (phc-winner-argon2, src/test.c), password "password".
    @Test
    void aHashMadeElsewhereIsUnderstood() {
        var stored = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertThat(passwords.verify("password", stored)).isTrue();
        assertThat(passwords.needsRehash(stored)).isTrue();
        assertThat(passwords.needsRehash(passwords.hash("password"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234",
                "$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=99,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            })
    void whatIsNoBearableHashIsAnErrorThatDoesNotRepeatIt(String stored) {
        assertThatThrownBy(() -> passwords.verify("password", stored))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a stored password is not an Argon2id hash of bearable cost");
    }
}
