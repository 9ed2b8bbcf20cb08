package com.mewayz.testing;

import com.mewayz.platform.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Let's Encrypt's own test server (Debian's package pebble) on loopback. It looks names up where the test says, looks at
 * hosts at the port the test says, and refuses every fifth nonce, as a busy authority does now and then.
 */
public final class Pebble implements AutoCloseable {
    /** A name it never gives a certificate for. */
    public static final String BLOCKED = "blocked.test";

    private static final Path PROGRAM = Path.of("/usr/bin/pebble");
    private static final String PASSWORD = "secret";

    private final Path folder;
    private final int port;
    private final ProcessBuilder builder;
    private Process process;

    public Pebble(FakeDns dns, int httpPort) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("Debian's package pebble is not installed; install/test gets it");
        }
        try {
            folder = Files.createTempDirectory("mewayz-pebble");
            port = freePort();
            certify();
            var config = Map.of(
                    "pebble",
                    Map.of(
                            "listenAddress",
                            "127.0.0.1:" + port,
                            "managementListenAddress",
                            "127.0.0.1:" + freePort(),
                            "certificate",
                            roots().toString(),
                            "privateKey",
                            folder.resolve("key.pem").toString(),
                            "httpPort",
                            httpPort,
                            "tlsPort",
                            1,
                            "ocspResponderURL",
                            "",
                            "externalAccountBindingRequired",
                            false,
                            "domainBlocklist",
                            List.of(BLOCKED)));
            Files.writeString(folder.resolve("config.json"), Json.write(config));
            builder = new ProcessBuilder(
                            PROGRAM.toString(),
                            "-config",
                            folder.resolve("config.json").toString(),
                            "-dnsserver",
                            dns.address())
                    .redirectErrorStream(true);
            builder.environment()
                    .putAll(Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_WFE_NONCEREJECT", "20", "PEBBLE_AUTHZREUSE", "0"));
            process = builder.start();
            awaitStart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As another server at the same address: it keeps nothing. */
    public void forget() {
        process.destroy();
        try {
            process.waitFor();
            process = builder.start();
            awaitStart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String directory() {
        return "https://127.0.0.1:" + port + "/dir";
    }

    /** Who vouches for its own address. */
    public Path roots() {
        return folder.resolve("cert.pem");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            for (var file : List.of("config.json", "cert.pem", "key.pem", "keys.p12")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its first words say when it can be asked; the rest is read so that it can go on speaking. */
    private void awaitStart() throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line == null || !line.contains("directory available"); line = out.readLine()) {
            if (line == null) {
                throw new IOException("pebble ended before it began");
            }
        }
        Thread.ofPlatform().daemon().name("pebble").start(() -> out.lines().forEach(line -> {}));
    }

    private void certify() throws IOException {
        var file = folder.resolve("keys.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(List.of(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        try (var in = made.getInputStream()) {
            var said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (made.waitFor() != 0) {
                throw new IOException(said);
            }
            var keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            write("cert.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
            write(
                    "key.pem",
                    "PRIVATE KEY",
                    keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void write(String file, String what, byte[] bytes) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
    }
}
