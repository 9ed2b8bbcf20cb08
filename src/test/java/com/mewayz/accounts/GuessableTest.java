package com.mewayz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuessableTest {
    private static final List<String> OWN = List.of("Mia Salt-Miller", "mia.miller@folkmusic.example");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "motherfucker",
                "QazWsxEdcRfv",
                "1qaz2wsx3edc",
                "leavemealone",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "passwordpassword",
                "PasswordPassword1",
                "password1234",
                "123456789012",
                "qwertyuiopasdf",
                "qwertyuiop1234",
                "0987654321098",
                "mewayzmewayz",
                "mewayz-2026!",
                "MiaMiller2026",
                "mia.miller@folkmusic.example",
                "Folkmusic-2026",
                "ｐａｓｓｗｏｒｄ1234"
            })
    void whatIsTriedFirstIsRefused(String password) {
        assertThat(Guessable.is(password, OWN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "demo-creator-2026",
                "quite another sentence",
                "ich mag salzige luft",
                "Wald Tasse Mond Hefe",
                "xkwq pzlv tnrb",
                "a password nobody knows",
                "Mia plays the harmonica",
                "qwertyuiop und Kaffee"
            })
    void whatIsLongAndOnesOwnIsTaken(String password) {
        assertThat(Guessable.is(password, OWN)).isFalse();
    }

    @Test
    void anEmptyNameTakesNothingAway() {
        assertThat(Guessable.is("correct horse battery", List.of("", "null"))).isFalse();
    }

    @Test
    void theListHoldsTheCommonestLongPasswords() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Guessable.class.getResourceAsStream("common-passwords.txt")),
                StandardCharsets.US_ASCII))) {
            var all = lines.lines().toList();

            assertThat(all).hasSizeGreaterThanOrEqualTo(10_000).doesNotHaveDuplicates();
            assertThat(all).allMatch(word -> word.length() >= UserInput.SHORTEST_PASSWORD);
            assertThat(all).isSorted();
        }
    }
}
