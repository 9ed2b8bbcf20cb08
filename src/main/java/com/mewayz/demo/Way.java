package com.mewayz.demo;

import java.util.stream.Stream;

/**
 * How somebody comes to the page.
 *
 * @param referrer the address the browser names as the last one, or empty
 * @param query what a tagged link carries, or empty
 * @param agents the browsers people come with on this way
 */
record Way(String referrer, String query, Odds<String> agents) {
    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15" + " (KHTML, like Gecko) ";
    private static final String ANDROID = "Mozilla/5.0 (Linux; Android 15; ";
    private static final String WEBVIEW =
            " AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/138.0.0.0 Mobile" + " Safari/537.36 ";
    private static final String CHROME = " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 ";
    private static final String WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)" + CHROME + "Safari/537.36";
    private static final String MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";

    private static final Odds<String> PHONES = Odds.of(40, IPHONE + "Version/18.5 Mobile/15E148 Safari/604.1")
            .and(34, "Mozilla/5.0 (Linux; Android 10; K)" + CHROME + "Mobile Safari/537.36")
            .and(
                    6,
                    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0"
                            + " Chrome/130.0.0.0 Mobile Safari/537.36")
            .and(4, IPHONE + "CriOS/138.0.7204.119 Mobile/15E148 Safari/604.1")
            .and(2, "Mozilla/5.0 (Android 15; Mobile; rv:141.0) Gecko/141.0 Firefox/141.0");
    private static final Odds<String> COMPUTERS = Odds.of(30, WINDOWS)
            .and(9, WINDOWS + " Edg/138.0.0.0")
            .and(22, MAC + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15")
            .and(16, MAC + CHROME + "Safari/537.36")
            .and(10, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0")
            .and(4, "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0")
            .and(
                    7,
                    "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                            + " Version/18.5 Mobile/15E148 Safari/604.1")
            .and(3, "Mozilla/5.0 (Linux; Android 14; SM-X710)" + CHROME + "Safari/537.36");
    private static final Odds<String> MOSTLY_PHONES = mixed(70, 30);
    private static final Odds<String> MOSTLY_COMPUTERS = mixed(45, 55);

    static final Way INSTAGRAM = new Way(
            "https://l.instagram.com/",
            "",
            Odds.of(58, IPHONE + "Mobile/15E148 Instagram 390.0.0.28.85 (iPhone15,2; iOS 18_5; en_GB; en; scale=3.00)")
                    .and(42, ANDROID + "SM-S921B; wv)" + WEBVIEW + "Instagram 389.0.0.49.87 Android (35/15; 480dpi)"));
    static final Way TIKTOK = new Way(
            "",
            "",
            Odds.of(52, IPHONE + "Mobile/15E148 musical_ly_40.2.0 JsSdk/2.0 NetType/WIFI BytedanceWebview/d8a21c6")
                    .and(48, ANDROID + "Pixel 8; wv)" + WEBVIEW + "trill_400203 BytedanceWebview/d8a21c6"));
    static final Way YOUTUBE = new Way("https://www.youtube.com/", "", MOSTLY_COMPUTERS);
    static final Way GOOGLE = new Way("https://www.google.com/", "", MOSTLY_PHONES);
    static final Way DIRECT = new Way("", "", MOSTLY_PHONES);
    static final Way LETTER =
            new Way("", "utm_source=newsletter&utm_medium=email&utm_campaign=letter", MOSTLY_COMPUTERS);
    static final Way POSTER = new Way("", "utm_source=qr&utm_medium=poster&utm_campaign=casa-do-rio", PHONES);
    static final Way MASTODON = new Way("https://mastodon.social/", "", MOSTLY_COMPUTERS);
    static final Way FRIEND = new Way("https://boathouse-sessions.example/", "", MOSTLY_PHONES);

    /** Where people come from on an ordinary day. */
    static final Odds<Way> ORDINARY = Odds.of(36, INSTAGRAM)
            .and(22, DIRECT)
            .and(12, TIKTOK)
            .and(12, YOUTUBE)
            .and(10, GOOGLE)
            .and(3, LETTER)
            .and(2, POSTER)
            .and(2, MASTODON)
            .and(1, FRIEND);

    private static Odds<String> mixed(double phones, double computers) {
        return Odds.of(
                Stream.concat(PHONES.scaled(phones).chances().stream(), COMPUTERS.scaled(computers).chances().stream())
                        .toList());
    }
}
