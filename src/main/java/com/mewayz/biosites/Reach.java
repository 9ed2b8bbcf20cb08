package com.mewayz.biosites;

import com.mewayz.platform.Check;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A button that begins a message or a call: on WhatsApp, by phone, by mail or as a text message. */
record Reach(
        String title,
        Way way,
        String to,
        @Nullable String text,
        @Nullable String subtitle) implements Block {
    /** ITU-T E.164. */
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");

    enum Way {
        WHATSAPP("WhatsApp", "whatsapp"),
        PHONE("Phone call", "phone"),
        SMS("Text message", "message-circle"),
        EMAIL("Mail", "mail");

        private final String label;
        private final String icon;

        Way(String label, String icon) {
            this.label = label;
            this.icon = icon;
        }

        public String label() {
            return label;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @SuppressWarnings("NullAway") // a caller's JSON may leave it out
    public Reach {
        to = to == null ? "" : way == Way.EMAIL ? to.strip() : number(to);
    }

    @Override
    @SuppressWarnings("NullAway") // a caller's JSON may leave the way out
    public void check(Check check) {
        check.text("title", title, 1, 120).text("text", text, 0, 500).text("subtitle", subtitle, 0, 160);
        if (way == null) {
            check.that("way", false, "Choose how you are reached.");
        } else if (way == Way.EMAIL) {
            check.email("to", to);
        } else {
            check.that(
                    "to",
                    NUMBER.matcher(to).matches(),
                    "Write the number with its country code, like +46 70 174 06 05.");
        }
    }

    @Override
    public String address() {
        var said = text == null ? "" : text.strip();
        return switch (way) {
            case WHATSAPP -> "https://wa.me/" + to.substring(1) + (said.isEmpty() ? "" : "?text=" + encoded(said));
            case PHONE -> "tel:" + to;
            case SMS -> "sms:" + to + (said.isEmpty() ? "" : "?&body=" + encoded(said)); // iOS wants the &
            case EMAIL -> "mailto:" + to + (said.isEmpty() ? "" : "?body=" + encoded(said));
        };
    }

    /** A symbol of the themes' sprite. */
    public String icon() {
        return way.icon;
    }

    @Override
    public String label() {
        return title;
    }

    @Override
    public String detail() {
        return way.label() + ", " + to;
    }

    @Override
    public String words() {
        return to;
    }

    @Override
    public boolean listed() {
        return true;
    }

    private static String number(String written) {
        var plain = written.strip().replaceAll("[\\s()./-]+", "");
        return plain.startsWith("00") ? "+" + plain.substring(2) : plain;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
