package com.mewayz.platform.pages;

import java.util.List;
import java.util.Map;

/** A function that templates may call: {@code {{ asset("app.css") }}}. */
public interface PageFunction {
    String name();

    /** The names of the arguments, in the order in which a template gives them. */
    List<String> arguments();

    /** @return what is printed: escaped, unless it is {@link Markup}; a missing argument is not in the map */
    Object call(Map<String, Object> arguments);

    static PageFunction of(
            String name, List<String> arguments, java.util.function.Function<Map<String, Object>, Object> body) {
        return new Named(name, arguments, body);
    }

    /** A function from a lambda. */
    record Named(String name, List<String> arguments, java.util.function.Function<Map<String, Object>, Object> body)
            implements PageFunction {
        @Override
        public Object call(Map<String, Object> given) {
            return body.apply(given);
        }
    }
}
