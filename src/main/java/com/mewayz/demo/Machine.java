package com.mewayz.demo;

import java.util.List;

/**
 * Requests that no visitor made: they come with the visitors and are not counted, each for its reason.
 *
 * @param share of them for each visitor, on average
 */
record Machine(double share, String method, String agent, String purpose, boolean member) {
    private static final String BROWSER = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/138.0.0.0 Mobile Safari/537.36";

    static final List<Machine> ALL = List.of(
            asking(.020, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
            asking(.009, "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"),
            asking(.012, "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)"),
            asking(.010, "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"),
            asking(.018, "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"),
            asking(.008, "WhatsApp/2.23.20.0 A"),
            asking(.004, "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"),
            asking(.007, "python-requests/2.32.3"),
            asking(.005, "curl/8.14.1"),
            new Machine(.016, "HEAD", "Mozilla/5.0 (compatible; UptimeRobot/2.0)", "", false),
            new Machine(.020, "GET", BROWSER, "prefetch", false),
            new Machine(.012, "GET", BROWSER, "", true));

    private static Machine asking(double share, String agent) {
        return new Machine(share, "GET", agent, "", false);
    }
}
