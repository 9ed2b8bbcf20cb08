package com.mewayz.platform.acme;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What an authority reads on our hosts to see that they are ours (RFC 8555, 8.3), for as long as an order takes. */
public final class Challenges {
    public static final String PATH = "/.well-known/acme-challenge/";

    private final Map<String, String> answers = new ConcurrentHashMap<>();

    public Optional<String> answer(String token) {
        return Optional.ofNullable(answers.get(token));
    }

    void put(String token, String answer) {
        answers.put(token, answer);
    }

    void remove(String token) {
        answers.remove(token);
    }
}
