package com.mewayz.biosites;

import com.mewayz.platform.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

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
                shortened(block.content().label()),
                plain(block.content().detail()),
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
                new Kind("card", "image", "Card", "A link with a large picture"),
                new Kind("faq", "circle-question-mark", "Questions", "Answers that unfold"),
                new Kind("reach", "phone", "Contact button", "WhatsApp, call, text message or mail"),
                new Kind("music", "music", "Music", "One title on many services"),
                new Kind("place", "map-pin", "Place", "An address that opens on a map"),
                new Kind("countdown", "clock", "Countdown", "How long it is until something begins"),
                new Kind("tip", "heart", "Tips", "Account numbers and tip jars"),
                new Kind("subscribe", "mail", "Newsletter form", "Asks for mail addresses, to send letters to"),
                new Kind("form", "message-circle", "Contact form", "Lets visitors write to you"),
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
