package com.mewayz.platform.web;

import com.mewayz.platform.files.FormFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A submitted form: fields in their order, and uploaded files. */
public record Form(Map<String, List<String>> fields, Map<String, FormFile> files) {
    /** The field's first value without surrounding white space; empty if it is missing. */
    public String text(String name) {
        return raw(name).strip();
    }

    /** The field's first value as it came: for passwords. */
    public String raw(String name) {
        var values = fields.get(name);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A checkbox. */
    public boolean flag(String name) {
        return !raw(name).isEmpty();
    }

    /** The text, or null where nothing was written. */
    public @Nullable String optional(String name) {
        var text = text(name);
        return text.isEmpty() ? null : text;
    }

    public Optional<FormFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
