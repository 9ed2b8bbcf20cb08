package com.mewayz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Who watches over this process. Where it is the process itself that is watched, its end is taken for the end of the
 * server, so another one cannot take its place.
 */
final class Supervision {
    /** Programs that start one process, and end or start it again when that one is gone. */
    private static final Set<String> KEEPERS = Set.of(
            "tini",
            "docker-init",
            "dumb-init",
            "catatonit",
            "runsv",
            "s6-supervise",
            "supervise",
            "supervisord",
            "monit",
            "conmon",
            "containerd-shim");

    private Supervision() {}

    /**
     * Whether this process may end while another one goes on in its place.
     *
     * @param environment of this process
     */
    static boolean allowsSuccessor(Map<String, String> environment) {
        long pid = ProcessHandle.current().pid();
        return pid != 1
                // systemd has to be told, and takes no word of a service that is not of the type that notifies
                && (environment.containsKey("NOTIFY_SOCKET")
                        || !String.valueOf(pid).equals(environment.get("SYSTEMD_EXEC_PID")))
                && ProcessHandle.current()
                        .parent()
                        .map(parent -> !KEEPERS.contains(name(parent.pid())))
                        .orElse(true);
    }

    private static String name(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "comm"))
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }
}
