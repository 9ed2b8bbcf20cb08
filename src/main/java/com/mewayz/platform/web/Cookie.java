package com.mewayz.platform.web;

import java.time.Duration;
import java.util.Optional;

/**
 * A cookie that only the server reads: {@code HttpOnly}, {@code SameSite=Lax}, and wherever the connection is encrypted
 * {@code Secure} under a {@code __Host-} name, which no other host can set.
 */
public record Cookie(String name) {
    public Optional<String> read(Call call) {
        return call.cookie(name(call.origin().secure())).filter(value -> !value.isEmpty());
    }

    public Answer set(Answer answer, Origin origin, String value, Duration life) {
        return answer.with("Set-Cookie", line(origin.secure(), value, life.toSeconds()));
    }

    public Answer clear(Answer answer, Origin origin) {
        return answer.with("Set-Cookie", line(origin.secure(), "", 0));
    }

    String name(boolean secure) {
        return secure ? "__Host-" + name : name;
    }

    private String line(boolean secure, String value, long seconds) {
        return name(secure) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + seconds
                + (secure ? "; Secure" : "");
    }
}
