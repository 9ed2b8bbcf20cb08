package com.mewayz.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command line with its environment. */
record Program(List<String> command, Map<String, String> environment) {
    static final Path FILE = Path.of("target", "mewayz").toAbsolutePath();
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** How a run ended. */
    record Outcome(int exit, String output) {}

    static Program mewayz(String... arguments) {
        return new Program(List.of(FILE.toString()), Map.of()).and(arguments);
    }

    /** Another file than the one that was built. */
    static Program of(Path file, String... arguments) {
        return new Program(List.of(file.toString()), Map.of()).and(arguments);
    }

    static Program jarUnder(Path java, String... arguments) {
        return new Program(List.of(java.toString(), "-jar", FILE.toString()), Map.of()).and(arguments);
    }

    Program and(String... arguments) {
        return new Program(Stream.concat(command.stream(), Stream.of(arguments)).toList(), environment);
    }

    Program with(String name, Object value) {
        var more = new HashMap<>(environment);
        more.put(name, value.toString());
        return new Program(command, Map.copyOf(more));
    }

    /** Starts it with nothing but a PATH and its own environment. */
    Process start() throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Runs it to its end, which has to come within a minute. */
    Outcome run() throws IOException, InterruptedException {
        return run(Duration.ofMinutes(1));
    }

    /** The same for what takes long. */
    Outcome run(Duration atMost) throws IOException, InterruptedException {
        var process = start();
        try {
            var output = process.onExit()
                    .orTimeout(atMost.toSeconds(), TimeUnit.SECONDS)
                    .thenApply(ended -> ended.exitValue());
            var text = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Outcome(output.join(), text);
        } finally {
            process.destroyForcibly();
        }
    }
}
