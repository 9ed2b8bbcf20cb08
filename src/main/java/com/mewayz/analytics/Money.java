package com.mewayz.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** @param amount in minor units of the currency: cents, or yen */
public record Money(String currency, long amount) {
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    static boolean isCurrency(@Nullable String code) {
        return code != null && CODES.contains(code);
    }

    /** An amount that somebody wrote, as 12.50, in minor units; null if it is none. */
    static @Nullable Long read(String text, String currency) {
        if (!text.matches("\\d{1,12}([.,]\\d{1,3})?")) {
            return null;
        }
        var minor = new BigDecimal(text.replace(',', '.')).movePointRight(digits(currency));
        return minor.stripTrailingZeros().scale() > 0 ? null : minor.longValueExact();
    }

    /** With the currency's own number of digits behind the point: 12.00 of EUR, 1200 of JPY, 1.200 of KWD. */
    String plain() {
        return BigDecimal.valueOf(amount, digits(currency)).toPlainString();
    }

    String words() {
        var number = BigDecimal.valueOf(amount, digits(currency)).setScale(digits(currency), RoundingMode.UNNECESSARY);
        return currency + " " + String.format(Locale.ENGLISH, "%,." + digits(currency) + "f", number);
    }

    /** A currency nobody knows is taken to have cents. */
    private static int digits(String currency) {
        return isCurrency(currency) ? Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()) : 2;
    }
}
