package com.mewayz.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that looks like a JDK to the prelude, with a shell script for a JVM. */
final class FakeJava {
    private FakeJava() {}

    /** Makes one that prints its process id and then, line by line, what it was started with. */
    static Path printing(Path home, String version) throws IOException {
        return running(home, version, "echo \"pid $$\"\nprintf '%s\\n' \"$@\"\n");
    }

    /** Makes one that does as told. */
    static Path running(Path home, String version, String script) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        var java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }
}
