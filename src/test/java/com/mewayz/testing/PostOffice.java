package com.mewayz.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.mewayz.platform.config.Setting;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A real SMTP server on a free port, and what it was given. */
public final class PostOffice implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("(https?://[^\\s<>\"]+)");

    private final GreenMail greenMail;

    public PostOffice() {
        this(ServerSetup.PROTOCOL_SMTP);
    }

    /** @param protocol smtp or smtps */
    public PostOffice(String protocol) {
        greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        greenMail.start();
    }

    /** With a user who has to log in. */
    public PostOffice user(String name, String password) {
        greenMail.setUser(name, name, password);
        return this;
    }

    public int port() {
        return greenMail.getSmtp() == null
                ? greenMail.getSmtps().getPort()
                : greenMail.getSmtp().getPort();
    }

    /** The settings that send mail here. */
    public Map<Setting, String> settings() {
        return Map.of(
                Setting.SMTP_HOST, "127.0.0.1",
                Setting.SMTP_PORT, String.valueOf(port()),
                Setting.SMTP_TLS, "none",
                Setting.MAIL_FROM, "Mia's server <mail@mia.example>");
    }

    /** Everything that arrived, oldest first. */
    public List<MimeMessage> all() {
        return List.of(greenMail.getReceivedMessages());
    }

    /** What arrived for an address, oldest first. */
    public List<MimeMessage> to(String address) {
        return all().stream()
                .filter(message -> recipients(message).contains(address))
                .toList();
    }

    /** The last that arrived for an address. */
    public MimeMessage last(String address) {
        var all = to(address);
        assertThat(all).as("letters to " + address).isNotEmpty();
        return all.getLast();
    }

    public static List<String> recipients(MimeMessage message) {
        try {
            return Arrays.stream(message.getAllRecipients())
                    .map(String::valueOf)
                    .toList();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** The plain text of a letter. */
    public static String text(MimeMessage message) {
        return part(message, 0);
    }

    public static String html(MimeMessage message) {
        return part(message, 1);
    }

    public static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** As it came over the wire. */
    public static String raw(MimeMessage message) {
        return GreenMailUtil.getWholeMessage(message);
    }

    /** The address in the letter. */
    public static String link(MimeMessage message) {
        var link = LINK.matcher(text(message));
        assertThat(link.find()).as(text(message)).isTrue();
        return link.group(1);
    }

    /** The address in the letter without scheme and host. */
    public static String path(MimeMessage message) {
        return link(message).replaceFirst("https?://[^/]+", "");
    }

    /** The token in a path. */
    public static String token(String path) {
        return path.substring(path.indexOf("token=") + "token=".length());
    }

    private static String part(MimeMessage message, int index) {
        try {
            return String.valueOf(
                    ((Multipart) message.getContent()).getBodyPart(index).getContent());
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}
