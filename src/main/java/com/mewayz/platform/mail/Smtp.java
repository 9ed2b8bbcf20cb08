package com.mewayz.platform.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Speaks SMTP (RFC 5321) with one mail server. Letters that follow each other go over one connection, as long as each of
 * them is taken. Certificates and host names are checked. For one thread at a time.
 */
final class Smtp implements AutoCloseable {
    /** Many servers hang up after a hundred. */
    private static final int MOST = 50;

    private static final int HANGS_UP = 421;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String NO_STARTTLS = "STARTTLS is required";

    private final MailServer server;
    private final Session session;
    private @Nullable Wire kept;

    /**
     * @param trusted whose certificates are accepted instead of those the machine trusts
     * @param trace where the dialogue is written, if anybody wants to read it
     */
    Smtp(MailServer server, @Nullable SSLSocketFactory trusted, @Nullable OutputStream trace) {
        this.server = server;
        this.session = Session.getInstance(properties(server, trusted));
        if (trace != null) {
            session.setDebugOut(new PrintStream(trace, true, StandardCharsets.UTF_8));
            session.setDebug(true);
        }
    }

    /**
     * A server may hang up between two letters, and says so with 421 or not at all (RFC 5321, 3.8). Then nothing was
     * handed over yet, and the letter goes over a fresh connection; a failure there is its own.
     */
    Outcome send(Message message, String recipient) {
        if (kept != null && kept.letters < MOST) {
            var line = kept;
            var outcome = hand(line, message, recipient);
            if (!line.hungUp) {
                return outcome;
            }
        }
        close();
        var line = new Wire(session, server);
        var why = connect(line);
        return why.isPresent() ? new Outcome.Unreachable(why.get()) : hand(line, message, recipient);
    }

    /** Why the server cannot be talked to, if it cannot. */
    Optional<String> reach() {
        var line = new Wire(session, server);
        var why = connect(line);
        line.close();
        return why;
    }

    private Optional<String> connect(Wire line) {
        try {
            line.connect(
                    server.host(),
                    server.port(),
                    server.user().isEmpty() ? null : server.user(),
                    server.user().isEmpty() ? null : server.secret());
            return Optional.empty();
        } catch (MessagingException e) {
            line.close();
            return Optional.of(whyUnreachable(e));
        }
    }

    /** After anything but a yes nobody can be sure in what state the dialogue is: the connection is let go. */
    private Outcome hand(Wire line, Message message, String recipient) {
        line.begin();
        try {
            line.sendMessage(message, new InternetAddress[] {new InternetAddress(recipient, false)});
            kept = line;
            return new Outcome.Sent(words(line.getLastServerResponse()));
        } catch (MessagingException e) {
            var outcome = whyNotSent(line, e);
            int code = code(line, e);
            line.hungUp = !line.handedOver && (code == HANGS_UP || code < 0);
            kept = null;
            line.close();
            return outcome;
        }
    }

    @Override
    public void close() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    Session session() {
        return session;
    }

    private static Properties properties(MailServer server, @Nullable SSLSocketFactory trusted) {
        var all = new Properties();
        all.setProperty("mail.smtp.connectiontimeout", String.valueOf(CONNECT.toMillis()));
        all.setProperty("mail.smtp.timeout", String.valueOf(ANSWER.toMillis()));
        all.setProperty("mail.smtp.writetimeout", String.valueOf(ANSWER.toMillis()));
        all.setProperty("mail.smtp.quitwait", "false");
        all.setProperty("mail.smtp.localhost", server.domain());
        all.setProperty("mail.smtp.from", server.senderAddress());
        all.setProperty("mail.smtp.auth", String.valueOf(!server.user().isEmpty()));
        all.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        all.setProperty("mail.smtp.starttls.enable", String.valueOf(server.tls() == MailServer.Tls.STARTTLS));
        all.setProperty("mail.smtp.starttls.required", String.valueOf(server.tls() == MailServer.Tls.STARTTLS));
        all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        all.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        if (trusted != null) {
            all.put("mail.smtp.ssl.socketFactory", trusted);
        }
        return all;
    }

    private Outcome whyNotSent(Wire wire, MessagingException e) {
        int code = code(wire, e);
        var reply = words(code > 0 ? serversWords(wire, e) : reason(e));
        if (code >= 500) {
            return new Outcome.Refused(reply);
        }
        if (code >= 400) {
            return new Outcome.TryLater(reply);
        }
        return wire.handedOver
                ? new Outcome.Uncertain("The mail server went silent after it was given the letter: " + reply)
                : new Outcome.TryLater("The connection broke: " + reply);
    }

    /** The mail server's verdict; -1 if it gave none. A refused recipient stands in an exception behind the first. */
    private static int code(Wire wire, MessagingException e) {
        for (Exception each = e;
                each != null;
                each = each instanceof MessagingException m ? m.getNextException() : null) {
            if (each instanceof SMTPAddressFailedException refused) {
                return refused.getReturnCode();
            }
        }
        return e instanceof SendFailedException || wire.getLastReturnCode() >= 400 ? wire.getLastReturnCode() : -1;
    }

    private static String serversWords(Wire wire, MessagingException e) {
        for (Exception each = e;
                each != null;
                each = each instanceof MessagingException m ? m.getNextException() : null) {
            if (each instanceof SMTPAddressFailedException refused) {
                return String.valueOf(refused.getMessage());
            }
        }
        return wire.getLastServerResponse();
    }

    private String whyUnreachable(MessagingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException unknown -> {
                    return "There is no host named " + server.host() + ". Check how it is written.";
                }
                case SocketTimeoutException late -> {
                    return "%s did not answer on port %d in time. A firewall may be in between, or the port is another."
                            .formatted(server.host(), server.port());
                }
                case ConnectException refused -> {
                    return "%s refused the connection on port %d. Check the port."
                            .formatted(server.host(), server.port());
                }
                case NoRouteToHostException lost -> {
                    return "There is no way from here to " + server.host() + ".";
                }
                case SSLException failed -> {
                    return "The encrypted connection failed: %s. The certificate must be valid for %s."
                            .formatted(words(failed.getMessage()), server.host());
                }
                case AuthenticationFailedException wrong -> {
                    return "The mail server refused the login. Check user and password. It said: "
                            + words(wrong.getMessage());
                }
                default -> {}
            }
        }
        return reason(e).contains(NO_STARTTLS)
                ? "The mail server offers no STARTTLS. Choose TLS, or another port."
                : "The mail server would not talk: " + words(reason(e));
    }

    private static String reason(MessagingException e) {
        var next = e.getNextException();
        return next == null || next.getMessage() == null ? String.valueOf(e.getMessage()) : next.getMessage();
    }

    /** One line that can be shown: no control characters, no secret, no end in sight cut short. */
    private String words(@Nullable String text) {
        var line = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return Dialogue.masked(line.length() > 300 ? line.substring(0, 300) : line, server);
    }

    /** Knows whether the letter's last line was sent: from then on the server may have it. */
    private static final class Wire extends SMTPTransport {
        private boolean handedOver;
        private boolean hungUp;
        private int letters;

        Wire(Session session, MailServer server) {
            super(
                    session,
                    new URLName("smtp", server.host(), server.port(), null, null, null),
                    "smtp",
                    server.tls() == MailServer.Tls.TLS);
        }

        void begin() {
            handedOver = false;
            letters++;
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            handedOver = true;
            super.finishData();
        }

        /** The letter has gone or not: a failing goodbye changes nothing. */
        @Override
        public synchronized void close() {
            try {
                super.close();
            } catch (MessagingException e) {
                return;
            }
        }
    }
}
