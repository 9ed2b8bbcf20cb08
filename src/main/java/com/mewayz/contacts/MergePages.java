package com.mewayz.contacts;

import static com.mewayz.platform.web.Role.EDITOR;

import com.mewayz.contacts.Merges.MergeInput;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.List;
import java.util.Map;

/** Where two contacts are made one, and one is made two again. */
final class MergePages {
    private static final String ONE = "/contacts/{contact}";
    private static final int FOUND = 20;

    private final Contacts contacts;
    private final Merges merges;
    private final Views views;

    MergePages(Contacts contacts, Merges merges, Views views) {
        this.contacts = contacts;
        this.merges = merges;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(ONE + "/merges", EDITOR, call -> views.page(call, "contacts/merge", model(call)));
        pages.post(
                ONE + "/merges",
                EDITOR,
                call -> {
                    var contact = contacts.get(call.workspace(), call.id("contact"));
                    merges.merge(
                            call.workspace(),
                            call.user(),
                            contact.id(),
                            input(call).checked());
                    return Answer.seeOther("/contacts/" + contact.id());
                },
                (call, problem) -> views.again(call, problem, "contacts/merge", model(call)));
        pages.post(
                "/contacts/merges/{merge}/reversal",
                EDITOR,
                call -> Answer.seeOther("/contacts/"
                        + merges.undo(call.workspace(), call.user(), call.id("merge"))
                                .contact()));
    }

    /** Merges into a contact that can be undone. */
    List<Long> undoable(Call call, long contact) {
        return merges.of(call.workspace(), contact).stream()
                .map(Merges.Merge::id)
                .toList();
    }

    /** Whoever is searched for; without words, whoever is likely the same person. */
    private Map<String, Object> model(Call call) {
        var contact = contacts.get(call.workspace(), call.id("contact"));
        var words = call.query("q").orElse("").strip();
        var found = words.isEmpty()
                ? merges.suggestions(contact)
                : contacts.lists()
                        .page(call.workspace(), new ContactFilter(words, "", "", "", 0, false), 1, FOUND)
                        .items();
        return Map.of(
                "page",
                "Merge with " + contact.title(),
                "contact",
                contact,
                "title",
                contact.title(),
                "q",
                words,
                "found",
                found.stream()
                        .filter(other -> other.id() != contact.id())
                        .map(other -> Map.of(
                                "id", other.id(),
                                "title", other.title(),
                                "addresses",
                                        String.join(", ", other.emails())
                                                + (other.phones().isEmpty()
                                                        ? ""
                                                        : " " + String.join(", ", other.phones()))))
                        .toList());
    }

    private static MergeInput input(Call call) {
        var other = call.form().text("other");
        return new MergeInput(other.matches("[1-9]\\d{0,15}") ? Long.valueOf(other) : null);
    }
}
