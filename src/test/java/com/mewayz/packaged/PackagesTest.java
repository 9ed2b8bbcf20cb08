package com.mewayz.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people install: the two packages, and the scripts that put them in place and take them away. */
class PackagesTest {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path INSTALL = Path.of("install").toAbsolutePath();

    @TempDir
    Path folder;

    @BeforeAll
    static void pack() throws Exception {
        var packed = new Program(
                        List.of(INSTALL.resolve("package").toString(), "--as-is"),
                        Map.of("JAVA_HOME", System.getProperty("java.home"), "HOME", System.getProperty("user.home")))
                .run(Duration.ofMinutes(3));
        assertThat(packed.exit()).as(packed.output()).isZero();
    }

    @Test
    void theArchiveNeedsNoJava() throws Exception {
        run("tar", "-xzf", only(".tar.gz").toString(), "-C", folder.toString());
        var tree = children(folder).getFirst();
        assertThat(names(tree)).contains("bin", "runtime", "share", "install", "uninstall");
        assertThat(names(tree.resolve("share"))).contains("mewayz.service", "LICENSE", "README.md", "docs");
        assertStarts(tree.resolve("bin/mewayz"));
    }

    @Test
    void theDebianPackageHoldsTheSame() throws Exception {
        var deb = only(".deb").toString();
        assertThat(run("dpkg-deb", "--info", deb))
                .contains("Package: mewayz", "Depends: libc6", " postinst", " prerm", " postrm", " conffiles")
                .doesNotContain("@VERSION@", "@SIZE@");
        var contents = run("dpkg-deb", "--contents", deb);
        assertThat(contents)
                .contains("./usr/bin/mewayz", "./usr/lib/systemd/system/mewayz.service", "./etc/mewayz/mewayz.env");
        assertThat(contents.lines()).allMatch(line -> line.contains(" root/root "));
        run("dpkg-deb", "--extract", deb, folder.toString());
        var started = new Program(
                        List.of(folder.resolve("usr/lib/mewayz/bin/mewayz").toString(), "version"), Map.of())
                .with("MEWAYZ_CACHE", folder.resolve("cache"))
                .run();
        assertThat(started.output()).startsWith("mewayz ");
        for (var script : List.of("postinst", "prerm", "postrm")) {
            run("sh", "-n", INSTALL.resolve("deb").resolve(script).toString());
        }
    }

    @Test
    void installingAgainIsAnUpgradeAndTheDataStays() throws Exception {
        var tree = only("-linux-" + System.getProperty("os.arch").replace("amd64", "x86_64"));
        var install = tree.resolve("install").toString();
        run(install, "--root", folder.toString(), "mia.example", "www.mia.example");
        var settings = folder.resolve("etc/mewayz/mewayz.env");
        assertThat(settings)
                .content()
                .contains("MEWAYZ_HTTPS=on\nMEWAYZ_BASE_URL=https://mia.example\nMEWAYZ_ALIASES=www.mia.example\n");
        assertThat(folder.resolve("etc/systemd/system/mewayz.service"))
                .content()
                .contains("ExecStart=/opt/mewayz/bin/mewayz serve")
                .doesNotContain("/usr/lib/mewayz");
        assertThat(folder.resolve("usr/local/bin/mewayz")).content().contains("program=/opt/mewayz/bin/mewayz");
        assertThat(folder.resolve("opt/mewayz.previous")).doesNotExist();

        var data = Files.createDirectories(folder.resolve("var/lib/mewayz"));
        Files.writeString(data.resolve("mewayz.db"), "mine");
        Files.writeString(settings, "MEWAYZ_PORT=9090\n");
        assertThat(run(install, "--root", folder.toString(), "other.example")).contains("stay as they are");
        assertThat(settings).hasContent("MEWAYZ_PORT=9090");
        assertThat(folder.resolve("opt/mewayz.previous/bin/mewayz")).isExecutable();

        var uninstall = folder.resolve("opt/mewayz/share/uninstall");
        var copy = Files.copy(uninstall, folder.resolve("uninstall"));
        assertThat(run("sh", copy.toString(), "--root", folder.toString())).contains("is still in");
        assertThat(folder.resolve("opt/mewayz")).doesNotExist();
        assertThat(data.resolve("mewayz.db")).hasContent("mine");

        var asked = new Program(List.of("sh", copy.toString(), "--purge", "--root", folder.toString()), Map.of()).run();
        assertThat(asked.exit()).as("without a yes").isEqualTo(1);
        assertThat(data.resolve("mewayz.db")).hasContent("mine");
        run("sh", copy.toString(), "--purge", "--yes", "--root", folder.toString());
        assertThat(data).doesNotExist();
        assertThat(settings).doesNotExist();
    }

    @Test
    void whatIsNoHostIsRefused() throws Exception {
        for (var odd : List.of("mia example", "-x", "../etc", "mia.example;reboot", "https://mia.example")) {
            var refused = new Program(
                            List.of(INSTALL.resolve("install").toString(), "--root", folder.toString(), odd), Map.of())
                    .run();
            assertThat(refused.exit()).as(odd).isEqualTo(1);
        }
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void theServiceIsShutIn() throws Exception {
        var unit = Path.of("systemd", "mewayz.service").toAbsolutePath().toString();
        var level = run("systemd-analyze", "security", "--offline=true", unit)
                .lines()
                .filter(line -> line.contains("Overall exposure level"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*: (\\d+\\.\\d).*", "$1");
        assertThat(Double.parseDouble(level)).isLessThanOrEqualTo(2.0);
    }

    private void assertStarts(Path program) throws Exception {
        var command =
                List.of(program.toString(), "serve", "--host", "127.0.0.1", "--port", "0", "--data", folder + "/data");
        var without = new Program(command, Map.of("PATH", "/usr/bin:/bin", "MEWAYZ_AOT", "off"))
                .with("MEWAYZ_CACHE", folder.resolve("cache"));
        try (var server = new Server(without)) {
            assertThat(server.status("/up")).isEqualTo(200);
            assertThat(server.status("/sign-in")).isIn(200, 303);
            var stopped = server.stop();
            assertThat(stopped.output()).doesNotContain("Exception", "not based on Hotspot");
        }
    }

    private static String run(String... command) throws Exception {
        var outcome = new Program(List.of(command), Map.of()).run();
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        return outcome.output();
    }

    private static Path only(String end) throws IOException {
        var found = children(TARGET).stream()
                .filter(file -> file.getFileName().toString().endsWith(end))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<String> names(Path folder) throws IOException {
        return children(folder).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
