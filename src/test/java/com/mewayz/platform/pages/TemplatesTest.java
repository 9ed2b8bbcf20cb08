package com.mewayz.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    @Test
    void whatIsPrintedIsEscapedUnlessItIsMarkup() {
        assertThat(render("{{ value }}", "<b>\"'&")).isEqualTo("&lt;b&gt;&quot;&#39;&amp;");
        assertThat(render("{{ bold('x') }} {{ value | loud }}", "<hey>")).isEqualTo("<b>x</b> &lt;HEY&gt;");
    }

    @Test
    void aNameThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> render("{{ gone }}", "")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> render("{{ symbol('gone') }}", "")).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/?a=1&b=2, https://a.example/?a=1&amp;b=2",
        "mailto:a@b.example, mailto:a@b.example",
        "/l/7, /l/7",
        "?play=7#b7, ?play=7#b7",
        "javascript:alert(1), #",
        "JAVASCRIPT:alert(1), #",
        "'java\tscript:alert(1)', #",
        "' javascript:alert(1)', #",
        "data:text/html;base64, #",
        "vbscript:x, #",
        "blob:x, #",
        "//evil.example, #",
        "/\\evil.example, #",
        "java\u0000script:x, #",
        "é:x, #",
    })
    void addressesOfOtherSchemesLeadNowhere(String address, String printed) {
        assertThat(render("{{ value | address }}", address)).isEqualTo(printed);
    }

    @Test
    void jsonCannotLeaveItsElement() {
        assertThat(render("{{ data(value) }}", "{\"a\":\"</script>\u2028&\"}"))
                .isEqualTo("{\"a\":\"\\u003c/script\\u003e\\u2028\\u0026\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "themes/../../x.peb",
                "/etc/passwd.peb",
                "biosites/Ünicode.peb",
                "themes/x.yaml"
            })
    void onlyTemplatesAreTemplates(String name) {
        var templates = new Templates(ThemeFiles.builtIn(), List.of(), List.of());
        assertThatThrownBy(() -> templates.render(name, Map.of())).isInstanceOf(RuntimeException.class);
    }

    @Test
    void noTemplatePrintsWithoutEscaping() throws IOException {
        for (var root : List.of(Path.of("themes"), Path.of("src/main/resources"))) {
            try (var files = Files.walk(root)) {
                for (var file :
                        files.filter(it -> it.toString().endsWith(".peb")).toList()) {
                    assertThat(file).content().doesNotContainPattern("\\|\\s*raw|autoescape|style=\"|\\son[a-z]+=\"");
                }
            }
        }
    }

    private static String render(String template, String value) {
        var files = new ThemeFiles() {
            @Override
            public Set<String> themes() {
                return Set.of();
            }

            @Override
            public Optional<byte[]> read(String path) {
                return path.equals("x/page.peb")
                        ? Optional.of(template.getBytes(StandardCharsets.UTF_8))
                        : Optional.empty();
            }
        };
        var bold = PageFunction.of("bold", List.of("text"), given -> new Markup("<b>" + given.get("text") + "</b>"));
        var loud = new PageFilter() {
            @Override
            public String name() {
                return "loud";
            }

            @Override
            public Object apply(@org.jspecify.annotations.Nullable Object text, Map<String, Object> given) {
                return String.valueOf(text).toUpperCase(java.util.Locale.ROOT);
            }
        };
        return new Templates(files, List.of(bold), List.of(loud)).render("themes/x/page", Map.of("value", value));
    }
}
