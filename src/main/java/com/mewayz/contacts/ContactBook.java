package com.mewayz.contacts;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.contacts.Extracts.ExtractInput;
import com.mewayz.contacts.Merges.Merge;
import com.mewayz.contacts.Merges.MergeInput;
import com.mewayz.contacts.Messages.ContactNote;
import com.mewayz.contacts.Messages.Note;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** The people a workspace knows, for its team and over the API. */
public final class ContactBook implements Feature {
    private final Contacts contacts;
    private final Consents consents;
    private final Messages messages;
    private final Timeline timeline;
    private final Merges merges;
    private final Extracts extracts;
    private final ContactPages contactPages;
    private final ImportPages importPages;

    /** @param wake lets a job run soon, by its name */
    public ContactBook(
            Contacts contacts,
            Consents consents,
            Messages messages,
            Db db,
            Bus bus,
            Workspaces workspaces,
            Clock clock,
            Consumer<String> wake,
            Views views) {
        this.contacts = contacts;
        this.consents = consents;
        this.messages = messages;
        merges = new Merges(db, bus, clock, contacts);
        timeline = new Timeline(bus.facts(), consents, messages, merges);
        extracts = new Extracts(db, bus, clock, contacts, consents, messages, timeline);
        var imports = new Imports(db, clock, () -> wake.accept(ImportPages.WORK));
        importPages = new ImportPages(
                imports, new ImportWork(db, bus, clock, contacts, consents, imports), workspaces, clock, views);
        contactPages = new ContactPages(
                contacts,
                consents,
                messages,
                timeline,
                new MergePages(contacts, merges, views),
                extracts,
                workspaces,
                clock,
                views);
    }

    @Override
    public void pages(Pages pages) {
        contactPages.mount(pages);
        importPages.mount(pages);
    }

    @Override
    public void api(Api api) {
        importPages.api(api);
        api.get(
                "/crm/contacts",
                VIEWER,
                Contact[].class,
                "Contacts, those heard of last first; q, tag, newsletter, met_by, seen (days) and show=bin narrow the list",
                c -> contacts.lists().page(c.workspace(), ContactFilter.of(c), c.page(), c.perPage()));
        api.post(
                "/crm/contacts",
                EDITOR,
                ContactInput.class,
                Contact.class,
                "Add a contact",
                (c, input) -> contacts.create(c.workspace(), c.user(), Met.API, input));
        api.get("/crm/contacts/{contact}", VIEWER, Contact.class, "A contact", c -> contacts.get(c.workspace(), id(c)));
        api.put(
                "/crm/contacts/{contact}",
                EDITOR,
                ContactInput.class,
                Contact.class,
                "Save a contact",
                (c, input) -> contacts.edit(c.workspace(), c.user(), id(c), input));
        api.patch(
                "/crm/contacts/{contact}",
                EDITOR,
                ContactInput.class,
                Contact.class,
                "Change some fields of a contact",
                c -> contacts.get(c.workspace(), id(c)).input(),
                (c, input) -> contacts.edit(c.workspace(), c.user(), id(c), input));
        api.delete(
                "/crm/contacts/{contact}",
                EDITOR,
                "Put a contact in the bin; it can be restored for 30 days",
                c -> contacts.delete(c.workspace(), c.user(), id(c)));
        api.post(
                "/crm/contacts/{contact}/restoration",
                EDITOR,
                Contact.class,
                "Take a contact out of the bin",
                c -> contacts.restore(c.workspace(), c.user(), id(c)));
        api.delete(
                "/crm/contacts/{contact}/traces",
                ADMIN,
                "Erase a person for good, with all that is known of them",
                c -> contacts.erase(c.workspace(), c.user(), id(c)));
        api.get(
                "/crm/contacts/{contact}/notes",
                VIEWER,
                Note[].class,
                "What was written about a contact",
                c -> messages.notes(
                        c.workspace(), contacts.get(c.workspace(), id(c)).id()));
        api.post(
                "/crm/contacts/{contact}/notes",
                EDITOR,
                ContactNote.class,
                Note.class,
                "Write a note about a contact",
                (c, input) -> messages.write(c.workspace(), c.user(), id(c), input));
        api.get(
                "/crm/contacts/{contact}/consents",
                VIEWER,
                Consents.Consent[].class,
                "What a contact agreed to, with the proof; the latest first",
                c -> consents.of(
                        c.workspace(), contacts.get(c.workspace(), id(c)).id()));
        api.get(
                "/crm/contacts/{contact}/timeline",
                VIEWER,
                Timeline.Entry[].class,
                "What happened with a contact, the latest first; below is the id of the last entry that is known",
                c -> timeline.of(
                        c.workspace(), contacts.get(c.workspace(), id(c)).id(), below(c)));
        api.post(
                "/crm/contacts/{contact}/merges",
                EDITOR,
                MergeInput.class,
                Merge.class,
                "Put another contact together with this one; it can be undone for 30 days",
                (c, input) -> {
                    contacts.get(c.workspace(), id(c));
                    return merges.merge(c.workspace(), c.user(), id(c), input.checked());
                });
        api.get(
                "/crm/contacts/{contact}/merges",
                VIEWER,
                Merge[].class,
                "Who was put together with a contact and can be taken apart again",
                c -> merges.of(c.workspace(), contacts.get(c.workspace(), id(c)).id()));
        api.post(
                "/crm/merges/{merge}/reversal",
                EDITOR,
                Merge.class,
                "Make two contacts of one again",
                c -> merges.undo(c.workspace(), c.user(), c.id("merge")));
        api.download(
                "/crm/contacts/export",
                ADMIN,
                ExtractInput.class,
                "Download contacts as CSV or vCard, narrowed as the list is",
                (c, input) -> extracts.list(c.workspace(), c.user(), ContactFilter.of(c), input));
        api.download(
                "/crm/contacts/{contact}/export",
                ADMIN,
                "Download everything that is known of a person, as JSON",
                c -> extracts.person(c.workspace(), c.user(), id(c)));
        api.get(
                "/crm/tags",
                VIEWER,
                Tags.Count[].class,
                "Tags, with how many contacts carry them",
                c -> contacts.tags().all(c.workspace()));
    }

    @Override
    public void jobs(Jobs jobs) {
        importPages.jobs(jobs);
        jobs.every(
                Duration.ofDays(1),
                "purge-deleted-contacts",
                "Erases people for good who were put in the bin long enough ago.",
                contacts::purge);
    }

    static long below(Call call) {
        return call.query("below")
                .filter(text -> text.matches("[1-9]\\d{0,15}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }

    private static long id(Call call) {
        return call.id("contact");
    }
}
