package com.mewayz.biosites.domains;

import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Hmac;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;

/** Lets this server recognise itself: whoever answers a fresh question with what only this process can know is we. */
final class Echo {
    static final String PATH = "/.well-known/mewayz/";

    private final Tokens tokens;
    private final String key;

    Echo(Tokens tokens) {
        this.tokens = tokens;
        key = tokens.next();
    }

    void mount(Pages pages) {
        pages.everywhere(PATH + "{nonce}", this::answer);
    }

    /** A question that was never asked before. */
    String question() {
        return tokens.next();
    }

    String answer(String question) {
        return Hmac.hex(key, question);
    }

    private Answer answer(Call call) {
        var question = call.parameter("nonce");
        if (!question.matches("[A-Za-z0-9_-]{43}")) {
            throw Problem.notFound("page");
        }
        return Answer.text(200, answer(question));
    }
}
