package com.mewayz.testing;

import com.mewayz.App;
import com.mewayz.accounts.UserInput;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.mail.MailServer;
import com.mewayz.platform.web.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The real program on a free port with an empty data folder and a clock that stands still. Its users are made when they
 * are first asked for: an owner with a workspace, members of it with each role, and a stranger with a workspace of their
 * own.
 */
public final class TestApp implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final String PASSWORD = "correct horse battery";

    /** A thousandth of the real work, which would be half of all that the tests do. */
    public static final Passwords.Cost CHEAP = new Passwords.Cost(64, 1, 1);

    public final App app;
    public final TestClock clock = new TestClock(NOW);
    public final Path data;

    /** A permit for each time the program wants to be closed and started anew. */
    public final Semaphore again = new Semaphore(0);

    private final Map<String, Client> clients = new ConcurrentHashMap<>();

    public TestApp() {
        this(Map.of());
    }

    public TestApp(Map<Setting, String> settings) {
        this(settings, temporaryFolder());
    }

    /** On a folder that is there already, for restarts. */
    public TestApp(Map<Setting, String> settings, Path data) {
        this.data = data;
        var flags = new EnumMap<Setting, String>(Setting.class);
        flags.put(Setting.HOST, "127.0.0.1");
        flags.put(Setting.PORT, "0");
        flags.put(Setting.DATA, data.toString());
        flags.put(Setting.REGISTRATION, "open");
        flags.putAll(settings);
        app = new App(Settings.load(null, Map.of(), flags), clock, CHEAP, again::release);
        app.start();
    }

    /** Sends its mail to where nobody listens: for what is open only where mail can be sent. */
    public void mail() {
        var server = new MailServer("127.0.0.1", 1, MailServer.Tls.NONE, "", "", "Mia", "mail@mia.example");
        app.db().inTransaction(() -> app.mailer().settings().keep(server));
    }

    public String address() {
        return "http://127.0.0.1:" + app.port();
    }

    /** Nobody in particular: no cookie, no token. */
    public Client visitor() {
        return new Client(address());
    }

    public Client owner() {
        return clients.computeIfAbsent("owner", this::register);
    }

    public Client admin() {
        return member(Role.ADMIN);
    }

    public Client editor() {
        return member(Role.EDITOR);
    }

    public Client viewer() {
        return member(Role.VIEWER);
    }

    /** Owns another workspace. */
    public Client stranger() {
        return clients.computeIfAbsent("stranger", this::register);
    }

    public Client member(Role role) {
        var owner = owner();
        return clients.computeIfAbsent(role.word(), name -> {
            var user = app.accounts().users().register(input(name), () -> {});
            app.bus().deliver();
            app.workspaces().join(owner.workspace(), 0, user.id(), role);
            return visitor().signIn(email(name)).in(owner.workspace());
        });
    }

    public static String email(String name) {
        return name + "@example.com";
    }

    /** Makes an account without a request. */
    public void account(String name) {
        app.accounts().users().register(input(name), () -> {});
        app.bus().deliver();
    }

    /** A new user with a workspace, signed in with a token. */
    public Client register(String name) {
        account(name);
        var client = visitor().signIn(email(name));
        return client.in(client.get("/api/v1/workspaces").at("/data/0/id").asLong());
    }

    /** Restarts on the same data. */
    public void stop() {
        app.close();
    }

    @Override
    public void close() {
        app.close();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserInput input(String name) {
        return new UserInput(name, email(name), PASSWORD);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("mewayz-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
