package com.mewayz.biosites;

import com.mewayz.platform.Check;
import java.util.List;
import java.util.stream.Collectors;

/** Questions that unfold their answers. */
record Faq(List<Question> items) implements Block {
    private static final int MOST = 20;

    @SuppressWarnings("NullAway") // a caller's JSON may leave it out
    public Faq {
        items = items == null ? List.of() : List.copyOf(items);
    }

    record Question(String question, String answer) {}

    @Override
    public void check(Check check) {
        check.that("items", !items.isEmpty(), "Write at least one question and its answer.");
        check.that("items", items.size() <= MOST, "Keep it to " + MOST + " questions.");
        for (int i = 0; i < items.size(); i++) {
            check.text("items." + i + ".question", items.get(i).question(), 1, 200);
            check.text("items." + i + ".answer", items.get(i).answer(), 1, 2000);
        }
    }

    @Override
    public String label() {
        return items.getFirst().question();
    }

    @Override
    public String detail() {
        return "Questions and answers";
    }

    @Override
    public String words() {
        return items.stream().map(item -> item.question() + " " + item.answer()).collect(Collectors.joining(" "));
    }
}
