package com.mewayz.platform.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mail from the program to one person: some paragraphs and at most one button. It is drawn as plain text and HTML
 * from one template.
 *
 * @param kind what it is for, in lower case: verify-address, reset-password, invitation …
 * @param to one address
 * @param paragraphs plain text
 * @param button the one thing to do
 */
public record Letter(String kind, String to, String subject, List<String> paragraphs, Optional<Button> button) {
    /** The address may hold a one-time token. */
    public record Button(String text, String address) {
        @Override
        public String toString() {
            return text; // never the address
        }
    }

    /** The letter as plain text. */
    String text() {
        var parts = new ArrayList<>(paragraphs);
        button.ifPresent(it -> parts.add(it.text + ":\n" + it.address));
        return String.join("\n\n", parts) + "\n";
    }

    @Override
    public String toString() {
        return "letter " + kind; // neither whom it is for nor what it says
    }
}
