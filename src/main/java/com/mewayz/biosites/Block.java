package com.mewayz.biosites;

import com.mewayz.platform.Check;
import com.mewayz.platform.WebAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One piece of a site. Its kind decides its fields, and which fragment of the theme draws it. */
public sealed interface Block
        permits Block.Link,
                Block.Heading,
                Block.Text,
                Block.Social,
                Block.Image,
                Block.Divider,
                Block.Embed,
                Block.Subscribe,
                Block.Form,
                Card,
                Faq,
                Reach,
                Music,
                Place,
                Tip,
                Countdown {

    /** Collects what is wrong with it, one sentence for each field. */
    void check(Check check);

    /** The ids of the pictures it shows. */
    default Set<Long> pictures() {
        return Set.of();
    }

    /** Where a click on it leads; null if it leads nowhere, or plays in its place. */
    default @Nullable String address() {
        return null;
    }

    /** The next moment at which it is drawn differently by itself. */
    default Optional<Instant> changesAfter(Instant now) {
        return Optional.empty();
    }

    /** What it is called in lists. */
    String label();

    /** More of it, in one line. */
    default String detail() {
        return "";
    }

    /** What else it can be found by. */
    default String words() {
        return "";
    }

    /** Whether it is drawn as one of a list of links, when it stands in a row with others. */
    default boolean listed() {
        return false;
    }

    /** A button that leads somewhere. {@code icon} is one of {@link #ICONS}; {@code thumbnail} a picture of the media library. */
    record Link(
            String title,
            String url,
            @Nullable String icon,
            @Nullable Long thumbnail,
            @Nullable String subtitle) implements Block {
        @SuppressWarnings("NullAway") // a caller's JSON may leave it out
        public Link {
            url = WebAddress.ascii(url);
        }

        @Override
        public void check(Check check) {
            check.text("title", title, 1, 120).linkAddress("url", url).text("subtitle", subtitle, 0, 160);
            if (icon != null) {
                check.oneOf("icon", icon, ICONS);
            }
        }

        @Override
        public Set<Long> pictures() {
            return thumbnail == null ? Set.of() : Set.of(thumbnail);
        }

        @Override
        public String address() {
            return url;
        }

        @Override
        public String label() {
            return title;
        }

        @Override
        public String detail() {
            return url;
        }

        @Override
        public String words() {
            return url;
        }

        @Override
        public boolean listed() {
            return true;
        }
    }

    /** Opens a group: everything up to the next heading belongs to it. */
    record Heading(String text) implements Block {
        @Override
        public void check(Check check) {
            check.text("text", text, 1, 80);
        }

        @Override
        public String label() {
            return text;
        }

        @Override
        public String detail() {
            return "Heading";
        }
    }

    record Text(String text) implements Block {
        @Override
        public void check(Check check) {
            check.text("text", text, 1, 2000);
        }

        @Override
        public String label() {
            return text;
        }

        @Override
        public String detail() {
            return "Text";
        }
    }

    /** A row of icons that lead to the owner's profiles elsewhere. */
    record Social(List<Profile> items) implements Block {
        private static final int MOST = 24;

        @SuppressWarnings("NullAway") // a caller's JSON may leave it out
        public Social {
            items = items == null ? List.of() : List.copyOf(items);
        }

        @Override
        @SuppressWarnings("NullAway") // a caller's JSON may leave the network out
        public void check(Check check) {
            check(check, items, MOST, "Add at least one profile.");
        }

        /** Complains about addresses that are not those of their network. */
        @SuppressWarnings("NullAway") // a caller's JSON may leave the network out
        static void check(Check check, List<Profile> items, int most, String none) {
            check.that("items", !items.isEmpty(), none);
            check.that("items", items.size() <= most, "Keep it to " + most + ".");
            for (int i = 0; i < items.size(); i++) {
                var item = items.get(i);
                if (item.network() == null) {
                    check.that("items." + i + ".network", false, "Choose a network.");
                } else {
                    item.network().check(check, "items." + i + ".url", item.url());
                }
            }
        }

        @Override
        public String label() {
            return "Social profiles";
        }

        @Override
        public String detail() {
            return items.stream().map(item -> item.network().label()).collect(Collectors.joining(", "));
        }

        @Override
        public String words() {
            return items.stream().map(Profile::url).collect(Collectors.joining(" "));
        }
    }

    record Profile(Network network, String url) {
        @SuppressWarnings("NullAway") // a caller's JSON may leave it out
        public Profile {
            url = WebAddress.ascii(url);
        }
    }

    /** {@code alt} says what the picture shows; empty means it is decoration. */
    record Image(
            Long media,
            String alt,
            @Nullable String caption,
            @Nullable String url) implements Block {
        public Image {
            url = WebAddress.ascii(url);
        }

        @Override
        @SuppressWarnings("NullAway") // a caller's JSON may leave the picture out
        public void check(Check check) {
            check.that("media", media != null, "Choose a picture.");
            check.text("alt", alt, 0, 300).text("caption", caption, 0, 200);
            if (url != null && !url.isEmpty()) {
                check.linkAddress("url", url);
                check.that("alt", alt != null && !alt.isBlank(), "Say what the picture shows, since it is a link.");
            }
        }

        @Override
        public Set<Long> pictures() {
            return Set.of(media);
        }

        @Override
        public @Nullable String address() {
            return url;
        }

        @Override
        public String label() {
            return alt.isBlank() ? "Image" : alt;
        }

        @Override
        public String detail() {
            return url == null ? "Image" : url;
        }

        @Override
        public String words() {
            return caption == null ? "" : caption;
        }
    }

    record Divider() implements Block {
        @Override
        public void check(Check check) {}

        @Override
        public String label() {
            return "Divider";
        }
    }

    /** A video or a piece of music of a {@link Player}; nothing of it is loaded before the visitor asks. */
    record Embed(String url, String title) implements Block {
        @Override
        public void check(Check check) {
            check.text("title", title, 1, 120);
            check.that(
                    "url",
                    Player.of(url).isPresent(),
                    "Write the address of a video or track on YouTube, Vimeo, Spotify or SoundCloud.");
        }

        @Override
        public String label() {
            return title;
        }

        @Override
        public String detail() {
            return url;
        }

        @Override
        public String words() {
            return url;
        }

        @Override
        public boolean listed() {
            return true;
        }
    }

    /**
     * Asks for a mail address, to send letters to.
     *
     * @param name whether to ask for a name too
     * @param consent what somebody agrees to by sending it; empty for our own words
     */
    record Subscribe(
            String title,
            @Nullable String text,
            @Nullable String button,
            @Nullable String consent,
            Boolean name) implements Block {
        @SuppressWarnings("NullAway") // a caller's JSON may leave it out
        public Subscribe {
            name = name != null && name;
        }

        @Override
        public void check(Check check) {
            check.text("title", title, 1, 120)
                    .text("text", text, 0, 400)
                    .text("button", button, 0, 40)
                    .text("consent", consent, 0, 400);
        }

        @Override
        public String label() {
            return title;
        }

        @Override
        public String detail() {
            return "Newsletter form";
        }

        @Override
        public String words() {
            return text == null ? "" : text;
        }
    }

    /** Lets visitors write to the owner. */
    record Form(
            String title, @Nullable String text, @Nullable String button) implements Block {
        @Override
        public void check(Check check) {
            check.text("title", title, 1, 120).text("text", text, 0, 400).text("button", button, 0, 40);
        }

        @Override
        public String label() {
            return title;
        }

        @Override
        public String detail() {
            return "Contact form";
        }

        @Override
        public String words() {
            return text == null ? "" : text;
        }
    }

    /** What may stand before a link's title: names of symbols in the themes' sprite. */
    Set<String> ICONS = Set.of(
            "book-open",
            "briefcase",
            "calendar",
            "camera",
            "coffee",
            "download",
            "file-text",
            "gift",
            "globe",
            "graduation-cap",
            "heart",
            "house",
            "link",
            "mail",
            "map-pin",
            "message-circle",
            "mic",
            "music",
            "newspaper",
            "phone",
            "play",
            "podcast",
            "rss",
            "shopping-bag",
            "sparkles",
            "star",
            "tag",
            "ticket",
            "user",
            "users",
            "video");
}
