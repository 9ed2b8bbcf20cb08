package com.mewayz.biosites;

import com.mewayz.platform.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A block as a line of the builder's list.
 *
 * @param number its place, from 1
 * @param window when it is shown, in words; empty for always
 * @param shown whether visitors would see it at this moment
 */
public record BlockRow(
        long id,
        int number,
        String kind,
        String icon,
        String title,
        String detail,
        boolean active,
        boolean highlighted,
        String window,
        boolean shown) {
    private static final int LONG = 120;

    static BlockRow of(Placed block, Instant now, ZoneId zone) {
        var from = block.visibleFrom();
        var until = block.visibleUntil();
        return new BlockRow(
                block.id(),
                block.position() + 1,
                Json.kind(block.content().getClass()),
                icon(block.content()),
                title(block.content()),
                detail(block.content()),
                block.active(),
                block.highlighted(),
                Schedule.words(from, until, now, zone),
                block.active() && (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until)));
    }

    /** The kinds there are, for the menu that adds one. */
    static List<Kind> kinds() {
        return List.of(
                new Kind("link", "link", "Link", "A button that leads somewhere"),
                new Kind("heading", "heading", "Heading", "Opens a group of blocks"),
                new Kind("text", "type", "Text", "A few sentences"),
                new Kind("social", "share-2", "Social row", "Icons for your profiles"),
                new Kind("image", "image", "Image", "A picture, with or without a link"),
                new Kind("embed", "play", "Embed", "A video or track, loaded on click"),
                new Kind("divider", "minus", "Divider", "A line between blocks"));
    }

    static Kind kind(String name) {
        return kinds().stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String icon(Block content) {
        var own = content instanceof Block.Link link ? link.icon() : null;
        return own == null ? kind(Json.kind(content.getClass())).icon() : own;
    }

    private static String title(Block content) {
        return switch (content) {
            case Block.Link link -> link.title();
            case Block.Heading heading -> heading.text();
            case Block.Text text -> shortened(text.text());
            case Block.Social social -> "Social row";
            case Block.Image image -> image.alt().isBlank() ? "Image" : shortened(image.alt());
            case Block.Divider divider -> "Divider";
            case Block.Embed embed -> embed.title();
        };
    }

    private static String detail(Block content) {
        return switch (content) {
            case Block.Link link -> plain(link.url());
            case Block.Heading heading -> "Heading";
            case Block.Text text -> "Text";
            case Block.Social social ->
                social.items().stream().map(item -> item.network().label()).collect(Collectors.joining(", "));
            case Block.Image image -> image.url() == null ? "Image" : plain(image.url());
            case Block.Divider divider -> "";
            case Block.Embed embed -> plain(embed.url());
        };
    }

    private static String plain(String url) {
        return shortened(
                url.replaceFirst("^(https?://(www\\.)?|mailto:|tel:|sms:)", "").replaceFirst("/$", ""));
    }

    /** Whole words up to about two lines; the editor shows the rest. */
    private static String shortened(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONG) {
            return line;
        }
        int end = line.lastIndexOf(' ', LONG);
        return line.substring(0, end > 0 ? end : line.offsetByCodePoints(0, LONG / 2)) + " …";
    }

    /** A kind of block, in words. */
    public record Kind(String name, String icon, String title, String text) {}
}
