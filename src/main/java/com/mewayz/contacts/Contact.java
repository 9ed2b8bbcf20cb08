package com.mewayz.contacts;

import java.time.Instant;
import java.util.List;

/**
 * A person whom a workspace knows.
 *
 * @param emails as they were written, the one that letters go to first
 * @param phones the same
 * @param language a BCP 47 tag; empty if nothing is known
 * @param metBy who met them first: newsletter, form, import, hand, api
 * @param newsletter whether they want letters
 * @param seenAt when they were last heard of
 */
public record Contact(
        long id,
        long workspace,
        String name,
        List<String> emails,
        List<String> phones,
        List<String> tags,
        String language,
        String metBy,
        Newsletter newsletter,
        Instant seenAt,
        Instant updatedAt,
        Instant createdAt) {

    /** Whether somebody wants letters. {@code ASKED}: they were asked by mail and have not answered yet. */
    public enum Newsletter {
        NONE,
        ASKED,
        GIVEN,
        WITHDRAWN
    }

    /** What to call them: the name, else an address. */
    public String title() {
        if (!name.isBlank()) {
            return name;
        }
        return emails.isEmpty() ? phones.isEmpty() ? "Without a name" : phones.getFirst() : emails.getFirst();
    }

    /** What a caller would have to send to leave everything as it is. */
    public ContactInput input() {
        return new ContactInput(name, emails, phones, tags, language);
    }
}
