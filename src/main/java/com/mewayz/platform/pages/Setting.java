package com.mewayz.platform.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Something the owner may choose about a theme. Every kind is typed, so that no choice can carry CSS of its own. */
public sealed interface Setting {
    String label();

    /** The value as long as nothing was chosen. */
    String standard();

    /** Why this value is not possible, as a sentence; empty if it is. */
    Optional<String> complaint(String value);

    /** The variables that the value sets in a mode, {@code light} or {@code dark}, without {@code --mz-}. */
    Map<String, String> variables(String value, String mode);

    /** What a form draws: select, switch, colour, font, range. */
    default String kind() {
        return switch (this) {
            case Select s -> "select";
            case Switch s -> "switch";
            case Colour c -> "colour";
            case Font f -> "font";
            case Range r -> "range";
        };
    }

    /** @param options each with the variables it sets: under {@code light} and {@code dark} */
    record Select(String label, String standard, Map<String, Map<String, Map<String, String>>> options)
            implements Setting {
        @Override
        public Optional<String> complaint(String value) {
            return oneOf(value, options.keySet());
        }

        @Override
        public Map<String, String> variables(String value, String mode) {
            return options.getOrDefault(value, Map.of()).getOrDefault(mode, Map.of());
        }
    }

    record Switch(String label, String standard, Map<String, String> on, Map<String, String> off) implements Setting {
        @Override
        public Optional<String> complaint(String value) {
            return oneOf(value, Set.of("true", "false"));
        }

        @Override
        public Map<String, String> variables(String value, String mode) {
            return value.equals("true") ? on : off;
        }
    }

    /** The colour named {@code accent} sets no variable itself: what may stand on it is computed with it. */
    record Colour(String label, String standard, String variable) implements Setting {
        private static final Pattern SHAPE = Pattern.compile("#[0-9a-fA-F]{6}");

        @Override
        public Optional<String> complaint(String value) {
            return isColour(value) ? Optional.empty() : Optional.of("Write a colour as #rrggbb, like #ff5a26.");
        }

        @Override
        public Map<String, String> variables(String value, String mode) {
            return variable.equals("accent") ? Map.of() : Map.of(variable, value);
        }

        static boolean isColour(String value) {
            return SHAPE.matcher(value).matches();
        }
    }

    record Font(String label, String standard, String variable, Map<String, String> stacks) implements Setting {
        @Override
        public Optional<String> complaint(String value) {
            return oneOf(value, stacks.keySet());
        }

        @Override
        public Map<String, String> variables(String value, String mode) {
            return Map.of(variable, stacks.getOrDefault(value, "serif"));
        }

        /** Whether the value asks for the theme's own font file. */
        boolean ownFont(String value) {
            return stacks.getOrDefault(value, "").startsWith("mz");
        }
    }

    record Range(String label, String standard, String variable, int least, int most, String unit) implements Setting {
        private static final Pattern NUMBER = Pattern.compile("-?\\d{1,6}");

        @Override
        public Optional<String> complaint(String value) {
            return NUMBER.matcher(value).matches()
                            && Integer.parseInt(value) >= least
                            && Integer.parseInt(value) <= most
                    ? Optional.empty()
                    : Optional.of("Write a number from " + least + " to " + most + ".");
        }

        @Override
        public Map<String, String> variables(String value, String mode) {
            return Map.of(variable, Integer.parseInt(value) + unit);
        }
    }

    private static Optional<String> oneOf(String value, Set<String> allowed) {
        return allowed.contains(value)
                ? Optional.empty()
                : Optional.of("Choose one of: "
                        + String.join(
                                ", ", List.copyOf(allowed).stream().sorted().toList()) + ".");
    }
}
