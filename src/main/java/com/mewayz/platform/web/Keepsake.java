package com.mewayz.platform.web;

import java.time.Duration;

/**
 * A secret that a browser keeps for a few minutes, to be known again by: in a cookie that scripts cannot read and that
 * comes along when another site sends the browser back to us.
 */
public record Keepsake(String name, Duration life) {
    public Answer give(Answer answer, Call call, String secret) {
        return answer.with("Set-Cookie", cookie(call, secret, life.toSeconds()));
    }

    public Answer takeBack(Answer answer, Call call) {
        return answer.with("Set-Cookie", cookie(call, "", 0));
    }

    /** Empty if the browser has none. */
    public String of(Call call) {
        return call.cookie(named(call)).orElse("");
    }

    private String cookie(Call call, String secret, long seconds) {
        return named(call) + "=" + secret + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + seconds
                + (call.origin().secure() ? "; Secure" : "");
    }

    private String named(Call call) {
        return call.origin().secure() ? "__Host-" + name : name;
    }
}
