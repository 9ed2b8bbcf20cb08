package com.mewayz.biosites;

import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.media.MediaFiles;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.pages.Themes;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The builder of a site, as plain forms: every action is a POST that leads back to the page. Scripts only send the same
 * forms without leaving it.
 */
public final class BuilderPages {
    private final Sites sites;
    private final Blocks blocks;
    private final Publications publications;
    private final MediaFiles media;
    private final BuilderView view;
    private final SiteListPages list;
    private final SiteFormPages forms;

    /** @param audience how often sites were viewed lately, for the list */
    public BuilderPages(
            BioSites feature,
            MediaFiles media,
            Themes themes,
            Workspaces workspaces,
            Clock clock,
            Views views,
            Audience audience) {
        this.sites = feature.sites();
        this.blocks = feature.blocks();
        this.publications = feature.publications();
        this.media = media;
        this.view = new BuilderView(feature, media, themes, workspaces, clock, views);
        this.list = new SiteListPages(feature, media, workspaces, clock, views, audience);
        this.forms = new SiteFormPages(feature, themes, view, this::picture);
    }

    public void mount(Pages pages) {
        list.mount(pages);
        forms.mount(pages);
        pages.get("/sites/{site}", VIEWER, view::show);
        pages.post("/sites/{site}/publication", EDITOR, this::publish);
        pages.post("/sites/{site}/order", EDITOR, this::order);
        pages.upload("/sites/{site}/blocks", EDITOR, this::add);
        pages.upload("/sites/{site}/blocks/{block}", EDITOR, this::edit);
        pages.post("/sites/{site}/blocks/{block}/visibility", EDITOR, this::toggle);
        pages.post("/sites/{site}/blocks/{block}/position", EDITOR, this::move);
        pages.post("/sites/{site}/blocks/{block}/duplicates", EDITOR, this::duplicate);
        pages.post("/sites/{site}/blocks/{block}/deletion", EDITOR, this::delete);
        pages.post("/sites/{site}/blocks/{block}/restoration", EDITOR, this::restore);
    }

    /** Where a form leads back to. */
    static String path(long site, String query) {
        return "/sites/" + site + (query.isEmpty() ? "" : "?" + query);
    }

    private Answer publish(Call call) {
        boolean live = call.form().flag("live");
        if (live) {
            publications.publish(call.workspace(), call.user(), site(call));
        } else {
            publications.unpublish(call.workspace(), call.user(), site(call));
        }
        var tab = BuilderView.tab(call.form().text("tab"));
        return Answer.seeOther(path(site(call), "tab=" + tab + "&did=" + (live ? "published" : "unpublished")));
    }

    private Answer add(Call call) {
        sites.get(call.workspace(), site(call));
        var kind = BlockRow.kinds().stream()
                .filter(known -> known.name().equals(call.form().text("kind")))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("kind", "Choose a kind of block."));
        return saved(call, kind.name(), null);
    }

    private Answer edit(Call call) {
        var block = blocks.get(call.workspace(), site(call), block(call));
        return saved(call, Json.kind(block.content().getClass()), block);
    }

    private Answer saved(Call call, String kind, @Nullable Placed block) {
        var fields = BlockForm.of(call.form());
        try {
            var picture = picture(call);
            fields.put("picture", picture == null ? "" : picture.toString());
            var before = block == null ? null : block.input();
            var input = BlockForm.read(call.form(), kind, before, picture, view.zone(call));
            var saved = block == null
                    ? blocks.add(call.workspace(), call.user(), site(call), input)
                    : blocks.edit(call.workspace(), call.user(), site(call), block.id(), input);
            return Answer.seeOther(
                    path(site(call), "block=" + saved.id() + "&did=" + (block == null ? "block-added" : "saved")));
        } catch (Problem problem) {
            if (problem.kind() == Problem.Kind.INVALID || problem.kind() == Problem.Kind.CONFLICT) {
                return view.again(call, problem, kind, block, fields);
            }
            throw problem;
        }
    }

    /** The picture a form asks for: the file it brings, else the one it names, else none. */
    private @Nullable Long picture(Call call) {
        var form = call.form();
        if (form.has("remove")) {
            return null;
        }
        var file = form.file("file");
        if (file.isPresent()) {
            return media.add(call.workspace(), file.get().name(), file.get().bytes())
                    .id();
        }
        var id = form.text("picture");
        return id.matches("[0-9]{1,16}") ? Long.valueOf(id) : null;
    }

    private Answer toggle(Call call) {
        if (call.form().flag("active")) {
            blocks.show(call.workspace(), call.user(), site(call), block(call));
        } else {
            blocks.hide(call.workspace(), call.user(), site(call), block(call));
        }
        return back(call);
    }

    /** One step up or down; at the ends nothing happens. */
    private Answer move(Call call) {
        var ids = new ArrayList<>(blocks.all(call.workspace(), site(call)).stream()
                .map(Placed::id)
                .toList());
        int from = ids.indexOf(block(call));
        if (from < 0) {
            throw Problem.notFound("block");
        }
        int to = from + (call.form().text("by").equals("-1") ? -1 : 1);
        if (to >= 0 && to < ids.size()) {
            ids.add(to, ids.remove(from));
            blocks.reorder(call.workspace(), call.user(), site(call), ids);
        }
        return Answer.seeOther(path(site(call), "block=" + block(call)));
    }

    private Answer order(Call call) {
        blocks.reorder(call.workspace(), call.user(), site(call), ids(call));
        return back(call);
    }

    private Answer duplicate(Call call) {
        var copy = blocks.duplicate(call.workspace(), call.user(), site(call), block(call));
        return Answer.seeOther(path(site(call), "block=" + copy.id() + "&did=block-duplicated"));
    }

    private Answer delete(Call call) {
        blocks.delete(call.workspace(), call.user(), site(call), block(call));
        return Answer.seeOther(path(site(call), "did=block-deleted&it=" + block(call)));
    }

    private Answer restore(Call call) {
        var block = blocks.restore(call.workspace(), call.user(), site(call), block(call));
        return Answer.seeOther(path(site(call), "block=" + block.id() + "&did=block-restored"));
    }

    /** To the block that was open before, if one was. */
    private static Answer back(Call call) {
        var open = call.form().text("open");
        return Answer.seeOther(path(site(call), open.matches("[1-9][0-9]{0,15}") ? "block=" + open : ""));
    }

    /** The ids of a new order, as a list with commas. */
    static List<Long> ids(Call call) {
        return Stream.of(call.form().text("ids").split(","))
                .filter(id -> id.matches("[0-9]{1,16}"))
                .map(Long::valueOf)
                .toList();
    }

    private static long site(Call call) {
        return call.id("site");
    }

    private static long block(Call call) {
        return call.id("block");
    }

    /** How often each of some sites was viewed in the last thirty days; those never viewed may be missing. */
    public interface Audience {
        Map<Long, Long> views(Collection<Long> sites, ZoneId zone);
    }
}
