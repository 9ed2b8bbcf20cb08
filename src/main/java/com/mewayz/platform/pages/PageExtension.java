package com.mewayz.platform.pages;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hands our functions and filters to Pebble. */
final class PageExtension extends AbstractExtension {
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel", "sms");
    private static final Pattern SCHEME = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final String NOWHERE = "#";

    private final Map<String, Function> functions = new HashMap<>();
    private final Map<String, Filter> filters = new HashMap<>();

    PageExtension(List<PageFunction> functions, List<PageFilter> filters, Sprite sprite) {
        add(PageFunction.of("symbol", List.of("name"), given -> sprite.drawing(text(given.get("name")))));
        add(PageFunction.of("data", List.of("json"), given -> data(text(given.get("json")))));
        functions.forEach(this::add);
        this.filters.put("address", new Adapted(List.of(), (value, given) -> address(text(value))));
        filters.forEach(filter -> this.filters.put(filter.name(), new Adapted(filter.arguments(), filter::apply)));
    }

    @Override
    public Map<String, Function> getFunctions() {
        return functions;
    }

    @Override
    public Map<String, Filter> getFilters() {
        return filters;
    }

    /** The address, or {@code #} if it is of a scheme that could run code. A second line behind the checks of inputs. */
    static String address(String url) {
        var clean = url.chars()
                .filter(c -> c > ' ' && c != 0x7f)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var scheme = SCHEME.matcher(clean);
        if (scheme.matches()) {
            return SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT)) ? clean : NOWHERE;
        }
        // A colon before any slash, question mark or hash may be read as a scheme by someone.
        return clean.matches("[^/?#]*:.*") || clean.startsWith("//") || clean.startsWith("/\\") ? NOWHERE : clean;
    }

    /** JSON for a script element: nothing in it can end the element, and it stays the same JSON. */
    static Markup data(String json) {
        return new Markup(json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029"));
    }

    private void add(PageFunction function) {
        functions.put(function.name(), new Called(function));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static @Nullable Object printed(@Nullable Object value) {
        return value instanceof Markup(String html) ? new SafeString(html) : value;
    }

    private record Called(PageFunction function) implements Function {
        @Override
        public List<String> getArgumentNames() {
            return function.arguments();
        }

        @Override
        public @Nullable Object execute(
                Map<String, Object> given, PebbleTemplate self, EvaluationContext context, int line) {
            return printed(function.call(given));
        }
    }

    private interface Body {
        Object apply(@Nullable Object value, Map<String, Object> given);
    }

    private record Adapted(List<String> arguments, Body body) implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return arguments;
        }

        @Override
        public @Nullable Object apply(
                @Nullable Object value,
                Map<String, Object> given,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            return printed(body.apply(value, given));
        }
    }
}
