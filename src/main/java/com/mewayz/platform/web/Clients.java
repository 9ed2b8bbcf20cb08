package com.mewayz.platform.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** A user agent in words people know. What is not recognised is shown as it came, shortened. */
public final class Clients {
    private static final int LENGTH = 60;
    /** In this order: browsers name those they descend from. */
    private static final Map<String, String> BROWSERS = ordered(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser",
            "Samsung Internet",
            "Firefox/",
            "Firefox",
            "FxiOS",
            "Firefox",
            "CriOS",
            "Chrome",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari",
            "curl/",
            "curl",
            "Java-http-client",
            "a Java program",
            "python",
            "a Python program");

    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "Mac OS X",
            "Mac",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    private Clients() {}

    public static String words(String agent) {
        var browser = first(BROWSERS, agent);
        if (browser.isEmpty()) {
            return agent.length() > LENGTH ? agent.substring(0, LENGTH) + "…" : agent;
        }
        var system = first(SYSTEMS, agent);
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String first(Map<String, String> names, String agent) {
        return names.entrySet().stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> ordered(String... pairs) {
        var names = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }
}
