package com.mewayz.platform.geo;

import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The country of an address. */
public interface Countries {
    /** Knows nothing. */
    Countries NONE = address -> null;

    /** Two capital letters (ISO 3166-1), or null where it is not known. */
    @Nullable
    String of(InetAddress address);

    /** The table that was packed into the program, read when it is first asked; {@link #NONE} if it was built without. */
    static Countries builtIn() {
        return CountryTable.builtIn();
    }

    /**
     * A file in MaxMind's format: GeoLite2, DB-IP, IPinfo and others.
     *
     * @throws com.mewayz.platform.config.BadSetting if it cannot be read
     */
    static Countries file(Path file) {
        return MaxMindFile.open(file);
    }
}
