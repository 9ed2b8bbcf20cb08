package com.mewayz.platform.web.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The lane in a server that Helidon's own testing module makes, asked by Helidon's own client. */
@ServerTest
class LaneWithHelidonTest {
    private static final Pages PAGES = new Pages();
    private final Http1Client client;

    LaneWithHelidonTest(Http1Client client) {
        this.client = client;
    }

    @SetUpServer
    static void server(WebServerConfig.Builder server) {
        // The testing module registers every selector twice, which the loops cannot live with.
        LaneServer.configure(server, new Guard(Guard.Limits.standard(OptionalLong.empty())), PAGES, false);
    }

    @SetUpRoute
    static void routes(HttpRouting.Builder routing) {
        routing.any((request, response) -> response.send("router"));
    }

    @Test
    void theLaneAndTheRouterShareAConnection() {
        for (int i = 0; i < 2; i++) {
            try (var page = client.get("/@mia").request()) {
                assertThat(page.status()).isEqualTo(Status.OK_200);
                assertThat(page.headers().get(HeaderNames.ETAG).get()).isEqualTo(PAGES.mia.etag());
                assertThat(page.as(String.class)).isEqualTo(Pages.HTML);
            }
            assertThat(client.get("/admin").requestEntity(String.class)).isEqualTo("router");
        }
        assertThat(PAGES.visits).hasSize(2);
    }
}
