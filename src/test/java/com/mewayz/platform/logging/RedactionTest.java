package com.mewayz.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static final String TOKEN = "kX9vQ2mZr8T1wYb-4uHc_LpN6sJ0aEgDfRtV7iOxU3A";

    @Test
    void secretsGoWhole() {
        Map.of(
                        "mwz_" + TOKEN + "a1B2c3",
                        "mwz_…",
                        "Authorization: Bearer abc.def-ghi",
                        "Authorization: …",
                        "bearer abc",
                        "bearer …",
                        "GET /invite/" + TOKEN + " failed",
                        "GET /invite/… failed",
                        "/setup?token=" + TOKEN,
                        "/setup?token=…",
                        "{\"password\": \"correct horse\"}",
                        "{\"password\": \"… horse\"}",
                        "Cookie: __Host-mewayz=abc; a=b",
                        "Cookie: …; a=b",
                        "client_secret=s3cr3t&grant_type=x",
                        "client_secret=…&grant_type=x",
                        "/callback?code=abc&state=def",
                        "/callback?code=…&state=…",
                        "stored as 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                        "stored as …")
                .forEach((text, safe) ->
                        assertThat(Redaction.of(text)).startsWith(safe.substring(0, safe.indexOf('…') + 1)));
        assertThat(Redaction.of("Authorization: Bearer abc.def-ghi")).doesNotContain("abc", "def");
        assertThat(Redaction.of("/callback?code=abc&state=def")).doesNotContain("abc", "def");
    }

    @Test
    void ofAnAddressStaysWhereItBelongsTo() {
        assertThat(Redaction.of("no mail to mia.torres+x@example.co.uk, <zoë@exämple.com>"))
                .isEqualTo("no mail to …@example.co.uk, <…@exämple.com>");
        assertThat(Redaction.of("/x?to=mia%40example.com")).isEqualTo("/x?to=…%40example.com");
        assertThat(Redaction.of("from 203.0.113.77:5000 and 2001:db8:abcd:12::7 and ::ffff:203.0.113.77"))
                .isEqualTo("from 203.0.113.0/24:5000 and 2001:db8:abcd::/48 and ::ffff:203.0.113.0/24");
        assertThat(Redaction.of("[2001:db8:1:2:3:4:5:6]:443 fe80::1")).isEqualTo("[2001:db8:1::/48]:443 fe80:0:0::/48");
    }

    @Test
    void whatTellsOfNobodyStays() {
        for (var text : List.of(
                "2026-11-22 12:00:00.123 info Web: listening on 127.0.0.1:8080 and [::1]:8080",
                "at java.base/java.lang.Thread.run(Thread.java:1583)",
                "at io.helidon.webserver@4.5.0/io.helidon.webserver.ConnectionHandler.run(ConnectionHandler.java:166)",
                "listener search failed at fact 1234567890123456, try 3",
                "/@mia/qr.svg took 12:30:45 and 3.51.3",
                "bound to 0.0.0.0:80")) {
            assertThat(Redaction.of(text)).isEqualTo(text);
        }
    }

    @Test
    void aLongTextTakesNoLongerThanItsLength() {
        for (var bit : List.of("a", "a.", "a@", "1.", "::", "1:", "token=", "Bearer ", "%40", "a@a.")) {
            var text = bit.repeat(200_000 / bit.length());
            Assertions.assertTimeout(Duration.ofSeconds(5), () -> Redaction.of(text), bit);
        }
    }
}
