package com.mewayz.biosites;

import com.mewayz.platform.pages.Setting;
import com.mewayz.platform.pages.Theme;
import com.mewayz.platform.pages.Themes;
import com.mewayz.platform.web.Form;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The themes to choose from, and the settings of the chosen one as fields of a form. */
final class ThemeForm {
    /** What the settings are called in the complaints of the service, and so in the form. */
    static final String PREFIX = "theme_settings.";

    private ThemeForm() {}

    /** A theme as a card: {@code colours} are those of its ground, plate, accent and text. */
    public record Card(String name, String title, String description, List<String> colours, String image) {}

    /** A setting as a field. */
    public record Field(
            String name,
            String label,
            String kind,
            String value,
            String standard,
            List<Option> options,
            int least,
            int most,
            String unit) {}

    public record Option(String value, String label) {}

    static List<Card> cards(Themes themes) {
        return themes.all().stream().map(ThemeForm::card).toList();
    }

    static List<Field> fields(Theme theme, Map<String, String> chosen) {
        var values = theme.effective(chosen);
        return theme.settings().entrySet().stream()
                .map(entry -> field(entry.getKey(), entry.getValue(), values.getOrDefault(entry.getKey(), "")))
                .toList();
    }

    /** What was sent. A setting that equals the theme's own is not stored, so that it follows the theme. */
    static Map<String, String> read(Form form, Theme theme) {
        var chosen = new TreeMap<String, String>();
        theme.settings().forEach((name, setting) -> {
            var value = setting instanceof Setting.Switch
                    ? String.valueOf(form.flag(PREFIX + name))
                    : form.text(PREFIX + name);
            if (!value.isEmpty() && !value.equalsIgnoreCase(setting.standard())) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }

    /** The settings that another theme has too: an accent of one's own goes along. */
    static Map<String, String> carried(Map<String, String> chosen, Theme theme) {
        var kept = new TreeMap<>(chosen);
        kept.entrySet().removeIf(entry -> {
            var setting = theme.settings().get(entry.getKey());
            return setting == null || setting.complaint(entry.getValue()).isPresent();
        });
        return kept;
    }

    private static Card card(Theme theme) {
        var palette = theme.palettes().values().iterator().next().colours();
        var accent = theme.settings().get("accent");
        return new Card(
                theme.name(),
                theme.title(),
                theme.description(),
                List.of(
                        colour(palette, "bg"),
                        colour(palette, "line"),
                        accent == null ? colour(palette, "ink") : accent.standard(),
                        colour(palette, "ink")),
                theme.preview().map(file -> file.address()).orElse(""));
    }

    private static String colour(Map<String, String> palette, String name) {
        var colour = palette.getOrDefault(name, "#808080");
        return colour.length() > 7 ? colour.substring(0, 7) : colour;
    }

    private static Field field(String name, Setting setting, String value) {
        var options = switch (setting) {
            case Setting.Select select ->
                options(select.options().keySet().stream().toList());
            case Setting.Font font -> options(font.stacks().keySet().stream().toList());
            case Setting.Switch s -> List.<Option>of();
            case Setting.Colour c -> List.<Option>of();
            case Setting.Range r -> List.<Option>of();
        };
        boolean ranged = setting instanceof Setting.Range;
        return new Field(
                PREFIX + name,
                setting.label(),
                setting.kind(),
                value,
                setting.standard(),
                options,
                ranged ? ((Setting.Range) setting).least() : 0,
                ranged ? ((Setting.Range) setting).most() : 0,
                ranged ? ((Setting.Range) setting).unit() : "");
    }

    private static List<Option> options(List<String> names) {
        return names.stream().map(name -> new Option(name, words(name))).toList();
    }

    private static String words(String name) {
        var plain = name.replace('-', ' ').replace('_', ' ');
        return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }
}
