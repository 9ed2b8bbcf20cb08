package com.mewayz.platform.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail from the program to one person: some paragraphs and at most one button. It is drawn as plain text and HTML
 * from one template.
 *
 * @param kind what it is for, in lower case: verify-address, reset-password, invitation …
 * @param to one address
 * @param paragraphs plain text
 * @param tables below the paragraphs
 * @param button the one thing to do
 */
public record Letter(
        String kind, String to, String subject, List<String> paragraphs, List<Table> tables, Optional<Button> button) {
    public Letter(String kind, String to, String subject, List<String> paragraphs, Optional<Button> button) {
        this(kind, to, subject, paragraphs, List.of(), button);
    }

    /** @param rows each as many cells as the head has; the first names the row */
    public record Table(String title, List<String> head, List<List<String>> rows) {
        String text() {
            var lines = new ArrayList<String>();
            lines.add(title);
            for (var row : rows) {
                var values = new ArrayList<String>();
                for (int i = 1; i < row.size(); i++) {
                    values.add(head.get(i).toLowerCase(Locale.ROOT) + " " + row.get(i));
                }
                lines.add("- " + row.getFirst() + ": " + String.join(", ", values));
            }
            return String.join("\n", rows.isEmpty() ? List.of(title, "- nothing") : lines);
        }
    }

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
        tables.forEach(table -> parts.add(table.text()));
        button.ifPresent(it -> parts.add(it.text + ":\n" + it.address));
        return String.join("\n\n", parts) + "\n";
    }

    @Override
    public String toString() {
        return "letter " + kind; // neither whom it is for nor what it says
    }
}
