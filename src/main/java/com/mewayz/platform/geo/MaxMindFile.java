package com.mewayz.platform.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import com.mewayz.platform.config.BadSetting;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operator's own table of countries, mapped into memory. */
final class MaxMindFile implements Countries {
    private final Reader reader;

    private MaxMindFile(Reader reader) {
        this.reader = reader;
    }

    static Countries open(Path file) {
        try {
            return new MaxMindFile(new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED, new CHMCache()));
        } catch (IOException | RuntimeException e) {
            throw new BadSetting("geo_file names " + file + ", which cannot be read as a table of countries (.mmdb).");
        }
    }

    @Override
    public @Nullable String of(InetAddress address) {
        try {
            return code(reader.get(address, Map.class));
        } catch (IOException | RuntimeException e) {
            return null; // a damaged record: the visit counts, without its country
        }
    }

    /** MaxMind and DB-IP nest it ({@code country.iso_code}), IPinfo does not ({@code country} or {@code country_code}). */
    private static @Nullable String code(@Nullable Map<?, ?> entry) {
        if (entry == null) {
            return null;
        }
        var country = entry.get("country");
        var code = country instanceof Map<?, ?> nested ? nested.get("iso_code") : country;
        var text = code != null ? code : entry.get("country_code");
        return text instanceof String letters && letters.matches("[A-Z]{2}") ? letters : null;
    }
}
