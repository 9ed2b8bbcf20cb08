package com.mewayz.analytics;

import com.mewayz.traffic.Channel;
import com.mewayz.traffic.Device;
import com.mewayz.traffic.Dimension;
import java.util.Locale;
import java.util.stream.Stream;

/** The values of dimensions as people read them. */
final class Values {
    private Values() {}

    static String words(Dimension dimension, String value) {
        if (value.isEmpty()) {
            return switch (dimension) {
                case COUNTRY, BROWSER, SYSTEM, LANGUAGE, DEVICE -> "Unknown";
                default -> "None";
            };
        }
        return switch (dimension) {
            case COUNTRY -> country(value);
            case DEVICE -> Device.of(value).words();
            case CHANNEL ->
                Stream.of(Channel.values())
                        .filter(channel -> channel.word().equals(value))
                        .map(Channel::words)
                        .findFirst()
                        .orElse(value);
            case LANGUAGE -> {
                var name = Locale.forLanguageTag(value).getDisplayLanguage(Locale.ENGLISH);
                yield name.isEmpty() ? value : name;
            }
            case HOUR -> value + ":00";
            default -> value;
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

    private static String country(String code) {
        var name = code.matches("[A-Za-z]{2}")
                ? Locale.of("", code.toUpperCase(Locale.ROOT)).getDisplayCountry(Locale.ENGLISH)
                : code;
        return name.isEmpty() ? code : name;
    }
}
