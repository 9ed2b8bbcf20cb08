package com.mewayz.operations.doctor;

import com.mewayz.platform.config.Settings;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.dns.Dns;
import com.mewayz.platform.mail.MailServer;
import com.mewayz.platform.service.Proc;
import com.mewayz.platform.web.Call;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is looked over: a server that runs, or its folder alone.
 *
 * @param databases empty where they cannot be opened
 * @param version of the program
 * @param running where this machine reaches the server and how that names its run; empty if it does not run
 * @param mail the mail server, if one is set up
 */
public record Patient(
        Settings settings,
        Clock clock,
        Optional<Databases> databases,
        String version,
        Supplier<Optional<Running>> running,
        Supplier<Optional<MailServer>> mail,
        Dns dns,
        Proc proc) {
    /** The program's databases; perhaps read only. */
    public record Databases(Db main, Db traffic) {}

    /** @param name as {@code /livez} tells it */
    public record Running(URI address, String name) {}

    /** How whoever asked for the checks has come here: what the connection and its headers say. */
    public record Approach(String peer, String host, String forwardedFor, String forwardedProto) {
        static Approach of(Call call) {
            return new Approach(
                    call.peer(),
                    call.header("Host").orElse(""),
                    call.header("X-Forwarded-For").orElse(""),
                    call.header("X-Forwarded-Proto").orElse(""));
        }
    }

    Path data() {
        return settings.data();
    }
}
