package com.mewayz.platform.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.http.Outgoing;
import com.mewayz.platform.http.Reach;
import com.mewayz.platform.oidc.Registration.Kind;
import com.mewayz.testing.FakeProvider;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OidcTest {
    private final TestClock clock = new TestClock(TestApp.NOW);
    private final Errand errand = new Errand("secret", "state", "https://mia.example/oauth/callback");

    @Test
    void aProviderThatDoesNotAnswerIsWaitedForOnlySoLong() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            var registration = at("http://127.0.0.1:" + silent.getLocalPort());

            assertThat(oidc("127.0.0.1").address(registration, errand)).isInstanceOf(Told.TryLater.class);
        }
    }

    @Test
    void aProviderInAPrivateNetworkIsNotAskedUnlessTheOperatorNamedIt() {
        try (var provider = new FakeProvider(clock)) {
            assertThat(oidc("10.0.0.0/8").inspect(at(provider.issuer()))).isInstanceOf(Told.Refused.class);
            assertThat(oidc("127.0.0.0/8").inspect(at(provider.issuer()))).isInstanceOf(Told.Known.class);
        }
    }

    @Test
    void aProviderCannotSendUsHomeForItsKeysOrTokens() {
        try (var provider = new FakeProvider(clock)) {
            var oidc = oidc("127.0.0.1");
            provider.document = document -> document.put("token_endpoint", "http://127.0.0.2:1/token");

            assertThat(oidc.inspect(at(provider.issuer()))).isInstanceOf(Told.Known.class);
            assertThat(oidc.redeem(at(provider.issuer()), errand, "code", provider.issuer()))
                    .isInstanceOf(Told.Refused.class);
        }
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(at("https://id.example") + " " + errand).doesNotContain("s3cret", "secret");
    }

    private Oidc oidc(String named) {
        var limits = new Outgoing.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 20);
        return new Oidc(new Outgoing(new Reach(List.of(named)), limits), clock);
    }

    private static Registration at(String issuer) {
        return new Registration(Kind.OPENID, issuer, FakeProvider.CLIENT, FakeProvider.SECRET);
    }
}
