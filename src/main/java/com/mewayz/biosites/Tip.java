package com.mewayz.biosites;

import com.mewayz.platform.Check;
import com.mewayz.platform.WebAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ways to give something: account numbers, addresses of wallets, links to services that take tips. */
record Tip(String title, @Nullable String text, List<Means> items) implements Block {
    private static final int MOST = 10;
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");

    @SuppressWarnings("NullAway") // a caller's JSON may leave it out
    public Tip {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** {@code value}: a web address, which becomes a link, or anything that is to be copied. */
    record Means(String name, String value) {
        @SuppressWarnings("NullAway") // a caller's JSON may leave it out
        public Means {
            value = value == null ? "" : value.startsWith("http") ? WebAddress.ascii(value) : value.strip();
        }

        /** Whether it is a web address. */
        public boolean linked() {
            return value.startsWith("https://") || value.startsWith("http://");
        }
    }

    @Override
    public void check(Check check) {
        check.text("title", title, 1, 120).text("text", text, 0, 400);
        check.that("items", !items.isEmpty(), "Add at least one way to give.");
        check.that("items", items.size() <= MOST, "Keep it to " + MOST + " ways.");
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            check.text("items." + i + ".name", item.name(), 1, 60);
            check.line("items." + i + ".value", item.value(), 1, 300);
            if (item.value().startsWith("http")) {
                check.webAddress("items." + i + ".value", item.value());
            }
            check.that(
                    "items." + i + ".value",
                    !looksLikeIban(item.value()) || isIban(item.value()),
                    "This account number has a mistake in it.");
        }
    }

    @Override
    public String label() {
        return title;
    }

    @Override
    public String detail() {
        return items.stream().map(Means::name).collect(Collectors.joining(", "));
    }

    @Override
    public String words() {
        return text == null ? "" : text;
    }

    private static boolean looksLikeIban(String text) {
        return IBAN.matcher(text.replace(" ", "")).matches();
    }

    /** ISO 13616: with the first four characters last, and letters as 10 to 35, it leaves 1 when divided by 97. */
    static boolean isIban(String text) {
        var plain = text.replace(" ", "");
        var digits = (plain.substring(4) + plain.substring(0, 4))
                .chars()
                .mapToObj(c -> String.valueOf(Character.digit(c, 36)))
                .collect(Collectors.joining());
        return new BigInteger(digits).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}
