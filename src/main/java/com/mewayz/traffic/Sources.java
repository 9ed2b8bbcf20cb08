package com.mewayz.traffic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a visitor came from, as a name a creator knows: what a tagged link says, else the referrer, else the app. */
final class Sources {
    static final String DIRECT = "Direct";

    private static final int LONGEST_HOST = 253;

    /** Hosts, and all hosts below them, by the name they stand for. A name without a dot stands for all its countries. */
    private static final Map<String, String> HOSTS = of(Map.ofEntries(
            Map.entry("Instagram", "instagram.com com.instagram.android"),
            Map.entry("Threads", "threads.net threads.com"),
            Map.entry("Facebook", "facebook.com fb.com fb.me messenger.com com.facebook.katana"),
            Map.entry("TikTok", "tiktok.com com.zhiliaoapp.musically"),
            Map.entry("YouTube", "youtube.com youtu.be youtube-nocookie.com com.google.android.youtube"),
            Map.entry("X", "t.co twitter.com x.com com.twitter.android"),
            Map.entry("Snapchat", "snapchat.com com.snapchat.android"),
            Map.entry("Pinterest", "pin.it pinterest"),
            Map.entry("LinkedIn", "linkedin.com lnkd.in com.linkedin.android"),
            Map.entry("Reddit", "reddit.com redd.it com.reddit.frontpage"),
            Map.entry("WhatsApp", "whatsapp.com wa.me com.whatsapp"),
            Map.entry("Telegram", "telegram.org t.me telegram.me org.telegram.messenger"),
            Map.entry("Discord", "discord.com discord.gg discordapp.com"),
            Map.entry("Slack", "slack.com"),
            Map.entry("Bluesky", "bsky.app"),
            Map.entry("Mastodon", "mastodon.social mastodon.online mstdn.social"),
            Map.entry("Twitch", "twitch.tv"),
            Map.entry("Spotify", "spotify.com"),
            Map.entry("SoundCloud", "soundcloud.com"),
            Map.entry("Bandcamp", "bandcamp.com"),
            Map.entry("Patreon", "patreon.com"),
            Map.entry("Substack", "substack.com"),
            Map.entry("Medium", "medium.com"),
            Map.entry("GitHub", "github.com"),
            Map.entry("Linktree", "linktr.ee"),
            Map.entry("Line", "line.me"),
            Map.entry("WeChat", "wechat.com weixin.qq.com"),
            Map.entry("VK", "vk.com vk.ru"),
            Map.entry("Weibo", "weibo.com weibo.cn"),
            Map.entry("Google", "google com.google.android.googlequicksearchbox"),
            Map.entry("Bing", "bing.com"),
            Map.entry("DuckDuckGo", "duckduckgo.com"),
            Map.entry("Ecosia", "ecosia.org"),
            Map.entry("Yahoo", "yahoo yahoo.com"),
            Map.entry("Yandex", "yandex ya.ru"),
            Map.entry("Baidu", "baidu.com"),
            Map.entry("Brave", "search.brave.com"),
            Map.entry("Qwant", "qwant.com"),
            Map.entry("Startpage", "startpage.com"),
            Map.entry("ChatGPT", "chatgpt.com chat.openai.com"),
            Map.entry("Claude", "claude.ai"),
            Map.entry("Perplexity", "perplexity.ai"),
            Map.entry("Gemini", "gemini.google.com"),
            Map.entry("Copilot", "copilot.microsoft.com"),
            Map.entry(
                    "Mail",
                    "mail.google.com mail.yahoo.com outlook.live.com outlook.office.com mail.proton.me"
                            + " com.google.android.gm")));

    /** What people write into utm_source and ref. */
    private static final Map<String, String> TAGS = of(Map.ofEntries(
            Map.entry("Instagram", "ig insta instagram"),
            Map.entry("Facebook", "fb facebook meta"),
            Map.entry("Threads", "threads"),
            Map.entry("TikTok", "tt tiktok"),
            Map.entry("YouTube", "yt youtube"),
            Map.entry("X", "x twitter"),
            Map.entry("Snapchat", "snap snapchat"),
            Map.entry("Pinterest", "pin pinterest"),
            Map.entry("LinkedIn", "li linkedin"),
            Map.entry("WhatsApp", "wa whatsapp"),
            Map.entry("Telegram", "tg telegram"),
            Map.entry("Discord", "discord"),
            Map.entry("Reddit", "reddit"),
            Map.entry("Twitch", "twitch"),
            Map.entry("Spotify", "spotify"),
            Map.entry("Google", "google"),
            Map.entry("ChatGPT", "chatgpt chatgpt.com"),
            Map.entry("Mail", "mail email e-mail newsletter"),
            Map.entry("QR code", "qr qrcode qr-code")));

    private Sources() {}

    /** The host a referrer names, or null where there is none, it makes no sense, or it is {@code own}. */
    static @Nullable String referrer(String header, String own) {
        var host = host(header);
        return host.isEmpty() || host.equals(host(own.contains("://") ? own : "//" + own)) ? null : host;
    }

    /** The name of the source. What nobody has a name for stands for itself. */
    static String name(@Nullable String tag, @Nullable String referrer, Agent agent) {
        if (tag != null) {
            return TAGS.getOrDefault(tag.toLowerCase(Locale.ROOT), tag);
        }
        if (referrer != null) {
            return known(referrer);
        }
        return agent.inApp() ? agent.browser() : DIRECT;
    }

    /** What a tag or a host is called here. */
    static String named(String text) {
        var tag = TAGS.get(text.toLowerCase(Locale.ROOT));
        if (tag != null) {
            return tag;
        }
        var host = text.contains("//") ? host(text) : host("//" + text);
        return host.contains(".") ? known(host) : text;
    }

    private static String known(String host) {
        var labels = List.of(host.split("\\."));
        for (int i = 0; i < labels.size() - 1; i++) {
            var name = HOSTS.get(String.join(".", labels.subList(i, labels.size())));
            if (name != null) {
                return name;
            }
        }
        var owner = owner(labels);
        return HOSTS.getOrDefault(owner, host);
    }

    /** The label somebody registered: google in news.google.de and in www.google.co.uk, evil in google.evil.com. */
    private static String owner(List<String> labels) {
        int n = labels.size();
        boolean second =
                n > 2 && labels.get(n - 1).length() == 2 && List.of("co", "com").contains(labels.get(n - 2));
        int place = n - (second ? 3 : 2);
        return place < 0 ? "" : labels.get(place);
    }

    private static String host(String address) {
        int slashes = address.indexOf("//");
        if (slashes < 0) {
            return "";
        }
        int start = slashes + 2;
        int end = start;
        while (end < address.length() && "/?#\\".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        var authority = address.substring(start, end);
        var host = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        host = port < 0 ? host : host.substring(0, port);
        host = host.startsWith("www.") ? host.substring(4) : host;
        return host.length() <= LONGEST_HOST && host.chars().allMatch(Sources::ofHost) ? host : "";
    }

    private static boolean ofHost(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    private static Map<String, String> of(Map<String, String> words) {
        return words.entrySet().stream()
                .flatMap(entry ->
                        Arrays.stream(entry.getValue().split(" ")).map(word -> Map.entry(word, entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
