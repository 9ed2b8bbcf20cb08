package com.mewayz.platform.pages;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The console's templates: {@code web/layout} is the resource {@code com/mewayz/web/layout.peb}. Output is escaped, and
 * a variable that is missing is an error, so that a slip of the pen shows in a test and not as a hole in a page.
 */
public final class Templates {
    private final PebbleEngine engine;

    /** @param assets the address of an asset by its plain name, in templates {@code asset('app.css')} */
    public Templates(UnaryOperator<String> assets) {
        var loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("com/mewayz");
        loader.setSuffix(".peb");
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .newLineTrimming(true)
                .defaultLocale(Locale.ENGLISH)
                .extension(new AssetAddresses(assets))
                .build();
    }

    public String render(String name, Map<String, Object> model) {
        var out = new StringWriter(8192);
        try {
            engine.getTemplate(name).evaluate(out, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static final class AssetAddresses extends AbstractExtension {
        private final UnaryOperator<String> assets;

        AssetAddresses(UnaryOperator<String> assets) {
            this.assets = assets;
        }

        @Override
        public Map<String, Function> getFunctions() {
            return Map.of("asset", new Asset(assets));
        }
    }

    private record Asset(UnaryOperator<String> assets) implements Function {
        @Override
        public List<String> getArgumentNames() {
            return List.of("name");
        }

        @Override
        public Object execute(Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
            return assets.apply(String.valueOf(Objects.requireNonNull(arguments.get("name"))));
        }
    }
}
