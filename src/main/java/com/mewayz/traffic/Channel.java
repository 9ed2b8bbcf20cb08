package com.mewayz.traffic;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kind of way a visitor came. What a tagged link says of its medium goes before what its source is known for. */
public enum Channel {
    DIRECT("Direct"),
    SOCIAL("Social networks"),
    SEARCH("Search"),
    ASSISTANT("AI assistants"),
    MAIL("Email"),
    CHAT("Chats"),
    VIDEO("Video and streaming"),
    PAID("Paid"),
    PRINT("QR codes"),
    WEBSITE("Other websites"),
    OTHER("Tagged links");

    private static final Set<String> PAID_MEDIA =
            Set.of("cpc", "ppc", "cpm", "cpv", "paid", "ad", "ads", "display", "banner", "retargeting", "sponsored");
    private static final Set<String> SOCIAL_SOURCES = Set.of(
            "Instagram",
            "Threads",
            "Facebook",
            "TikTok",
            "X",
            "Snapchat",
            "Pinterest",
            "LinkedIn",
            "Reddit",
            "Bluesky",
            "Mastodon",
            "Linktree",
            "VK",
            "Weibo",
            "Medium",
            "Substack",
            "Patreon");
    private static final Set<String> SEARCH_SOURCES = Set.of(
            "Google",
            "Bing",
            "DuckDuckGo",
            "Ecosia",
            "Yahoo",
            "Yandex",
            "Baidu",
            "Brave",
            "Qwant",
            "Startpage",
            "Naver");
    private static final Set<String> ASSISTANTS = Set.of("ChatGPT", "Claude", "Perplexity", "Gemini", "Copilot");
    private static final Set<String> CHATS =
            Set.of("WhatsApp", "Telegram", "Discord", "Slack", "Messenger", "Line", "WeChat", "KakaoTalk");
    private static final Set<String> VIDEOS = Set.of("YouTube", "Twitch", "Spotify", "SoundCloud", "Bandcamp");

    private final String words;

    Channel(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param tag what the link's utm_source or ref said, or null; {@code medium} its utm_medium */
    static Channel of(String source, @Nullable String tag, @Nullable String medium, @Nullable String referrer) {
        var said = medium == null ? "" : medium.toLowerCase(Locale.ROOT);
        if (PAID_MEDIA.contains(said) || said.startsWith("paid")) {
            return PAID;
        }
        if (said.equals("email") || said.equals("e-mail") || said.equals("newsletter") || source.equals("Mail")) {
            return MAIL;
        }
        if (said.equals("qr") || source.equals("QR code")) {
            return PRINT;
        }
        if (SOCIAL_SOURCES.contains(source) || said.equals("social")) {
            return SOCIAL;
        }
        if (SEARCH_SOURCES.contains(source)) {
            return SEARCH;
        }
        if (ASSISTANTS.contains(source)) {
            return ASSISTANT;
        }
        if (CHATS.contains(source)) {
            return CHAT;
        }
        if (VIDEOS.contains(source)) {
            return VIDEO;
        }
        if (tag != null) {
            return OTHER;
        }
        return referrer == null ? DIRECT : WEBSITE;
    }
}
