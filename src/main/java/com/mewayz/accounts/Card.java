package com.mewayz.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a page between us and a provider says: a few sentences, and ways on. */
record Card(String page, String lead, List<String> sentences, List<Map<String, Object>> ways) {
    Card(String page, String lead, String... sentences) {
        this(page, lead, List.of(sentences), List.of());
    }

    Card link(String text, String href, String variant) {
        return with(Map.of("text", text, "href", href, "variant", variant));
    }

    /** A button; {@code token} goes with it, unless it is empty. */
    Card button(String text, String action, String variant, String token) {
        return with(Map.of("text", text, "action", action, "variant", variant, "token", token));
    }

    Map<String, Object> model() {
        return Map.of("page", page, "lead", lead, "sentences", sentences, "ways", ways, "go", "");
    }

    private Card with(Map<String, Object> way) {
        var more = new ArrayList<>(ways);
        more.add(way);
        return new Card(page, lead, sentences, more);
    }

    @Override
    public String toString() {
        return page; // a way may hold a token
    }
}
