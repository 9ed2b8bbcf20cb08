package com.mewayz.contacts;

import com.mewayz.platform.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may set on a contact: a name, an address or a number is needed.
 *
 * @param emails the first is the one that letters go to
 * @param phones with their country codes
 * @param language a BCP 47 tag, or empty
 */
public record ContactInput(String name, List<String> emails, List<String> phones, List<String> tags, String language) {
    private static final int MOST_ADDRESSES = 10;
    private static final int MOST_TAGS = 50;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

    public ContactInput {
        name = text(name);
        emails = list(emails, Addresses::email);
        phones = list(phones, Addresses::phone);
        tags = list(tags, tag -> Tags.normal(tag).toLowerCase(Locale.ROOT)).stream()
                .map(Tags::normal)
                .toList();
        language = text(language);
    }

    /** Somebody of whom only the mail address is known, and perhaps the name. */
    public static ContactInput of(String name, String email) {
        return new ContactInput(name, List.of(email), List.of(), List.of(), "");
    }

    void check() {
        var check = new Check().line("name", name, 0, 120);
        check.that(
                "name",
                !name.isEmpty() || !emails.isEmpty() || !phones.isEmpty(),
                "Write a name, a mail address or a phone number.");
        check.that("emails", emails.size() <= MOST_ADDRESSES, "Keep it to " + MOST_ADDRESSES + " addresses.");
        check.that("phones", phones.size() <= MOST_ADDRESSES, "Keep it to " + MOST_ADDRESSES + " numbers.");
        check.that("tags", tags.size() <= MOST_TAGS, "Keep it to " + MOST_TAGS + " tags.");
        emails.forEach(email -> Addresses.checkEmail(check, "emails", email));
        phones.forEach(phone -> Addresses.checkPhone(check, "phones", phone));
        tags.forEach(tag -> Tags.check(check, "tags", tag));
        check.that(
                "language",
                language.isEmpty() || LANGUAGE.matcher(language).matches(),
                "Write a language tag, like en.");
        check.done();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** Each once, by its normal form. */
    private static List<String> list(@Nullable List<@Nullable String> values, UnaryOperator<String> normal) {
        var list = new LinkedHashMap<String, String>();
        for (var value : values == null ? List.<@Nullable String>of() : values) {
            if (value != null && !value.isBlank()) {
                list.putIfAbsent(normal.apply(value), value.strip());
            }
        }
        return List.copyOf(list.values());
    }
}
