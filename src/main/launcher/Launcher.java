package com.mewayz;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the jar starts with. It is compiled for Java 8, so that an old Java can say what is missing
 * instead of failing on a class file version.
 */
public final class Launcher {
    private static final int NEEDED = 25;

    /** {@code EX_CONFIG} of sysexits.h: starting again will not help. */
    private static final int MISCONFIGURED = 78;

    private Launcher() {}

    public static void main(String[] arguments) throws Throwable {
        if (feature(System.getProperty("java.specification.version")) < NEEDED) {
            System.err.print(advice());
            System.exit(MISCONFIGURED);
        }
        try {
            Class.forName("com.mewayz.Main").getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static String advice() {
        String need = "mewayz: Java " + NEEDED + " or newer is needed; this is Java "
                + System.getProperty("java.version") + " in " + System.getProperty("java.home") + ".\n";
        File home = newest();
        if (home == null) {
            return need + "None was found in the usual places. https://adoptium.net/temurin/releases/ has one.\n";
        }
        return need + "Found a newer one; start Mewayz with it:\n  " + new File(home, "bin/java") + " -jar "
                + System.getProperty("java.class.path") + "\n";
    }

    private static File newest() {
        List<File> homes = new ArrayList<File>();
        String named = System.getenv("JAVA_HOME");
        if (named != null) {
            homes.add(new File(named));
        }
        addFolders(homes, new File("/usr/lib/jvm"), "");
        addFolders(homes, new File("/opt"), "");
        addFolders(homes, new File(System.getProperty("user.home"), ".sdkman/candidates/java"), "");
        addFolders(homes, new File("/Library/Java/JavaVirtualMachines"), "Contents/Home");
        File best = null;
        int bestFeature = NEEDED - 1;
        for (File home : homes) {
            int feature = featureIn(home);
            if (feature > bestFeature) {
                best = home;
                bestFeature = feature;
            }
        }
        return best;
    }

    private static void addFolders(List<File> homes, File parent, String inside) {
        File[] folders = parent.listFiles();
        if (folders != null) {
            for (File folder : folders) {
                homes.add(inside.isEmpty() ? folder : new File(folder, inside));
            }
        }
    }

    /** The version that the {@code release} file of a JDK tells; 0 where there is no JDK. */
    private static int featureIn(File home) {
        if (!new File(home, "bin/java").canExecute()) {
            return 0;
        }
        Properties release = new Properties();
        try (InputStream file = new FileInputStream(new File(home, "release"))) {
            release.load(file);
        } catch (IOException | IllegalArgumentException unreadable) {
            return 0;
        }
        return feature(release.getProperty("JAVA_VERSION", "0").replace("\"", ""));
    }

    /** 8 for "1.8", 25 for "25.0.3" and "25-ea". */
    private static int feature(String version) {
        String[] parts = version.split("[^0-9]+");
        if (parts.length == 0 || parts[0].isEmpty()) {
            return 0;
        }
        int first = Integer.parseInt(parts[0]);
        return first == 1 && parts.length > 1 ? Integer.parseInt(parts[1]) : first;
    }
}
