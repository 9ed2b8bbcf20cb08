package com.mewayz;

import java.util.Objects;

/** Which Mewayz this is, as the build wrote it into the jar's manifest. */
final class Version {
    private Version() {}

    static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }
}
