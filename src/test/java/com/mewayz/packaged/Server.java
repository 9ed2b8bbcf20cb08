package com.mewayz.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code mewayz serve} on a free port of this machine, ready for requests. Closing it kills it. */
final class Server implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^/:\\s]+:(\\d+)");

    /** What it printed until it told its address. */
    final StringBuilder printed = new StringBuilder();

    private final Process process;
    private final BufferedReader output;
    private int port;

    /** Reads what the program prints until it names its port; a program that ends before fails the test. */
    Server(Program program) throws IOException {
        process = program.start();
        output = process.inputReader();
        port = portToldIn(output);
    }

    static Program on(Path data, Path cache) {
        return by(Program.FILE, data, cache);
    }

    /** The same by another file than the one that was built. */
    static Program by(Path file, Path data, Path cache) {
        return Program.of(file, "serve", "--host", "127.0.0.1", "--port", "0", "--data", data.toString())
                .with("MEWAYZ_CACHE", cache)
                .with("MEWAYZ_AOT", "off");
    }

    /** Waits until it tells its address once more, in the same process. */
    void startsAnew() throws IOException {
        port = portToldIn(output);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    int status(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** Asks it to end, as systemd and Ctrl-C do, and tells its exit code and what it printed since the address. */
    Program.Outcome stop() throws InterruptedException, IOException {
        process.toHandle().destroy(); // Process.destroy would close its output too
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("ended within 30 s")
                .isTrue();
        return new Program.Outcome(process.exitValue(), output.readAllAsString());
    }

    private int portToldIn(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
            var address = ADDRESS.matcher(line);
            if (address.find()) {
                return Integer.parseInt(address.group(1));
            }
        }
        throw new AssertionError("The server ended before it told its address:\n" + printed);
    }

    /** As {@code kill -9} does, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
