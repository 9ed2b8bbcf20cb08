package com.mewayz.analytics.imports;

import com.mewayz.traffic.Channel;
import com.mewayz.traffic.Device;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What other programs call things, in our words. */
final class Theirs {
    private static final List<Locale> LANGUAGES = List.of(
            Locale.ENGLISH,
            Locale.GERMAN,
            Locale.FRENCH,
            Locale.ITALIAN,
            Locale.of("es"),
            Locale.of("pt"),
            Locale.of("nl"));

    private static final Map<String, String> COUNTRIES = countries();

    private Theirs() {}

    /** As 20260301 or 2026-03-01; null if it is no day. */
    static @Nullable LocalDate day(String text) {
        var day = text.strip();
        try {
            if (day.matches("\\d{8}(\\d{2})?")) {
                return LocalDate.parse(day.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
            }
            return day.matches("\\d{4}-\\d{2}-\\d{2}([T ].*)?") ? LocalDate.parse(day.substring(0, 10)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A number of things, with or without separators of thousands; nothing is 0; -1 if it is none. */
    static long number(String text) {
        var number = text.strip().replaceAll("[\\u00a0\\u202f ']", "");
        if (number.isEmpty()) {
            return 0;
        }
        if (number.matches("\\d{1,3}([.,]\\d{3}){1,4}")) {
            return Long.parseLong(number.replaceAll("[.,]", ""));
        }
        if (number.matches("\\d{1,13}([.,]\\d{1,20})?")) {
            return Math.round(Double.parseDouble(number.replace(',', '.')));
        }
        return -1;
    }

    /** The two letters of a country, by its code or its name; empty if nobody knows; null if it is none. */
    static @Nullable String country(String text) {
        var name = text.strip();
        if (name.isEmpty() || name.equals("(not set)") || name.equals("ZZ")) {
            return "";
        }
        if (name.matches("[A-Z]{2}(-.*)?")) {
            return name.substring(0, 2);
        }
        return COUNTRIES.get(name.toLowerCase(Locale.ROOT));
    }

    static String device(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "", "(not set)" -> "";
            case "desktop", "laptop", "ultra-wide", "computer" -> Device.COMPUTER.word();
            case "mobile", "phone", "smartphone" -> Device.PHONE.word();
            case "tablet" -> Device.TABLET.word();
            case "smart tv", "tv", "console" -> Device.TELEVISION.word();
            default -> Device.OTHER.word();
        };
    }

    static String system(String text) {
        return switch (text.strip()) {
            case "(not set)" -> "";
            case "Mac", "Macintosh", "Mac OS X", "OS X", "macOS" -> "macOS";
            case "GNU/Linux" -> "Linux";
            case "Chrome OS" -> "ChromeOS";
            default -> text.strip().replaceAll("\\s+[\\d.]+$", "");
        };
    }

    static String browser(String text) {
        var name = text.strip();
        if (name.equals("(not set)") || name.contains("Mozilla/")) {
            return "";
        }
        return name.equals("Samsung Browser") ? "Samsung Internet" : name.replaceAll("\\s+[\\d.]+$", "");
    }

    /** Of the default channel groups, which Plausible has from Google. */
    static String channel(String text) {
        var name = text.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("paid") || name.equals("display") || name.equals("cross-network")) {
            return Channel.PAID.word();
        }
        return (switch (name) {
                    case "direct" -> Channel.DIRECT;
                    case "organic search", "organic shopping" -> Channel.SEARCH;
                    case "organic social" -> Channel.SOCIAL;
                    case "organic video" -> Channel.VIDEO;
                    case "email" -> Channel.MAIL;
                    case "ai assistants" -> Channel.ASSISTANT;
                    case "referral" -> Channel.WEBSITE;
                    default -> Channel.OTHER;
                })
                .word();
    }

    private static Map<String, String> countries() {
        Map<String, String> codes = new HashMap<>();
        for (var language : LANGUAGES) {
            for (var code : Locale.getISOCountries()) {
                codes.putIfAbsent(
                        Locale.of("", code).getDisplayCountry(language).toLowerCase(Locale.ROOT), code);
            }
        }
        codes.putIfAbsent("türkiye", "TR");
        codes.putIfAbsent("turkey", "TR");
        codes.putIfAbsent("czechia", "CZ");
        codes.putIfAbsent("hong kong", "HK");
        codes.putIfAbsent("myanmar (burma)", "MM");
        return codes;
    }
}
