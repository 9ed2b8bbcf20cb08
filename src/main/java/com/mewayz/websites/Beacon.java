package com.mewayz.websites;

import com.mewayz.platform.Check;
import com.mewayz.platform.Json;
import com.mewayz.traffic.Act;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page elsewhere tells of itself: that it was opened, or what happened on it. At most one of {@code event},
 * {@code link} and {@code seconds} is there.
 *
 * @param site the website's id
 * @param host of the page, with or without a port
 * @param page the page's path; a query or a part behind # is not kept
 * @param query those parts of its query that name a source
 * @param referrer where the visitor came from
 * @param event what the page's owner calls what happened
 * @param properties of the event
 * @param amount what the event is worth, in whole units of {@code currency} and parts of them
 * @param link the address that was followed
 * @param seconds for how long the page was in sight
 */
record Beacon(
        long site,
        String host,
        String page,
        @Nullable String query,
        @Nullable String referrer,
        @Nullable String event,
        @Nullable Map<String, String> properties,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable String link,
        @Nullable Integer seconds) {
    private static final int MOST_PROPERTIES = 10;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000);
    private static final int MOST_DIGITS = 12;

    Beacon {
        host = host == null ? "" : host.replaceFirst(":\\d{1,5}$", "");
        page = page == null ? "" : page;
    }

    /** @throws com.mewayz.platform.Problem 422 */
    void check() {
        var check = new Check()
                .line("host", host, 1, 253)
                .line("page", page, 1, 2048)
                .that("page", page.startsWith("/"), "Send a path.")
                .line("query", query, 0, 2048)
                .line("referrer", referrer, 0, 4096)
                .line("event", event, event == null ? 0 : 1, 100)
                .line("link", link, link == null ? 0 : 1, 4096)
                .that("link", link == null || link.matches("https?://.+"), "Send a web address.")
                .that("seconds", seconds == null || seconds > 0, "Send a number above 0.")
                .that("event", things() <= 1, "Send one thing at a time.")
                .that("properties", properties == null || event != null, "Properties belong to an event.")
                .that("amount", amount == null || event != null, "An amount belongs to an event.")
                .that("amount", amount == null || isModest(amount), "This is too much, or too exact.")
                .that("currency", (amount == null) == (currency == null), "Amount and currency belong together.")
                .that("currency", currency == null || isCurrency(currency), "Send an ISO 4217 code, like EUR.");
        if (properties != null) {
            check.that("properties", properties.size() <= MOST_PROPERTIES, "Send " + MOST_PROPERTIES + " at most.");
            properties.forEach(
                    (name, value) -> check.line("properties", name, 1, 50).line("properties", value, 0, 200));
        }
        check.done();
    }

    Act act() {
        if (event != null) {
            return new Act.Named(
                    page,
                    event,
                    properties == null || properties.isEmpty() ? null : Json.write(properties),
                    minor(),
                    currency);
        }
        if (link != null) {
            return new Act.Out(page, link.replaceFirst("[?#].*", ""));
        }
        return seconds == null ? new Act.View(page) : new Act.Stay(page, seconds);
    }

    /** The exponent is looked at first: 1e-200000000 is small, and takes minutes to shift. */
    private static boolean isModest(BigDecimal amount) {
        return Math.abs((long) amount.scale()) <= MOST_DIGITS && amount.abs().compareTo(LARGEST) <= 0;
    }

    private int things() {
        return (event == null ? 0 : 1) + (link == null ? 0 : 1) + (seconds == null ? 0 : 1);
    }

    private long minor() {
        if (amount == null || currency == null) {
            return 0;
        }
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return amount.movePointRight(digits).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(known -> known.getCurrencyCode().equals(code));
    }
}
