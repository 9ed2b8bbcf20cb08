package com.mewayz.finder;

import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.biosites.BioSites;
import com.mewayz.biosites.Block;
import com.mewayz.biosites.Placed;
import com.mewayz.biosites.Site;
import com.mewayz.contacts.Contact;
import com.mewayz.contacts.Contacts;
import com.mewayz.facts.ContactFact;
import com.mewayz.facts.SiteFact;
import com.mewayz.facts.WorkspaceFact.WorkspaceDeleted;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.search.Entry;
import com.mewayz.platform.search.Search;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds sites, blocks and contacts by the words in them. The index follows the facts. */
public final class Finder implements Feature, AutoCloseable {
    /** The kind of a contact's entry. */
    public static final String CONTACT = "contact";

    private static final int MOST = 20;

    private final Search search;
    private final BioSites bioSites;
    private final Contacts contacts;
    private final Bus bus;
    private final Views views;

    public Finder(Search search, BioSites bioSites, Contacts contacts, Bus bus, Views views) {
        this.search = search;
        this.bioSites = bioSites;
        this.contacts = contacts;
        this.bus = bus;
        this.views = views;
    }

    /** Opens the index, once the server is up. */
    public void start() {
        search.start(bus::last, this::everything, id -> {
            bus.after(id, SiteFact.class).forEach(numbered -> follow(numbered.id(), numbered.fact()));
            bus.after(id, ContactFact.class).forEach(numbered -> follow(numbered.id(), numbered.fact()));
            bus.after(id, WorkspaceDeleted.class)
                    .forEach(numbered -> search.forget(numbered.fact().workspace(), numbered.id()));
        });
    }

    /** Whether the index is open, which it is soon after the start. */
    public boolean isOpen() {
        return search.isOpen();
    }

    /** Returns when everything that happened so far can be found. */
    public void settle() {
        search.settle();
    }

    @Override
    public void api(Api api) {
        api.get(
                "/search",
                VIEWER,
                Found[].class,
                "Find sites, blocks and contacts by words; q holds them",
                this::found);
    }

    @Override
    public void pages(Pages pages) {
        pages.get("/search", VIEWER, this::page);
    }

    @Override
    public void listen(Bus bus) {
        bus.listen("search", (id, fact) -> {
            if (fact instanceof SiteFact about) {
                follow(id, about);
            } else if (fact instanceof ContactFact about) {
                follow(id, about);
            } else if (fact instanceof WorkspaceDeleted about) {
                search.forget(about.workspace(), id);
            }
        });
    }

    @Override
    public void close() {
        search.close();
    }

    private Answer page(Call call) {
        var words = call.query("q").orElse("");
        return views.page(call, "web/search", Map.of("page", "Search", "q", words, "found", found(call)));
    }

    private List<Found> found(Call call) {
        return search.find(call.workspace(), call.query("q").orElse(""), MOST).stream()
                .map(entry -> new Found(entry.kind(), entry.title(), entry.text(), entry.path()))
                .toList();
    }

    /** The entries are read when the index gets to it, so that it never stores something older than the fact. */
    private void follow(long id, SiteFact fact) {
        search.replace(
                fact.site(),
                () -> bioSites.sites()
                        .find(fact.workspace(), fact.site())
                        .map(this::entries)
                        .orElse(List.of()),
                id);
    }

    private void follow(long id, ContactFact fact) {
        if (fact instanceof ContactFact.ContactsImported about) {
            followImport(about.batch(), id);
        } else if (fact instanceof ContactFact.ImportReverted about) {
            followImport(about.batch(), id);
        } else if (fact instanceof ContactFact.OfContact about) {
            follow(about.workspace(), about.contact(), id);
            switch (about) {
                case ContactFact.ContactsMerged merge -> follow(merge.workspace(), merge.other(), id);
                case ContactFact.MergeReverted merge -> follow(merge.workspace(), merge.other(), id);
                default -> {}
            }
        }
    }

    private void follow(long workspace, long contact, long id) {
        search.replace(
                contact,
                () -> contacts.find(workspace, contact).stream()
                        .map(Finder::entry)
                        .toList(),
                id);
    }

    private void followImport(long batch, long id) {
        search.change(
                index -> contacts.lists()
                        .ofImport(
                                batch,
                                (contact, now) -> index.accept(
                                        contact, now.stream().map(Finder::entry).toList())),
                id);
    }

    private void everything(Consumer<Entry> out) {
        bioSites.sites().everywhere().forEach(site -> entries(site).forEach(out));
        contacts.lists().everywhere(contact -> out.accept(entry(contact)));
    }

    /** Parts of addresses are words of their own: people look for a name before the @ and for a host behind it. */
    private static Entry entry(Contact contact) {
        var addresses = String.join(" ", contact.emails()) + " " + String.join(" ", contact.phones());
        return new Entry(
                contact.workspace(),
                contact.id(),
                CONTACT,
                contact.title(),
                addresses + " " + addresses.replaceAll("[^\\p{L}\\p{N}]+", " ") + " "
                        + String.join(" ", contact.tags()),
                "/contacts/" + contact.id());
    }

    private List<Entry> entries(Site site) {
        var entries = new ArrayList<Entry>();
        var path = "/sites/" + site.id();
        entries.add(new Entry(
                site.workspace(),
                site.id(),
                "site",
                site.name(),
                "@" + site.handle() + " " + site.tagline() + " " + site.bio(),
                path));
        for (Placed block : bioSites.blocks().all(site.workspace(), site.id())) {
            var title = block.content().label();
            if (!(block.content() instanceof Block.Divider)) {
                entries.add(new Entry(
                        site.workspace(),
                        site.id(),
                        "block",
                        title,
                        block.content().words(),
                        path + "?block=" + block.id()));
            }
        }
        return entries;
    }

    /** Something that was found, and where it is in the console. */
    public record Found(String kind, String title, String text, String path) {}
}
