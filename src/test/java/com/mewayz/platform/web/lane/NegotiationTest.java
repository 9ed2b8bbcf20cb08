package com.mewayz.platform.web.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|false",
                "gzip|true",
                "br, GZIP;q=0.5|true",
                "deflate, x-gzip|true",
                "*|true",
                "*;q=0|false",
                "gzip;q=0|false",
                "gzip; q=0.000, *|false",
                "gzip;q=0.001|true",
                "*;q=0, gzip|true",
                "identity|false",
                "gzipped|false",
                "gzip;q=nonsense|true",
                ",,;|false"
            })
    void gzipIsSentToWhoTakesIt(String acceptEncoding, boolean gzip) {
        assertThat(Negotiation.acceptsGzip(acceptEncoding)).isEqualTo(gzip);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|false",
                "*|true",
                "\"a\"|true",
                "W/\"a\"|true",
                "\"b\", W/\"a\"|true",
                "\"b\"|false",
                "a|false",
                "\"a|false",
                ",|false"
            })
    void aTagIsComparedWeakly(String ifNoneMatch, boolean matches) {
        assertThat(Negotiation.matches(ifNoneMatch, "W/\"a\"")).isEqualTo(matches);
    }
}
