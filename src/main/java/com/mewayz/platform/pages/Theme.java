package com.mewayz.platform.pages;

import com.mewayz.platform.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A look for public pages.
 *
 * @param name its folder
 * @param settings what the owner may choose, in the order a form shows them
 * @param fixed variables that are always the same
 * @param palettes by mode: {@code light}, {@code dark} or both, the first one being the theme's own
 * @param inks for text on the accent, tried before white and black
 * @param photoSizes how large the portrait is drawn, as the {@code sizes} of an image
 * @param files its font, its preview and what its style sheet names, by their plain names
 * @param sheet base and theme style sheet, minified, under an address that changes with its content
 */
public record Theme(
        String name,
        String title,
        String description,
        Map<String, Setting> settings,
        Map<String, String> fixed,
        Map<String, Palette> palettes,
        List<String> inks,
        String photoSizes,
        Map<String, ThemeFile> files,
        ThemeFile sheet) {

    /**
     * The colours of a mode.
     *
     * @param grounds what the accent may stand on as text: colours, or names of variables
     */
    public record Palette(Map<String, String> colours, List<String> grounds) {}

    /** Base and theme style sheet, minified. */
    public String css() {
        return new String(sheet.bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The few variables that make the theme this owner's: {@code --mz-*}, about 0.3 KB. Unknown and impossible settings count as not set. */
    public String siteCss(Map<String, String> settings, String pageName) {
        return new SiteStyle(this, settings).css(pageName);
    }

    /** What browsers may paint around the page: by media query, or one for the empty query. */
    public Map<String, String> themeColours(Map<String, String> settings) {
        return new SiteStyle(this, settings).backgrounds();
    }

    /** All variables of one mode, computed ones too: for tests of contrast, and previews. */
    public Map<String, String> variables(Map<String, String> settings, String mode) {
        return new SiteStyle(this, settings).variables(mode);
    }

    /** Collects a sentence for every setting that this theme does not know or that cannot have this value. */
    public void check(Check check, String field, Map<String, String> values) {
        values.forEach((name, value) -> {
            var setting = settings.get(name);
            var complaint = setting == null
                    ? Optional.of("This theme has no such setting.")
                    : value == null ? Optional.of("Choose a value.") : setting.complaint(value);
            complaint.ifPresent(sentence -> check.that(field + "." + name, false, sentence));
        });
    }

    /** Whether this theme has the setting and can give it this value. */
    public boolean takes(String name, String value) {
        var setting = settings.get(name);
        return setting != null && setting.complaint(value).isEmpty();
    }

    /** The settings with the standard for everything that is not set or impossible. */
    public Map<String, String> effective(Map<String, String> values) {
        var all = new LinkedHashMap<String, String>();
        settings.forEach((name, setting) -> {
            var value = values.get(name);
            all.put(name, value != null && setting.complaint(value).isEmpty() ? value : setting.standard());
        });
        return all;
    }

    public Optional<ThemeFile> font() {
        return Optional.ofNullable(files.get("font.woff2"));
    }

    public Optional<ThemeFile> preview() {
        return Optional.ofNullable(files.get("preview.webp"));
    }

    /** The font to fetch early: only if the owner kept it, and only if the text is written in letters it has. */
    public Optional<ThemeFile> fontFor(Map<String, String> settings, String text) {
        var chosen = effective(settings);
        boolean kept = this.settings.entrySet().stream()
                .allMatch(entry -> !(entry.getValue() instanceof Setting.Font font)
                        || font.ownFont(chosen.getOrDefault(entry.getKey(), "")));
        return font().filter(file -> kept && text.chars().anyMatch(Character::isLetter))
                .filter(file -> text.chars().filter(Character::isLetter).allMatch(c -> c < 0x100));
    }
}
