package com.mewayz.biosites;

import com.mewayz.platform.Check;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may set on a site. Handle and name are needed; the rest has defaults.
 *
 * @param avatar id of a picture of the workspace, or null for none
 * @param language a BCP 47 tag, like {@code en} or {@code pt-BR}
 */
public record SiteInput(
        String handle,
        String name,
        String tagline,
        String bio,
        String theme,
        Map<String, String> themeSettings,
        @Nullable Long avatar,
        String language) {
    static final String THEME = "folio";

    public SiteInput {
        handle = Handles.normal(text(handle));
        name = text(name);
        tagline = text(tagline);
        bio = text(bio);
        theme = theme == null ? THEME : theme;
        themeSettings = themeSettings == null ? Map.of() : new TreeMap<>(themeSettings);
        language = language == null ? "en" : language;
    }

    /** A site with nothing but its address and name. */
    public SiteInput(String handle, String name) {
        this(handle, name, "", "", THEME, Map.of(), null, "en");
    }

    SiteInput withSettings(Map<String, String> settings) {
        return new SiteInput(handle, name, tagline, bio, theme, settings, avatar, language);
    }

    void check(Check check) {
        check.text("name", name, 1, 80)
                .text("tagline", tagline, 0, 120)
                .text("bio", bio, 0, 600)
                .that(
                        "language",
                        language.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"),
                        "Write a language tag, like en.");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
