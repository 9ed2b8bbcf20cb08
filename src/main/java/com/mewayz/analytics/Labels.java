package com.mewayz.analytics;

import com.mewayz.traffic.Channel;
import com.mewayz.traffic.Device;
import com.mewayz.traffic.Dimension;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names of values, for people.
 *
 * @param titles of links by block id
 */
record Labels(Map<Long, String> titles) {
    private static final String REMOVED = "Removed link";

    /** What a dimension is called. */
    static String name(Dimension dimension) {
        return switch (dimension) {
            case SOURCE -> "Source";
            case CHANNEL -> "Channel";
            case REFERRER -> "Referrer";
            case MEDIUM -> "Medium";
            case CAMPAIGN -> "Campaign";
            case CONTENT -> "Content";
            case TERM -> "Term";
            case COUNTRY -> "Country";
            case DEVICE -> "Device";
            case BROWSER -> "Browser";
            case SYSTEM -> "System";
            case LANGUAGE -> "Language";
            case PAGE -> "Page";
            case LINK -> "Link";
            case OUTBOUND -> "Way out";
            case EVENT -> "Event";
            case ENTRY -> "First page";
            case EXIT -> "Last page";
            case HOUR -> "Hour";
        };
    }

    /** What a split by this dimension is called. */
    static String title(Dimension dimension) {
        return switch (dimension) {
            case SOURCE -> "Sources";
            case CHANNEL -> "Channels";
            case REFERRER -> "Referring sites";
            case MEDIUM -> "Campaign media";
            case CAMPAIGN -> "Campaigns";
            case CONTENT -> "Campaign contents";
            case TERM -> "Campaign terms";
            case COUNTRY -> "Countries";
            case DEVICE -> "Devices";
            case BROWSER -> "Browsers";
            case SYSTEM -> "Systems";
            case LANGUAGE -> "Languages";
            case PAGE -> "Pages";
            case LINK -> "Links";
            case OUTBOUND -> "Links to elsewhere";
            case EVENT -> "Events";
            case ENTRY -> "Entry pages";
            case EXIT -> "Exit pages";
            case HOUR -> "Hours of the day";
        };
    }

    String of(Dimension dimension, String value) {
        return dimension == Dimension.LINK ? link(value) : words(dimension, value);
    }

    private String link(String value) {
        return value.matches("\\d{1,18}") ? titles.getOrDefault(Long.parseLong(value), REMOVED) : REMOVED;
    }

    /** A value of any dimension but links, whose names only their sites know. */
    static String words(Dimension dimension, String value) {
        if (value.isEmpty()) {
            return switch (dimension) {
                case REFERRER -> "No referrer";
                case MEDIUM, CAMPAIGN, CONTENT, TERM -> "None";
                default -> "Unknown";
            };
        }
        return switch (dimension) {
            case DEVICE -> Device.of(value).words();
            case CHANNEL ->
                Stream.of(Channel.values())
                        .filter(channel -> channel.word().equals(value))
                        .findFirst()
                        .map(Channel::words)
                        .orElse(value);
            case COUNTRY -> country(value);
            case LANGUAGE -> language(value);
            case HOUR -> (value.length() == 1 ? "0" : "") + value + ":00";
            default -> value;
        };
    }

    /** Imported figures may have a name where we have two letters. */
    private static String country(String code) {
        var name = code.matches("[A-Za-z]{2}")
                ? Locale.of("", code.toUpperCase(Locale.ROOT)).getDisplayCountry(Locale.ENGLISH)
                : code;
        return name.isEmpty() ? code : name;
    }

    private static String language(String tag) {
        var name = Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
        return name.isEmpty() ? tag : name;
    }
}
