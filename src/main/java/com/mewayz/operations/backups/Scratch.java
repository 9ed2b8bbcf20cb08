package com.mewayz.operations.backups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files and folders beside the data that are of use for a while only. Each bears the number of the process that made it:
 * so what a process left that was killed is known, and what a command works on beside the server is let alone.
 */
final class Scratch {
    private static final Pattern NAME =
            Pattern.compile("(?:restore|backup|\\..+\\.(?:zip|mwz)|\\.upload)[.-](?:(\\d{1,18})-)?[0-9a-f]{16}");

    private Scratch() {}

    /** The end of a name that nobody else takes. */
    static String name(SecureRandom random) {
        return ProcessHandle.current().pid() + "-" + Folders.name(random);
    }

    /** What nobody will use any more, of a data folder and its archives. At the start, before anything new is made. */
    static List<Path> leftIn(Path data) throws IOException {
        List<Path> left = new ArrayList<>();
        for (var folder : Set.of(data, data.resolve(Backups.FOLDER))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> all = Files.list(folder)) {
                    all.filter(Scratch::isLeft).forEach(left::add);
                }
            }
        }
        return left;
    }

    private static boolean isLeft(Path path) {
        var name = NAME.matcher(path.getFileName().toString());
        return name.matches() && (name.group(1) == null || isOver(Long.parseLong(name.group(1))));
    }

    /** In a container each program of its own has the same number: what bears ours is of an earlier run. */
    private static boolean isOver(long pid) {
        return pid == ProcessHandle.current().pid()
                || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }
}
