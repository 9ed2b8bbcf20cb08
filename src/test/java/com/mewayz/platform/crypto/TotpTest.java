package com.mewayz.platform.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SEED = "12345678901234567890".getBytes(US_ASCII);
    private static final String SECRET = Totp.base32(SEED);

    /** RFC 6238, appendix B, the rows of SHA-1: eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59,94287082",
        "1111111109,07081804",
        "1111111111,14050471",
        "1234567890,89005924",
        "2000000000,69279037",
        "20000000000,65353130"
    })
    void theStandardsExamplesComeOut(long seconds, String code) {
        assertThat("%08d".formatted(Totp.number(SEED, seconds / 30) % 100_000_000))
                .isEqualTo(code);
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(seconds))).isEqualTo(code.substring(2));
    }

    /** RFC 4648, 10. */
    @Test
    void base32IsTheStandards() {
        assertThat(Totp.base32("foobar".getBytes(US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Totp.base32("foob".getBytes(US_ASCII))).isEqualTo("MZXW6YQ");
    }

    @Test
    void aClockMayBeOneStepOffAndNoMore() {
        var code = Totp.code(SECRET, Instant.ofEpochSecond(3_000));

        for (int seconds : new int[] {2_970, 3_000, 3_029, 3_059}) {
            assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(seconds)))
                    .as("at " + seconds)
                    .hasValue(100);
        }
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(2_969))).isEmpty();
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(3_060))).isEmpty();
    }

    @Test
    void secretsAreLongEnoughAndDiffer() {
        var random = new SecureRandom();

        assertThat(Totp.secret(random)).matches("[A-Z2-7]{32}").isNotEqualTo(Totp.secret(random));
    }

    @Test
    void theAddressKeepsItsParts() {
        assertThat(Totp.address("ABC", "my studio", "mia@example.com"))
                .isEqualTo("otpauth://totp/my%20studio:mia%40example.com?secret=ABC&issuer=my%20studio");
    }
}
