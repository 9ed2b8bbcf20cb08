package com.mewayz.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@AppTest
class OpenApiTest {
    private static final Path SNAPSHOT = Path.of("src/test/resources/openapi.json");

    private final TestApp app;

    OpenApiTest(TestApp app) {
        this.app = app;
    }

    /** A change of the API must be seen in review. To accept one: mvn test -Dtest=OpenApiTest -Dsnapshots=write */
    @Test
    void theDocumentIsTheCommittedOne() throws IOException {
        var mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        var document = mapper.readTree(
                app.visitor().get("/api/v1/openapi.json").is(200).body());
        var pretty = mapper.writeValueAsString(document) + "\n";
        if ("write".equals(System.getProperty("snapshots"))) {
            Files.writeString(SNAPSHOT, pretty);
        }

        assertThat(pretty).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void everyRouteOfTheApiIsInTheDocumentAndOnTheReferencePage() {
        var document = app.visitor().get("/api/v1/openapi.json").is(200);
        var page = app.visitor().get("/api").is(200).body();
        app.app.web().routes().stream()
                .filter(route -> route.kind() == Route.Kind.API)
                .forEach(route -> {
                    var pointer =
                            "/paths/" + OpenApi.below(route).replace("~", "~0").replace("/", "~1") + "/"
                                    + route.method().toLowerCase(java.util.Locale.ROOT);
                    assertThat(document.at(pointer).isMissingNode())
                            .as(route.method() + " " + route.path())
                            .isFalse();
                    assertThat(route.summary()).as(route.path()).isNotBlank();
                    assertThat(page).contains(OpenApi.below(route));
                });
    }

    @Test
    void everyReferenceInTheDocumentLeadsSomewhere() {
        var document = app.visitor().get("/api/v1/openapi.json").is(200);
        document.at("")
                .findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }
}
