package com.mewayz.traffic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads User-Agent headers, by looking for words in them. Remembers the common ones. */
final class Agents {
    private static final int REMEMBERED = 4096;

    /** Browsers inside apps: they are people, whatever else their header says. */
    private static final Map<String, String> IN_APP = ordered(
            "instagram",
            "Instagram",
            "barcelona",
            "Threads",
            "messengerforios",
            "Messenger",
            "fb_iab/orca",
            "Messenger",
            "fban/",
            "Facebook",
            "fbav/",
            "Facebook",
            "fb_iab",
            "Facebook",
            "metaiab",
            "Facebook",
            "snapchat",
            "Snapchat",
            "bytedancewebview",
            "TikTok",
            "musical_ly",
            "TikTok",
            "tiktok",
            "TikTok",
            "trill_",
            "TikTok",
            "linkedinapp",
            "LinkedIn",
            "pinterest",
            "Pinterest",
            "micromessenger",
            "WeChat",
            " line/",
            "Line",
            "kakaotalk",
            "KakaoTalk",
            "twitterandroid",
            "X",
            "twitter for",
            "X",
            "telegram",
            "Telegram",
            "whatsapp",
            "WhatsApp",
            "redditandroid",
            "Reddit",
            "reddit/",
            "Reddit",
            "vkandroidapp",
            "VK",
            "weibo",
            "Weibo",
            "naver(inapp",
            "Naver",
            "gsa/",
            "Google");

    private static final Map<String, String> BROWSERS = ordered(
            "edg/", "Edge",
            "edga/", "Edge",
            "edgios/", "Edge",
            "edge/", "Edge",
            "opr/", "Opera",
            "opt/", "Opera",
            "opera", "Opera",
            "samsungbrowser", "Samsung Internet",
            "yabrowser", "Yandex",
            "ucbrowser", "UC Browser",
            "ucweb", "UC Browser",
            "vivaldi", "Vivaldi",
            "duckduckgo", "DuckDuckGo",
            "ddg/", "DuckDuckGo",
            "miuibrowser", "Mi Browser",
            "huaweibrowser", "Huawei Browser",
            "silk/", "Silk",
            "fxios", "Firefox",
            "firefox", "Firefox",
            "crios", "Chrome",
            "chrome", "Chrome",
            "chromium", "Chrome",
            "safari", "Safari",
            "trident/", "Internet Explorer",
            "msie ", "Internet Explorer",
            "applewebkit", "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "windows phone", "Windows",
            "iphone", "iOS",
            "ipad", "iOS",
            "ipod", "iOS",
            "harmonyos", "HarmonyOS",
            "android", "Android",
            "windows", "Windows",
            "cros ", "ChromeOS",
            "mac os x", "macOS",
            "macintosh", "macOS",
            "kaios", "KaiOS",
            "tizen", "Tizen",
            "web0s", "webOS",
            "linux", "Linux",
            "bsd", "BSD");

    private static final List<String> TELEVISIONS = List.of(
            "smart-tv",
            "smarttv",
            "smart_tv",
            "appletv",
            "googletv",
            "android tv",
            "bravia",
            "web0s",
            "hbbtv",
            "; aft",
            "roku",
            "playstation",
            "xbox",
            "nintendo");
    private static final List<String> TABLETS = List.of("ipad", "tablet", "kindle", "silk/", "playbook");
    private static final List<String> PHONES =
            List.of("mobi", "iphone", "ipod", "phone", "opera mini", "kaios", "blackberry", "nokia", "ucweb");

    private final Map<String, Agent> remembered = new ConcurrentHashMap<>();

    /** Why whoever sends it does not count; null if he does, or if nobody sent it lately. */
    @Nullable
    Reason unwanted(String header) {
        var known = remembered.get(header);
        return known == null ? null : known.reason();
    }

    Agent of(String header) {
        if (remembered.size() >= REMEMBERED) {
            remembered.clear(); // rather than keep an order: it is full again within seconds
        }
        return remembered.computeIfAbsent(header, Agents::read);
    }

    private static Agent read(String header) {
        var text = header.toLowerCase(Locale.ROOT);
        var reason = Crawlers.reason(text);
        if (reason != null) {
            return Agent.none(reason);
        }
        var app = first(IN_APP, text);
        var browser = app.isEmpty() ? first(BROWSERS, text) : app;
        return new Agent(
                null,
                device(text),
                browser.isEmpty() ? "Other" : browser,
                !app.isEmpty(),
                orOther(first(SYSTEMS, text)));
    }

    private static Device device(String text) {
        if (any(TELEVISIONS, text)) {
            return Device.TELEVISION;
        }
        boolean mobile = any(PHONES, text);
        if (any(TABLETS, text) || text.contains("android") && !mobile) {
            return Device.TABLET;
        }
        if (mobile) {
            return Device.PHONE;
        }
        return any(List.of("windows", "macintosh", "x11", "cros ", "linux"), text) ? Device.COMPUTER : Device.OTHER;
    }

    private static boolean any(List<String> words, String text) {
        return words.stream().anyMatch(text::contains);
    }

    private static String first(Map<String, String> names, String text) {
        for (var name : names.entrySet()) {
            if (text.contains(name.getKey())) {
                return name.getValue();
            }
        }
        return "";
    }

    private static String orOther(String name) {
        return name.isEmpty() ? "Other" : name;
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
