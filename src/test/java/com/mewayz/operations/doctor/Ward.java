package com.mewayz.operations.doctor;

import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.dns.Dns;
import com.mewayz.platform.dns.NameServers;
import com.mewayz.platform.mail.MailServer;
import com.mewayz.platform.service.Proc;
import com.mewayz.testing.TestApp;
import com.mewayz.testing.TestClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Patients to look over, without a server. */
final class Ward {
    private Ward() {}

    static Patient folder(Path data, Path proc) {
        return patient(data, Optional.empty(), new NameServers(List.of("127.0.0.1:1")), new Proc(proc));
    }

    static Patient mail(String sender, String nameServer) {
        var server = new MailServer("127.0.0.1", 1, MailServer.Tls.NONE, "", "", "Mia", sender);
        return patient(Path.of("none"), Optional.of(server), new NameServers(List.of(nameServer)), new Proc());
    }

    /** What one of the checks came to. */
    static Finding find(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow()
                .look()
                .get();
    }

    private static Patient patient(Path data, Optional<MailServer> mail, Dns dns, Proc proc) {
        return new Patient(
                Settings.load(null, Map.of(), Map.of(Setting.DATA, data.toString())),
                new TestClock(TestApp.NOW),
                Optional.empty(),
                "1.2.3",
                Optional::empty,
                () -> mail,
                dns,
                proc);
    }
}
