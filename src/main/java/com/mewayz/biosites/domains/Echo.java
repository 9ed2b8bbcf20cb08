package com.mewayz.biosites.domains;

import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Hmac;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import java.util.Locale;
import java.util.function.Predicate;

/** Lets this server recognise itself: whoever answers a fresh question with what only this process can know is we. */
final class Echo {
    static final String PATH = "/.well-known/mewayz/";

    /** Asked by Caddy before it gets a certificate on demand; nobody learns from it what a visit would not tell. */
    private static final String ASK = "/.well-known/mewayz-ask";

    private final Predicate<String> ours;
    private final Tokens tokens;
    private final String key;

    /** @param ours whether a certificate may be asked for a host */
    Echo(Tokens tokens, Predicate<String> ours) {
        this.ours = ours;
        this.tokens = tokens;
        key = tokens.next();
    }

    void mount(Pages pages) {
        pages.everywhere(PATH + "{nonce}", this::answer);
        pages.everywhere(ASK, this::permitted);
    }

    /** A question that was never asked before. */
    String question() {
        return tokens.next();
    }

    String answer(String question) {
        return Hmac.hex(key, question);
    }

    private Answer permitted(Call call) {
        var asked = call.query("domain");
        if (asked.isEmpty()) {
            return Answer.text(200, "Ask with ?domain= whether a host is ours.\n");
        }
        return ours.test(asked.get().toLowerCase(Locale.ROOT))
                ? Answer.text(200, "ours\n")
                : Answer.text(404, "not ours\n");
    }

    private Answer answer(Call call) {
        var question = call.parameter("nonce");
        if (!question.matches("[A-Za-z0-9_-]{43}")) {
            throw Problem.notFound("page");
        }
        return Answer.text(200, answer(question));
    }
}
