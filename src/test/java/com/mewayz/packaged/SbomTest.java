package com.mewayz.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program says what it is made of. */
class SbomTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path cache;

    @Test
    void thePartsAreNamedWithTheirLicences() throws Exception {
        var outcome = Program.mewayz("sbom").with("MEWAYZ_CACHE", cache).run();
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        var list = JSON.readTree(outcome.output());

        assertThat(list.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(list.at("/metadata/component/name").asText()).isEqualTo("mewayz");
        var parts = licences(list);
        assertThat(parts)
                .containsEntry("io.helidon.webserver:helidon-webserver", "Apache-2.0")
                .containsEntry("org.xerial:sqlite-jdbc", "Apache-2.0")
                .containsEntry(":sqlite", "blessing")
                .containsEntry("org.apache.lucene:lucene-core", "Apache-2.0")
                .containsEntry(":htmx.org", "0BSD")
                .containsEntry(":Newsreader", "OFL-1.1")
                .containsEntry("@alpinejs:csp", "MIT");
        assertThat(parts).doesNotContainValue("");
        assertThat(parts.keySet())
                .as("what only tests use")
                .noneMatch(name -> name.matches(".*(junit|assertj|greenmail).*"));
    }

    @Test
    void theListLiesInTheJar() throws IOException {
        try (var jar = new ZipFile(Program.FILE.toFile())) {
            assertThat(jar.getEntry("META-INF/sbom/mewayz.cdx.json")).isNotNull();
        }
    }

    private static Map<String, String> licences(JsonNode list) {
        var parts = new HashMap<String, String>();
        for (var part : list.path("components")) {
            var licence = part.at("/licenses/0/license");
            parts.put(
                    part.path("group").asText() + ":" + part.path("name").asText(),
                    licence.path("id").asText(licence.path("name").asText()));
        }
        return parts;
    }
}
