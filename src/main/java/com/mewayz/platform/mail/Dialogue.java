package com.mewayz.platform.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was said while a test letter was sent.
 *
 * @param sentence what came of it
 * @param lines without the letter itself and without whatever logs in
 */
public record Dialogue(boolean sent, String sentence, List<Line> lines) {
    private static final String MASK = "********";
    private static final Pattern REPLY = Pattern.compile("\\d{3}([ -].*)?");
    private static final Pattern LOGIN =
            Pattern.compile("DEBUG SMTPS?: AUTH ([A-Z0-9-]+) (command trace suppressed|succeeded|failed)");

    /** @param ours whether this program said it */
    public record Line(boolean ours, String text) {}

    static Dialogue of(boolean sent, String sentence, String trace, MailServer server) {
        List<Line> lines = new ArrayList<>();
        boolean letter = false;
        for (var line : trace.lines().toList()) {
            if (letter) {
                letter = !line.equals(".");
                continue;
            }
            var login = LOGIN.matcher(line);
            if (login.matches()) {
                lines.add(
                        login.group(2).startsWith("command")
                                ? new Line(true, "AUTH " + login.group(1) + " " + MASK)
                                : new Line(false, "Login " + login.group(2)));
            } else if (!line.startsWith("DEBUG") && !line.isBlank()) {
                lines.add(new Line(!REPLY.matcher(line).matches(), masked(line, server)));
                if (line.startsWith("354")) {
                    letter = true;
                    lines.add(new Line(true, "(the letter)"));
                }
            }
        }
        return new Dialogue(sent, sentence, List.copyOf(lines));
    }

    /** Should a server ever repeat what it was told. */
    static String masked(String line, MailServer server) {
        var text = line.startsWith("AUTH ") ? "AUTH " + MASK : line;
        for (var secret : List.of(
                server.secret(), base64(server.secret()), base64("\0" + server.user() + "\0" + server.secret()))) {
            text = server.secret().isEmpty() ? text : text.replace(secret, MASK);
        }
        return text;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
