package com.mewayz.contacts;

import com.mewayz.platform.Check;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** Mail addresses and phone numbers: how they are compared, and what is none. */
final class Addresses {
    private static final Pattern AROUND = Pattern.compile("[\\s()./\\u00a0\\u2010-\\u2015-]+");
    /** ITU-T E.164: a country code and at most fifteen digits in all. */
    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");

    private Addresses() {}

    /**
     * A mail address as it is compared: without regard to capitals, its host in ASCII. Strictly, capitals before the @
     * may matter (RFC 5321 2.4); nobody uses them so, and people write them as they like.
     */
    static String email(String written) {
        var text = written.strip();
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return text.toLowerCase(Locale.ROOT);
        }
        var host = text.substring(at + 1);
        if (!host.chars().allMatch(letter -> letter < 0x80)) {
            try {
                host = IDN.toASCII(host);
            } catch (IllegalArgumentException e) {
                // checkEmail refuses it
            }
        }
        return (text.substring(0, at) + "@" + host).toLowerCase(Locale.ROOT);
    }

    /** A phone number as it is compared: {@code +46701740605}. */
    static String phone(String written) {
        var text = AROUND.matcher(written.strip()).replaceAll("");
        return text.startsWith("00") ? "+" + text.substring(2) : text;
    }

    static void checkEmail(Check check, String field, String written) {
        check.email(field, email(written));
    }

    static void checkPhone(Check check, String field, String written) {
        check.that(
                field,
                PHONE.matcher(phone(written)).matches(),
                "Write the number with its country code, like +46 70 174 06 05.");
    }
}
