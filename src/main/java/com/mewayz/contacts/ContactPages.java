package com.mewayz.contacts;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.contacts.Extracts.ExtractInput;
import com.mewayz.contacts.Messages.ContactNote;
import com.mewayz.platform.Problem;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Form;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Where contacts are listed, looked at and changed. */
final class ContactPages {
    private static final String PATH = "/contacts";
    private static final String ONE = PATH + "/{contact}";
    private static final String FORM = "contacts/form";
    private static final List<String> FILTERS = List.of("q", "tag", "newsletter", "met_by", "seen", "show");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final Contacts contacts;
    private final Consents consents;
    private final Messages messages;
    private final Timeline timeline;
    private final MergePages mergePages;
    private final Extracts extracts;
    private final Workspaces workspaces;
    private final Clock clock;
    private final Views views;

    ContactPages(
            Contacts contacts,
            Consents consents,
            Messages messages,
            Timeline timeline,
            MergePages mergePages,
            Extracts extracts,
            Workspaces workspaces,
            Clock clock,
            Views views) {
        this.contacts = contacts;
        this.consents = consents;
        this.messages = messages;
        this.timeline = timeline;
        this.mergePages = mergePages;
        this.extracts = extracts;
        this.workspaces = workspaces;
        this.clock = clock;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, VIEWER, this::list);
        pages.get(PATH + "/new", EDITOR, call -> views.page(call, FORM, fresh()));
        pages.post(
                PATH + "/new",
                EDITOR,
                call -> seeOther(contacts.create(call.workspace(), call.user(), Met.HAND, input(call.form()))
                        .id()),
                (call, problem) -> views.again(call, problem, FORM, fresh()));
        pages.post(PATH + "/changes", EDITOR, this::change);
        pages.post(
                PATH + "/export",
                ADMIN,
                call -> extracts.list(
                        call.workspace(),
                        call.user(),
                        ContactFilter.of(call),
                        new ExtractInput(call.form().text("format"))));
        mergePages.mount(pages);
        pages.get(ONE, VIEWER, this::one);
        pages.get(ONE + "/edit", EDITOR, call -> views.page(call, FORM, existing(call)));
        pages.post(
                ONE + "/edit",
                EDITOR,
                call -> seeOther(contacts.edit(call.workspace(), call.user(), id(call), input(call.form()))
                        .id()),
                (call, problem) -> views.again(call, problem, FORM, existing(call)));
        pages.post(ONE + "/notes", EDITOR, call -> {
            messages.write(
                    call.workspace(),
                    call.user(),
                    id(call),
                    new ContactNote(call.form().text("text")));
            return seeOther(id(call));
        });
        pages.post(ONE + "/withdrawal", EDITOR, call -> {
            var contact = contacts.get(call.workspace(), id(call));
            consents.withdraw(call.workspace(), call.user(), contact.id());
            return seeOther(contact.id());
        });
        pages.post(ONE + "/deletion", EDITOR, call -> {
            contacts.delete(call.workspace(), call.user(), id(call));
            return Answer.seeOther(PATH + "?deleted=" + id(call));
        });
        pages.post(ONE + "/restoration", EDITOR, call -> {
            contacts.restore(call.workspace(), call.user(), id(call));
            return seeOther(id(call));
        });
        pages.post(ONE + "/export", ADMIN, call -> extracts.person(call.workspace(), call.user(), id(call)));
        pages.post(ONE + "/erasure", ADMIN, call -> {
            contacts.erase(call.workspace(), call.user(), id(call));
            return Answer.seeOther(PATH);
        });
    }

    private Answer list(Call call) {
        var filter = ContactFilter.of(call);
        var zone = zone(call);
        var page = contacts.lists().page(call.workspace(), filter, call.page(), call.perPage());
        var model = new HashMap<String, Object>();
        model.put("page", "Contacts");
        model.put("editor", call.role().covers(EDITOR));
        model.put("admin", call.role().covers(ADMIN));
        model.put("query", call.address().substring(call.path().length()));
        model.put("filter", filter);
        model.put(
                "chips", filter.chips().stream().map(chip -> shown(call, chip)).toList());
        model.put("views", views(call, filter));
        model.put("tags", contacts.tags().all(call.workspace()));
        model.put(
                "mets",
                Stream.of(Met.values())
                        .map(met -> option(met.word(), met.label()))
                        .toList());
        model.put(
                "contacts",
                page.items().stream().map(contact -> line(contact, zone)).toList());
        model.put("nobody", filter.isEverybody() && page.items().isEmpty());
        model.put(
                "deleted",
                call.query("deleted").filter(id -> id.matches("[1-9]\\d{0,15}")).orElse(""));
        model.put("back", PATH + call.address().substring(call.path().length()));
        model.put("paging", Views.paging(call, page, PATH, FILTERS));
        return views.page(call, "contacts/list", model);
    }

    /** The lists that are asked for most, with how many are on them. */
    private List<Map<String, Object>> views(Call call, ContactFilter filter) {
        var views = new ArrayList<Map<String, Object>>();
        for (var view : List.of(
                List.of("Everyone", "", ""),
                List.of("Readers", "newsletter", "given"),
                List.of("Asked", "newsletter", "asked"),
                List.of("Left", "newsletter", "withdrawn"),
                List.of("Bin", "show", "bin"))) {
            boolean bin = view.get(1).equals("show");
            var narrowed = new ContactFilter("", "", bin ? "" : view.get(2), "", 0, bin);
            views.add(Map.of(
                    "label",
                    view.get(0),
                    "path",
                    view.get(1).isEmpty() ? PATH : PATH + "?" + view.get(1) + "=" + view.get(2),
                    "count",
                    "%,d".formatted(contacts.lists().count(call.workspace(), narrowed)),
                    "current",
                    filter.deleted() == bin && filter.newsletter().equals(narrowed.newsletter())));
        }
        return views;
    }

    private Map<String, Object> line(Contact contact, ZoneId zone) {
        var line = new HashMap<String, Object>();
        line.put("id", contact.id());
        line.put("title", contact.title());
        line.put("initials", initials(contact.title()));
        line.put("tint", tint(contact));
        line.put("address", address(contact));
        line.put("status", status(contact));
        line.put("tags", contact.tags());
        line.put("seen", Times.words(contact.seenAt(), clock.instant(), zone));
        return line;
    }

    private Answer one(Call call) {
        var contact = contacts.get(call.workspace(), id(call));
        var zone = zone(call);
        long below = ContactBook.below(call);
        var entries = timeline.of(call.workspace(), contact.id(), below);
        var model = new HashMap<String, Object>();
        model.put("page", contact.title());
        model.put("editor", call.role().covers(EDITOR));
        model.put("admin", call.role().covers(ADMIN));
        model.put("contact", contact);
        model.put("initials", initials(contact.title()));
        model.put("tint", tint(contact));
        model.put("address", address(contact));
        model.put("status", status(contact));
        model.put("metBy", Met.valueOf(contact.metBy().toUpperCase(Locale.ROOT)).label());
        model.put("since", DATE.format(contact.createdAt().atZone(zone)));
        model.put("days", days(entries, zone));
        model.put("merges", mergePages.undoable(call, contact.id()));
        model.put("older", Timeline.isFull(entries) ? entries.getLast().id() : 0);
        model.put(
                "consents",
                consents.of(call.workspace(), contact.id()).stream()
                        .map(consent -> shown(consent, zone))
                        .toList());
        return views.page(call, "contacts/contact", model);
    }

    /** Entries by the day they happened on. */
    private List<Map<String, Object>> days(List<Timeline.Entry> entries, ZoneId zone) {
        var days = new ArrayList<Map<String, Object>>();
        var today = clock.instant().atZone(zone).toLocalDate();
        var last = "";
        List<Map<String, Object>> lines = new ArrayList<>();
        for (var entry : entries) {
            var at = entry.at().atZone(zone);
            var day = at.toLocalDate().equals(today)
                    ? "Today"
                    : at.getYear() == today.getYear() ? DAY.format(at) : DATE.format(at);
            if (!day.equals(last)) {
                lines = new ArrayList<>();
                days.add(Map.of("label", day, "entries", lines));
                last = day;
            }
            lines.add(Map.of(
                    "icon", entry.icon(),
                    "tone", entry.tone(),
                    "title", entry.title(),
                    "detail", entry.detail(),
                    "at", entry.at().toString(),
                    "when", CLOCK.format(at)));
        }
        return days;
    }

    /** Puts a tag on those that were chosen, takes it off, or puts them in the bin or back. */
    private Answer change(Call call) {
        var form = call.form();
        var ids = form.all("contact").stream()
                .filter(id -> id.matches("[1-9]\\d{0,15}"))
                .map(Long::parseLong)
                .toList();
        if (ids.isEmpty()) {
            throw Problem.invalid("contact", "Choose at least one contact.");
        }
        switch (form.text("do")) {
            case "tag" -> contacts.tag(call.workspace(), call.user(), ids, form.text("tag"), true);
            case "untag" -> contacts.tag(call.workspace(), call.user(), ids, form.text("tag"), false);
            case "delete" -> contacts.delete(call.workspace(), call.user(), ids);
            case "restore" -> contacts.restore(call.workspace(), call.user(), ids);
            default -> throw Problem.invalid("do", "Choose what to do.");
        }
        var back = form.text("back");
        return Answer.seeOther(back.matches("/contacts(\\?[^\\r\\n]*)?") ? back : PATH);
    }

    private static Map<String, Object> shown(Call call, ContactFilter.Chip chip) {
        return Map.of("label", chip.label(), "value", chip.value(), "without", PATH + call.queryWith(chip.name(), ""));
    }

    private static Map<String, Object> shown(Consents.Consent consent, ZoneId zone) {
        Instant at = switch (consent.state()) {
            case ASKED -> consent.askedAt();
            case GIVEN -> consent.givenAt() == null ? consent.askedAt() : consent.givenAt();
            case WITHDRAWN -> consent.withdrawnAt() == null ? consent.askedAt() : consent.withdrawnAt();
        };
        var moment = at.atZone(zone);
        return Map.of(
                "state", consent.state().name().toLowerCase(Locale.ROOT),
                "email", consent.email(),
                "wording", consent.wording(),
                "at", at.toString(),
                "when", DATE.format(moment) + ", " + CLOCK.format(moment),
                "place", consent.page(),
                "network", consent.network());
    }

    private static Map<String, String> option(String value, String label) {
        return Map.of("value", value, "label", label);
    }

    private static Map<String, String> status(Contact contact) {
        return switch (contact.newsletter()) {
            case GIVEN -> Map.of("label", "Reader", "tone", "pri");
            case ASKED -> Map.of("label", "Asked", "tone", "");
            case WITHDRAWN -> Map.of("label", "Left", "tone", "");
            case NONE -> Map.of("label", "Contact", "tone", "");
        };
    }

    private static String address(Contact contact) {
        var addresses = Stream.concat(contact.emails().stream(), contact.phones().stream())
                .filter(address -> !address.equals(contact.title()))
                .toList();
        return addresses.isEmpty() ? "" : addresses.getFirst();
    }

    static String initials(String title) {
        var words = Stream.of(title.strip().split("[\\s@.]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        var first = words.isEmpty() ? "?" : first(words.getFirst());
        return (words.size() < 2 || title.contains("@") ? first : first + first(words.getLast()))
                .toUpperCase(Locale.ROOT);
    }

    private static String first(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1));
    }

    /** One of the five tints of portraits; the same person keeps theirs. */
    private static String tint(Contact contact) {
        return "abcde".substring((int) (contact.id() % 5), (int) (contact.id() % 5) + 1);
    }

    private static ContactInput input(Form form) {
        return new ContactInput(
                form.text("name"),
                form.text("emails").lines().toList(),
                form.text("phones").lines().toList(),
                List.of(form.text("tags").split(",")),
                form.text("language"));
    }

    private static Map<String, Object> fresh() {
        return Map.of("page", "Add a contact", "action", PATH + "/new", "back", PATH, "form", Map.of());
    }

    private Map<String, Object> existing(Call call) {
        var contact = contacts.get(call.workspace(), id(call));
        var path = PATH + "/" + contact.id();
        return Map.of(
                "page",
                "Change " + contact.title(),
                "action",
                path + "/edit",
                "back",
                path,
                "form",
                Map.of(
                        "name", contact.name(),
                        "emails", String.join("\n", contact.emails()),
                        "phones", String.join("\n", contact.phones()),
                        "tags", String.join(", ", contact.tags()),
                        "language", contact.language()));
    }

    private ZoneId zone(Call call) {
        return workspaces.get(call.workspace()).zone();
    }

    private static Answer seeOther(long contact) {
        return Answer.seeOther(PATH + "/" + contact);
    }

    private static long id(Call call) {
        return call.id("contact");
    }
}
