package com.mewayz.platform.pages;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter that templates may use: {@code {{ site.publishedAt | day }}}. */
public interface PageFilter {
    String name();

    /** The names of the arguments, in the order in which a template gives them. */
    default List<String> arguments() {
        return List.of();
    }

    /** @return what is printed or passed on: escaped, unless it is {@link Markup} */
    Object apply(@Nullable Object value, Map<String, Object> arguments);
}
