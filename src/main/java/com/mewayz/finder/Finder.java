package com.mewayz.finder;

import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.biosites.BioSites;
import com.mewayz.biosites.Block;
import com.mewayz.biosites.Placed;
import com.mewayz.biosites.Site;
import com.mewayz.facts.SiteFact;
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
import java.util.stream.Collectors;

/** Finds sites and blocks by the words in them. The index follows the facts. */
public final class Finder implements Feature, AutoCloseable {
    private static final int MOST = 20;

    private final Search search;
    private final BioSites bioSites;
    private final Bus bus;
    private final Views views;

    public Finder(Search search, BioSites bioSites, Bus bus, Views views) {
        this.search = search;
        this.bioSites = bioSites;
        this.bus = bus;
        this.views = views;
    }

    /** Opens the index, once the server is up. */
    public void start() {
        search.start(
                bus::last, this::everything, id -> bus.after(id, SiteFact.class).forEach(this::follow));
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
        api.get("/search", VIEWER, Found[].class, "Find sites and blocks by words; q holds them", this::found);
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

    private void follow(Bus.Numbered<SiteFact> numbered) {
        follow(numbered.id(), numbered.fact());
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

    private List<Entry> everything() {
        return bioSites.sites().everywhere().stream()
                .flatMap(site -> entries(site).stream())
                .toList();
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
            var words = words(block.content());
            if (!words.title.isBlank()) {
                entries.add(new Entry(
                        site.workspace(), site.id(), "block", words.title, words.text, path + "?block=" + block.id()));
            }
        }
        return entries;
    }

    private static Words words(Block block) {
        return switch (block) {
            case Block.Link link -> new Words(link.title(), link.url());
            case Block.Heading heading -> new Words(heading.text(), "");
            case Block.Text text -> new Words(text.text(), "");
            case Block.Social social ->
                new Words(
                        "Social profiles",
                        social.items().stream().map(Block.Profile::url).collect(Collectors.joining(" ")));
            case Block.Image image -> new Words(image.alt(), image.caption() == null ? "" : image.caption());
            case Block.Divider divider -> new Words("", "");
            case Block.Embed embed -> new Words(embed.title() == null ? embed.url() : embed.title(), embed.url());
        };
    }

    private record Words(String title, String text) {}

    /** Something that was found, and where it is in the console. */
    public record Found(String kind, String title, String text, String path) {}
}
