package com.mewayz.platform.db;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's own code, unpacked once into the cache folder that the launcher names. The driver would unpack and compare
 * it at every start, which takes a tenth of a second; without a cache folder it still does.
 */
final class NativeLibrary {
    private static final Logger LOG = Logger.getLogger(NativeLibrary.class.getName());

    private NativeLibrary() {}

    static void prepare() {
        var cache = System.getProperty("org.sqlite.tmpdir");
        if (cache == null || System.getProperty("org.sqlite.lib.path") != null) {
            return;
        }
        var library = LibraryLoaderUtil.getNativeLibName();
        var resource = usual().orElseGet(LibraryLoaderUtil::getNativeLibResourcePath) + "/" + library;
        var packed = SQLiteJDBCLoader.class.getResource(resource);
        if (packed == null) {
            return;
        }
        try {
            if (packed.openConnection() instanceof JarURLConnection jar) {
                var entry = jar.getJarEntry();
                // Not "sqlite-…": files of that name in this folder are cleared away by the driver.
                var file = Path.of(cache, "native-%08x-%s".formatted(entry.getCrc(), library));
                if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
                    unpack(packed, file);
                }
                System.setProperty("org.sqlite.lib.path", cache);
                System.setProperty("org.sqlite.lib.name", file.getFileName().toString());
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "SQLite's library stays packed", e);
        }
    }

    /** Where the driver has it for a Linux with glibc. Asked itself, the driver starts a program to find out. */
    private static Optional<String> usual() {
        return switch (System.getProperty("os.name") + " " + System.getProperty("os.arch")) {
            case "Linux amd64" -> folder("/lib64/ld-linux-x86-64.so.2", "x86_64");
            case "Linux aarch64" -> folder("/lib/ld-linux-aarch64.so.1", "aarch64");
            default -> Optional.empty();
        };
    }

    private static Optional<String> folder(String glibc, String machine) {
        return Files.exists(Path.of(glibc)) ? Optional.of("/org/sqlite/native/Linux/" + machine) : Optional.empty();
    }

    /** Written beside and moved, so that neither a second start nor a power cut meets half a library. */
    private static void unpack(URL packed, Path file) throws IOException {
        var beside = Files.createTempFile(file.getParent(), "native", ".new");
        try (var bytes = packed.openStream()) {
            Files.copy(bytes, beside, StandardCopyOption.REPLACE_EXISTING);
        }
        try (var written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
