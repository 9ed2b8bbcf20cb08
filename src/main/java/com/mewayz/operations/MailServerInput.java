package com.mewayz.operations;

import com.mewayz.platform.Check;
import com.mewayz.platform.mail.MailServer;
import com.mewayz.platform.mail.MailServer.Tls;
import com.mewayz.platform.web.Form;
import java.util.Optional;
import java.util.Set;

/** The mail server as it was entered. An empty password means the one that is kept already. */
record MailServerInput(
        String host, String port, String tls, String user, String password, String senderName, String senderAddress) {
    static MailServerInput of(Form form) {
        return new MailServerInput(
                form.text("host"),
                form.text("port"),
                form.text("tls"),
                form.text("user"),
                form.raw("password"),
                form.text("senderName"),
                form.text("senderAddress"));
    }

    /** @param kept what is in force: its password goes on only to the same server, under the same name */
    Check check(Optional<MailServer> kept) {
        return new Check()
                .that(
                        "host",
                        host.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45}"),
                        "Write the name of the mail server, like smtp.example.com.")
                .that(
                        "port",
                        port.isEmpty() || port.matches("[1-9]\\d{0,4}") && Integer.parseInt(port) <= 65535,
                        "Write a number from 1 to 65535, or leave it empty for the usual one.")
                .oneOf("tls", tls, Set.of("starttls", "tls", "none"))
                .that("user", isLine(user) && user.length() <= 200, "Write one line of at most 200 characters.")
                .that(
                        "password",
                        isLine(password) && password.length() <= 500,
                        "Write one line of at most 500 characters.")
                .that(
                        "password",
                        user.isEmpty()
                                || !password.isEmpty()
                                || !keptSecret(kept).isEmpty(),
                        "Write the password: the kept one was for another server or user.")
                .that(
                        "tls",
                        !tls.equals("none") || user.isEmpty() || MailServer.isLocal(host),
                        "A password is sent only over an encrypted connection. Choose STARTTLS or TLS.")
                .text("senderName", senderName, 1, 80)
                .that("senderName", isLine(senderName), "Write one line.")
                .email("senderAddress", senderAddress)
                .that(
                        "senderAddress",
                        senderAddress.matches("[\\x21-\\x7e]*"),
                        "Use plain letters only; mail servers take no others.");
    }

    MailServer server(Optional<MailServer> kept) {
        var secret = user.isEmpty() ? "" : password.isEmpty() ? keptSecret(kept) : password;
        return with(secret);
    }

    private String keptSecret(Optional<MailServer> kept) {
        return isTls()
                ? kept.filter(before -> before.sameLogin(with("")))
                        .map(MailServer::secret)
                        .orElse("")
                : "";
    }

    private MailServer with(String secret) {
        var chosen = Tls.of(tls);
        return new MailServer(
                host,
                port.matches("\\d{1,5}") ? Integer.parseInt(port) : chosen.port(),
                chosen,
                user,
                secret,
                senderName,
                senderAddress);
    }

    private boolean isTls() {
        return Set.of("starttls", "tls", "none").contains(tls);
    }

    private static boolean isLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return "mail server " + host; // never the password
    }
}
