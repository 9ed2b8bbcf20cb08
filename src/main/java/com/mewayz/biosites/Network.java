package com.mewayz.biosites;

import com.mewayz.platform.Check;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where people have profiles. One line here and one symbol in {@code themes/base/i.svg} make a new one. */
public enum Network {
    APPLE_MUSIC("Apple Music", "music.apple.com"),
    BANDCAMP("Bandcamp", "bandcamp.com"),
    BEHANCE("Behance", "behance.net"),
    BLUESKY("Bluesky", "bsky.app", "bsky.social"),
    CODEBERG("Codeberg", "codeberg.org"),
    DISCORD("Discord", "discord.gg", "discord.com"),
    DRIBBBLE("Dribbble", "dribbble.com"),
    ETSY("Etsy", "etsy.com"),
    FACEBOOK("Facebook", "facebook.com", "fb.com", "fb.me"),
    FLICKR("Flickr", "flickr.com", "flic.kr"),
    GITHUB("GitHub", "github.com"),
    GITLAB("GitLab", "gitlab.com"),
    GOODREADS("Goodreads", "goodreads.com"),
    INSTAGRAM("Instagram", "instagram.com", "instagr.am"),
    KO_FI("Ko-fi", "ko-fi.com"),
    LAST_FM("Last.fm", "last.fm"),
    LETTERBOXD("Letterboxd", "letterboxd.com", "boxd.it"),
    LINKEDIN("LinkedIn", "linkedin.com", "lnkd.in"),
    MASTODON("Mastodon"),
    MEDIUM("Medium", "medium.com"),
    MIXCLOUD("Mixcloud", "mixcloud.com"),
    PATREON("Patreon", "patreon.com"),
    PINTEREST("Pinterest", "pinterest.com", "pin.it"),
    PIXELFED("Pixelfed"),
    REDDIT("Reddit", "reddit.com"),
    SNAPCHAT("Snapchat", "snapchat.com"),
    SOUNDCLOUD("SoundCloud", "soundcloud.com"),
    SPOTIFY("Spotify", "spotify.com", "spotify.link"),
    STRAVA("Strava", "strava.com"),
    SUBSTACK("Substack", "substack.com"),
    TELEGRAM("Telegram", "t.me", "telegram.me"),
    THREADS("Threads", "threads.net", "threads.com"),
    TIDAL("Tidal", "tidal.com"),
    TIKTOK("TikTok", "tiktok.com"),
    TUMBLR("Tumblr", "tumblr.com"),
    TWITCH("Twitch", "twitch.tv"),
    VIMEO("Vimeo", "vimeo.com"),
    WHATSAPP("WhatsApp", "wa.me", "whatsapp.com"),
    X("X", "x.com", "twitter.com"),
    YOUTUBE("YouTube", "youtube.com", "youtu.be"),
    WEBSITE("Website"),
    FEED("Feed"),
    EMAIL("Email"),
    PHONE("Phone");

    private static final int LONGEST = 2048;

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> hosts;

    Network(String label, String... hosts) {
        this.label = label;
        this.hosts = List.of(hosts);
    }

    /** The name as people write it. */
    public String label() {
        return label;
    }

    /** The symbol in the themes' sprite. */
    public String icon() {
        return switch (this) {
            case WEBSITE -> "globe";
            case FEED -> "rss";
            case EMAIL -> "mail";
            case PHONE -> "phone";
            default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /** The network an address belongs to, as far as the address tells. */
    public static Optional<Network> of(String url) {
        return Stream.of(values()).filter(network -> network.recognises(url)).findFirst();
    }

    /** Whether the address is surely of this network; false for the ones that may live on any host. */
    public boolean recognises(@Nullable String url) {
        var uri = parsed(url);
        if (uri == null || uri.getScheme() == null || uri.toString().length() > LONGEST) {
            return false;
        }
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (this) {
            case EMAIL -> scheme.equals("mailto") && uri.getSchemeSpecificPart().contains("@");
            case PHONE ->
                scheme.matches("tel|sms") && uri.getSchemeSpecificPart().matches("\\+?[0-9().-]{3,30}");
            default ->
                scheme.matches("https?")
                        && uri.getHost() != null
                        && uri.getUserInfo() == null
                        && onHost(uri.getHost().toLowerCase(Locale.ROOT));
        };
    }

    void check(Check check, String field, @Nullable String url) {
        switch (this) {
            case EMAIL -> check.that(field, recognises(url), "Write a mail address, like mailto:name@example.com.");
            case PHONE -> check.that(field, recognises(url), "Write a phone number, like tel:+351210000000.");
            case WEBSITE, FEED, MASTODON, PIXELFED -> check.webAddress(field, url);
            default ->
                check.that(
                        field,
                        recognises(url),
                        "Write the address of your page on " + label + ", like https://" + hosts.getFirst() + "/….");
        }
    }

    private boolean onHost(String host) {
        return hosts.stream().anyMatch(ours -> host.equals(ours) || host.endsWith("." + ours));
    }

    private static @Nullable URI parsed(@Nullable String url) {
        try {
            return url == null ? null : new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
