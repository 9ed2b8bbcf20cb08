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

    String of(Dimension dimension, String value) {
        if (value.isEmpty()) {
            return switch (dimension) {
                case REFERRER -> "No referrer";
                case MEDIUM, CAMPAIGN, CONTENT, TERM -> "None";
                default -> "Unknown";
            };
        }
        return switch (dimension) {
            case LINK -> value.matches("\\d{1,18}") ? titles.getOrDefault(Long.parseLong(value), REMOVED) : REMOVED;
            case DEVICE -> Device.of(value).words();
            case CHANNEL ->
                Stream.of(Channel.values())
                        .filter(channel -> channel.word().equals(value))
                        .findFirst()
                        .map(Channel::words)
                        .orElse(value);
            case COUNTRY -> Locale.of("", value).getDisplayCountry(Locale.ENGLISH);
            case LANGUAGE -> Locale.of(value).getDisplayLanguage(Locale.ENGLISH);
            case HOUR -> (value.length() == 1 ? "0" : "") + value + ":00";
            default -> value;
        };
    }
}
