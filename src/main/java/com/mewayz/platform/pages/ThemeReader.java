package com.mewayz.platform.pages;

import com.mewayz.platform.pages.Theme.Palette;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a {@code theme.yaml} and complains about everything that is wrong with it, in sentences for its author. */
final class ThemeReader {
    private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    // Nothing that could end a declaration: a theme's values stand in a style sheet.
    private static final Pattern VALUE = Pattern.compile("[^;{}<>\\\\]{1,200}");
    private static final Set<String> COLOURS = Set.of("bg", "ink", "muted", "line", "edge");
    private static final Set<String> MODES = Set.of("light", "dark");

    private final List<String> complaints = new ArrayList<>();

    /** What a theme.yaml says. */
    record Description(
            String title,
            String description,
            Map<String, Setting> settings,
            Map<String, String> fixed,
            Map<String, Palette> palettes,
            List<String> inks,
            String photoSizes) {}

    /** @throws BadTheme with everything that is wrong */
    static Description read(String yaml) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(10);
        options.setCodePointLimit(100_000);
        try {
            var reader = new ThemeReader();
            var root = reader.map("theme.yaml", new Yaml(new SafeConstructor(options)).load(yaml));
            var description = reader.description(root);
            if (!reader.complaints.isEmpty()) {
                throw new BadTheme(String.join(" ", reader.complaints));
            }
            return description;
        } catch (YAMLException e) {
            throw new BadTheme("theme.yaml is not valid YAML: " + e.getMessage());
        }
    }

    private Description description(Map<String, Object> root) {
        var settings = new LinkedHashMap<String, Setting>();
        map("settings", root.get("settings")).forEach((name, it) -> {
            var setting = setting(name, map(name, it));
            setting.complaint(setting.standard())
                    .ifPresent(sentence -> complain(name + ": the default is not possible. " + sentence));
            settings.put(name, setting);
        });
        if (!(settings.get("accent") instanceof Setting.Colour)) {
            complain("settings: there must be an accent of type color.");
        }
        var palettes = new LinkedHashMap<String, Palette>();
        map("palette", root.get("palette")).forEach((mode, it) -> palettes.put(mode, palette(mode, map(mode, it))));
        if (palettes.isEmpty() || !MODES.containsAll(palettes.keySet())) {
            complain("palette: there must be light, dark or both.");
        }
        var title = text(root, "name", "");
        if (title.isBlank()) {
            complain("name: every theme has one.");
        }
        return new Description(
                title,
                text(root, "description", ""),
                settings,
                variables("vars", root.get("vars")),
                palettes,
                inks(list(root.get("on_accent_prefer"))),
                text(root, "photo_sizes", "100vw"));
    }

    private Setting setting(String name, Map<String, Object> yaml) {
        var label = text(
                yaml,
                "label",
                Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('_', ' '));
        var standard = text(yaml, "default", "");
        var variable = text(yaml, "var", name.replace('_', '-'));
        requireVariable(name, variable);
        return switch (text(yaml, "type", "")) {
            case "select" -> new Setting.Select(label, standard, options(name, yaml));
            case "boolean" -> {
                var map = map(name, yaml.get("map"));
                yield new Setting.Switch(
                        label, standard, variables(name, map.get("on")), variables(name, map.get("off")));
            }
            case "color" -> new Setting.Colour(label, standard, variable);
            case "font" -> new Setting.Font(label, standard, variable, variables(name, yaml.get("stacks")));
            case "range" ->
                new Setting.Range(
                        label,
                        standard,
                        variable,
                        number(name, yaml, "min"),
                        number(name, yaml, "max"),
                        text(yaml, "unit", ""));
            default -> {
                complain(name + ": the type must be select, boolean, color, font or range.");
                yield new Setting.Switch(label, "false", Map.of(), Map.of());
            }
        };
    }

    /** What an option sets is for both modes, unless it stands under {@code light} or {@code dark}. */
    private Map<String, Map<String, Map<String, String>>> options(String name, Map<String, Object> yaml) {
        var map = map(name, yaml.get("map"));
        var options = new LinkedHashMap<String, Map<String, Map<String, String>>>();
        for (var option : list(yaml.get("options"))) {
            var common = new LinkedHashMap<>(map(name, map.get(option)));
            var light = common.remove("light");
            var dark = common.remove("dark");
            options.put(option, Map.of("light", joined(name, common, light), "dark", joined(name, common, dark)));
        }
        return options;
    }

    private Map<String, String> joined(String name, Map<String, Object> common, @Nullable Object own) {
        var all = variables(name, common);
        all.putAll(variables(name, own));
        return all;
    }

    private Palette palette(String mode, Map<String, Object> yaml) {
        var colours = new LinkedHashMap<>(yaml);
        var grounds = list(colours.remove("text-bgs"));
        var all = variables(mode, colours);
        for (var name : COLOURS) {
            if (!Pattern.matches("#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?", all.getOrDefault(name, ""))) {
                complain("palette " + mode + ": " + name + " must be a colour as #rrggbb.");
            }
        }
        grounds.stream()
                .filter(ground -> !ground.matches("#[0-9a-fA-F]{6}") && !all.containsKey(ground))
                .forEach(
                        ground -> complain("palette " + mode + ": text-bgs names " + ground + ", which is no colour."));
        return new Palette(all, grounds.isEmpty() ? List.of("bg") : grounds);
    }

    private List<String> inks(List<String> inks) {
        inks.stream()
                .filter(ink -> !Setting.Colour.isColour(ink))
                .forEach(ink -> complain("on_accent_prefer: " + ink + " is no colour as #rrggbb."));
        return inks;
    }

    private Map<String, String> variables(String where, @Nullable Object yaml) {
        var variables = new LinkedHashMap<String, String>();
        map(where, yaml).forEach((name, value) -> {
            requireVariable(where, name);
            if (!VALUE.matcher(String.valueOf(value)).matches()) {
                complain(where + ": the value of " + name + " is not possible.");
            }
            variables.put(name, String.valueOf(value));
        });
        return variables;
    }

    private void requireVariable(String where, String name) {
        if (!VARIABLE.matcher(name).matches()) {
            complain(where + ": " + name + " is not a name for a variable.");
        }
    }

    private int number(String where, Map<String, Object> yaml, String key) {
        if (yaml.get(key) instanceof Integer number) {
            return number;
        }
        complain(where + ": " + key + " must be a whole number.");
        return 0;
    }

    private Map<String, Object> map(String where, @Nullable Object yaml) {
        var map = new LinkedHashMap<String, Object>();
        if (yaml instanceof Map<?, ?> entries) {
            // YAML reads on and off as booleans.
            entries.forEach((key, value) ->
                    map.put(key.equals(true) ? "on" : key.equals(false) ? "off" : String.valueOf(key), value));
        } else if (yaml != null) {
            complain(where + ": this must be a list of names and values.");
        }
        return map;
    }

    private static List<String> list(@Nullable Object yaml) {
        return yaml instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String text(Map<String, Object> yaml, String key, String standard) {
        var value = yaml.get(key);
        return value == null ? standard : String.valueOf(value);
    }

    private void complain(String sentence) {
        complaints.add(sentence);
    }

    /** A theme that cannot be used, and why. */
    static final class BadTheme extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadTheme(String message) {
            super(message);
        }
    }
}
