package com.mewayz.platform.web;

import java.time.Duration;
import java.util.List;

/** The session cookie. */
public final class Sessions {
    private static final Cookie COOKIE = new Cookie("mewayz");

    /** Both names, for those who must notice a session without looking it up. */
    static final List<String> NAMES = List.of(name(true), name(false));

    private Sessions() {}

    static String name(boolean secure) {
        return COOKIE.name(secure);
    }

    /** The header that hands the token to the browser. */
    public static Answer start(Answer answer, Origin origin, String token, Duration life) {
        return COOKIE.set(answer, origin, token, life);
    }

    /** What the browser keeps of us goes; the choice of theme is in a cookie and stays. */
    public static Answer end(Answer answer, Origin origin) {
        return COOKIE.clear(answer, origin).with("Clear-Site-Data", "\"cache\", \"storage\"");
    }
}
