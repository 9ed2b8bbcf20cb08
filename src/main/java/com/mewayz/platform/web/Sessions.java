package com.mewayz.platform.web;

import java.time.Duration;
import java.util.List;

/** The session cookie: {@code __Host-} and Secure wherever the connection is encrypted, a plain name on http. */
public final class Sessions {
    private static final String NAME = "mewayz";

    /** Both names, for those who must notice a session without looking it up. */
    static final List<String> NAMES = List.of(name(true), name(false));

    private Sessions() {}

    static String name(boolean secure) {
        return secure ? "__Host-" + NAME : NAME;
    }

    /** The header that hands the token to the browser. */
    public static Answer start(Answer answer, Origin origin, String token, Duration life) {
        return answer.with("Set-Cookie", cookie(origin.secure(), token, life.toSeconds()));
    }

    public static Answer end(Answer answer, Origin origin) {
        return answer.with("Set-Cookie", cookie(origin.secure(), "", 0))
                .with("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    private static String cookie(boolean secure, String value, long seconds) {
        return name(secure) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + seconds
                + (secure ? "; Secure" : "");
    }
}
