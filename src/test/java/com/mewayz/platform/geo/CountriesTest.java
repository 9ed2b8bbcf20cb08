package com.mewayz.platform.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mewayz.platform.config.BadSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0,PT",
        "192.0.2.9,PT",
        "192.0.2.10,",
        "192.0.2.20,GB",
        "192.0.2.255,GB",
        "192.0.3.0,DE",
        "192.0.3.1,",
        "191.255.255.255,",
        "0.0.0.0,",
        "255.255.255.255,JP",
        "255.255.255.0,JP",
        "255.255.254.255,",
        "2001:db8::1,PT",
        "2001:db8:0:1:ffff::,PT",
        "2001:db8:0:2::,",
        "2001:db8:0:8::1,FR",
        "2001:db8:0:9::,",
        "fe00::,JP",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,JP",
        "::1,",
        "::ffff:192.0.2.9,PT"
    })
    void aPackedTableKnowsItsRanges(String address, String country) throws Exception {
        var countries = packed("""
                # Generated: today
                3221225984,3221225993,PT
                3221226004,3221226239,UK
                3221226240,3221226240,DE
                4294967040,4294967295,JP
                """, """
                2001:db8::,2001:db8:0:1:ffff:ffff:ffff:ffff,PT
                2001:db8:0:3::,2001:db8:0:3:ffff:ffff:ffff:ffff,EU
                2001:db8:0:4::1,2001:db8:0:4::5,US
                2001:db8:0:7::5,2001:db8:0:9::5,FR
                fe00::,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,JP
                """);
        assertThat(countries.of(InetAddress.ofLiteral(address))).isEqualTo(country);
    }

    /** The real thing, if this build had the data. */
    @ParameterizedTest
    @CsvSource({
        "193.136.2.1,PT",
        "131.111.8.42,GB",
        "18.9.22.69,US",
        "141.14.16.1,DE",
        "200.147.3.157,BR",
        "133.11.93.1,JP",
        "2001:690:2100::1,PT",
        "2001:630:212::1,GB",
        "2001:638:102::1,DE",
        "2001:200:180::1,JP",
        "10.0.0.1,",
        "127.0.0.1,",
        "fe80::1,",
        "::1,"
    })
    void theBuiltInTableKnowsUniversities(String address, String country) {
        var countries = Countries.builtIn();
        assumeTrue(countries != Countries.NONE, "built without the data of tor-geoipdb");
        assertThat(countries.of(InetAddress.ofLiteral(address))).isEqualTo(country);
    }

    @Test
    void theDataSaysWhoseItIs() throws IOException {
        assumeTrue(Countries.builtIn() != Countries.NONE, "built without the data of tor-geoipdb");
        try (var in = CountriesTest.class.getResourceAsStream("countries.txt")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("IPFire Location", "Attribution-ShareAlike 4.0", "Changes:");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,PT",
        "192.0.2.200,GB",
        "192.0.3.1,FR",
        "192.0.4.1,",
        "198.51.100.1,",
        "2001:db8::7,PT",
        "::1,"
    })
    void anOperatorsTableIsRead(String address, String country) throws IOException {
        var countries = Countries.file(MaxMindSample.write(folder.resolve("own.mmdb"), MaxMindSample.SAMPLE));
        assertThat(countries.of(InetAddress.ofLiteral(address))).isEqualTo(country);
    }

    @Test
    void whatIsNoTableStopsTheStart() throws IOException {
        var text = Files.writeString(folder.resolve("text.mmdb"), "hello");
        assertThatThrownBy(() -> Countries.file(text))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("geo_file names " + text);
        assertThatThrownBy(() -> Countries.file(folder.resolve("none.mmdb"))).isInstanceOf(BadSetting.class);
    }

    private Countries packed(String four, String six) throws IOException, InterruptedException {
        var geoip = Files.writeString(folder.resolve("geoip"), four);
        var geoip6 = Files.writeString(folder.resolve("geoip6"), six);
        var pack = new ProcessBuilder(
                        List.of("node", "install/places.mjs", geoip.toString(), geoip6.toString(), folder.toString()))
                .inheritIO()
                .start();
        assertThat(pack.waitFor()).isZero();
        try (var in = Files.newInputStream(folder.resolve("countries.bin"))) {
            return new CountryTable(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
