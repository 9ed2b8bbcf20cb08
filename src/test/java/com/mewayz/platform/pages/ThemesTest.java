package com.mewayz.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThemesTest {
    private static final Themes BUILT_IN = Themes.load(ThemeFiles.builtIn());

    @Test
    void everyFolderIsListedAndWhole() throws IOException {
        try (var folders = Files.list(Path.of("themes"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(it -> it.getFileName().toString())
                            .filter(it -> !it.equals("base")))
                    .containsExactlyInAnyOrderElementsOf(ThemeFiles.builtIn().themes());
        }
        assertThat(BUILT_IN.broken()).isEmpty();
        for (var theme : BUILT_IN.all()) {
            assertThat(theme.preview()).as(theme.name() + " has a preview").isPresent();
            assertThat(theme.font()).isPresent();
            assertThat(Path.of("themes", theme.name(), "font-licence.txt"))
                    .content()
                    .contains("SIL Open Font License");
            assertThat(theme.css())
                    .contains(theme.font().orElseThrow().address())
                    .doesNotContain("url(font");
        }
    }

    @Test
    void filesAreServedUnderAddressesOfTheirContent() {
        var font = BUILT_IN.get("folio").font().orElseThrow();
        assertThat(font.address()).matches("/themes/folio/font\\.[0-9a-f]{12}\\.woff2");
        assertThat(BUILT_IN.served("folio", font.file())).contains(font);
        assertThat(BUILT_IN.served("folio", "font.woff2")).isEmpty();
        assertThat(BUILT_IN.served("folio", "theme.yaml")).isEmpty();
        assertThat(BUILT_IN.served("folio", "../base/base.css")).isEmpty();
    }

    @Test
    void settingsComeAfterThePalette() {
        var haze = BUILT_IN.get("haze");
        assertThat(haze.variables(Map.of("light_of", "lagoon"), "light")).containsEntry("h1", "#9fe3e0");
        assertThat(haze.variables(Map.of("light_of", "lagoon"), "dark")).containsEntry("h1", "#0c4852");
        assertThat(haze.variables(Map.of(), "light")).containsEntry("h1", "#ffc9b8");
        assertThat(BUILT_IN.get("headliner").siteCss(Map.of("shape", "pill", "focus_y", "40"), "Mia"))
                .contains("--mz-r:2rem", "--mz-focus-y:40%", "--mz-word:3;", "prefers-color-scheme:dark");
        assertThat(BUILT_IN.get("folio").siteCss(Map.of("mode", "dark"), "Mia"))
                .startsWith(":root{color-scheme:dark;")
                .doesNotContain("@media");
        assertThat(BUILT_IN.get("amp").siteCss(Map.of("accent", "#00ff00"), "Mia"))
                .contains("--mz-accent:#00ff00", "color-scheme:dark");
    }

    @Test
    void impossibleSettingsGetASentenceAndDoNothing() {
        var folio = BUILT_IN.get("folio");
        var evil = "red}body{background:url(//evil.example)";
        var wrong = Map.of("accent", evil, "mode", "pink", "photo_grey", "maybe", "display", "comic", "colour", "x");
        var check = new Check();
        folio.check(check, "theme_settings", wrong);
        var problem = Assertions.catchThrowableOfType(Problem.class, check::done);
        assertThat(problem.fields())
                .containsOnlyKeys(
                        "theme_settings.accent",
                        "theme_settings.mode",
                        "theme_settings.photo_grey",
                        "theme_settings.display",
                        "theme_settings.colour");
        assertThat(folio.siteCss(wrong, "Mia")).isEqualTo(folio.siteCss(Map.of(), "Mia"));
        var range = new Check();
        BUILT_IN.get("amp").check(range, "s", Map.of("radius", "29"));
        BUILT_IN.get("amp").check(range, "s", Map.of("radius", "5;}"));
        assertThat(Assertions.catchThrowableOfType(Problem.class, range::done)
                        .fields()
                        .get("s.radius"))
                .containsOnly("Write a number from 0 to 28.");
    }

    @Test
    void aFolderOnTopAddsThemesAndReplacesFiles(@TempDir Path folder) throws IOException {
        write(folder, "mine/theme.yaml", yaml("Mine"));
        write(folder, "mine/theme.css", ".mz-page{color:red}");
        write(folder, "mine/blocks/link.peb", "<a href=\"/l/{{ piece.id }}\">mine</a>");
        write(folder, "folio/theme.css", ".mz-page{color:blue}");
        var files = ThemeFiles.over(ThemeFiles.folder(folder), ThemeFiles.builtIn());
        var themes = Themes.load(files);
        assertThat(themes.all().stream().map(Theme::name)).containsExactly("folio", "amp", "headliner", "haze", "mine");
        assertThat(themes.get("mine").css()).endsWith(".mz-page{color:red}").doesNotContain("@font-face");
        assertThat(themes.get("folio").css()).endsWith(".mz-page{color:blue}");
        assertThat(themes.get("folio").title()).isEqualTo("Folio");
        assertThat(themes.template(themes.get("mine"), "blocks/link")).isEqualTo("themes/mine/blocks/link.peb");
        assertThat(themes.template(themes.get("mine"), "page")).isEqualTo("themes/base/page.peb");
        assertThat(new Templates(files, List.of(), List.of())
                        .render("themes/mine/blocks/link.peb", Map.of("piece", Map.of("id", 7))))
                .isEqualTo("<a href=\"/l/7\">mine</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: [",
                "just a text",
                "name: X",
                "name: X\npalette: {pink: {}}",
                "!!java.net.URL [https://evil.example]",
                "name: X\nsettings: {accent: {type: color, default: red}}\npalette: {light: {bg: \"#ffffff\"}}",
                "name: X\nsettings: {accent: {type: magic}}\npalette: {light: {bg: \"#fff;}\"}}",
            })
    void aBrokenThemeIsLeftOutAndNamed(String yaml, @TempDir Path folder) throws IOException {
        write(folder, "mine/theme.yaml", yaml);
        write(folder, "mine/theme.css", "");
        var themes = Themes.load(ThemeFiles.over(ThemeFiles.folder(folder), ThemeFiles.builtIn()));
        assertThat(themes.broken()).containsOnlyKeys("mine");
        assertThat(themes.get("mine").name()).isEqualTo("folio");
        assertThat(themes.get("gone").name()).isEqualTo("folio");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@import 'x.css'",
                "a{background:url(https://evil.example/x)}",
                "a{background:url(\"//evil.example/x\")}",
                "a{background:url(gone.png)}",
                "a{background:url(data:image/png;base64,x)}",
            })
    void aThemeNamesOnlyItsOwnFiles(String css, @TempDir Path folder) throws IOException {
        write(folder, "mine/theme.yaml", yaml("Mine"));
        write(folder, "mine/theme.css", css);
        assertThat(Themes.load(ThemeFiles.over(ThemeFiles.folder(folder), ThemeFiles.builtIn()))
                        .broken())
                .containsOnlyKeys("mine");
    }

    @Test
    void nothingOutsideTheFolderIsRead(@TempDir Path folder) throws IOException {
        write(folder, "secret.txt", "x");
        Files.createDirectories(folder.resolve("themes"));
        assertThat(ThemeFiles.folder(folder.resolve("themes")).read("../secret.txt"))
                .isEmpty();
        assertThat(ThemeFiles.folder(folder.resolve("gone")).themes()).isEmpty();
    }

    private static String yaml(String name) {
        return """
                name: %s
                settings: {accent: {type: color, default: "#ff0000"}}
                palette:
                  light: {bg: "#ffffff", ink: "#000000", muted: "#333333", line: "#cccccc", edge: "#666666"}
                """.formatted(name);
    }

    private static void write(Path folder, String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
