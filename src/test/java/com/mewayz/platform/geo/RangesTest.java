package com.mewayz.platform.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {
    private final Ranges ranges = new Ranges(List.of(
            "# ours",
            "",
            "192.0.2.128/25 # half",
            "192.0.2.192/26",
            "198.51.100.7",
            "198.51.100.0/28",
            "224.0.0.0/3",
            "2001:db8::/32",
            "2001:db9:0:1::7/128"));

    @ParameterizedTest
    @CsvSource({
        "192.0.2.127,false",
        "192.0.2.128,true",
        "192.0.2.191,true",
        "192.0.2.192,true",
        "192.0.2.255,true",
        "192.0.3.0,false",
        "198.51.100.7,true",
        "198.51.100.15,true",
        "198.51.100.16,false",
        "223.255.255.255,false",
        "224.0.0.0,true",
        "255.255.255.255,true",
        "0.0.0.0,false",
        "2001:db8::,true",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,true",
        "2001:db9::,false",
        "2001:db9:0:1::1,true",
        "::1,false"
    })
    void everyNetworkIsFound(String address, boolean there) {
        assertThat(ranges.contains(InetAddress.ofLiteral(address))).isEqualTo(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "192.0.2.0/33", "192.0.2.0/0", "192.0.2.0/x", "2001:db8::/129", "example.com"})
    void whatIsNoNetworkIsNamed(String line) {
        assertThatThrownBy(() -> new Ranges(List.of("192.0.2.1", line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line);
    }

    @Test
    void nothingIsInNothing() {
        assertThat(new Ranges(List.of()).contains(InetAddress.ofLiteral("192.0.2.1")))
                .isFalse();
        assertThat(new Ranges(List.of()).isEmpty()).isTrue();
    }
}
