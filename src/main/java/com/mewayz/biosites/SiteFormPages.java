package com.mewayz.biosites;

import static com.mewayz.platform.web.Role.EDITOR;

import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.pages.Themes;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The forms of the builder that change the site itself: its theme, its words, its address. */
final class SiteFormPages {
    private final Sites sites;
    private final Handles handles;
    private final Themes themes;
    private final BuilderView view;
    private final Function<Call, @Nullable Long> pictures;

    SiteFormPages(BioSites feature, Themes themes, BuilderView view, Function<Call, @Nullable Long> pictures) {
        this.sites = feature.sites();
        this.handles = feature.handles();
        this.themes = themes;
        this.view = view;
        this.pictures = pictures;
    }

    void mount(Pages pages) {
        pages.post(
                "/sites/{site}/theme",
                EDITOR,
                this::theme,
                (call, problem) -> view.again(call, problem, BuilderView.THEME));
        pages.post(
                "/sites/{site}/theme/settings",
                EDITOR,
                this::settings,
                (call, problem) -> view.again(call, problem, BuilderView.THEME));
        pages.upload("/sites/{site}/about", EDITOR, this::about);
        pages.get("/sites/{site}/handle", EDITOR, this::available);
        pages.post(
                "/sites/{site}/handle",
                EDITOR,
                this::rename,
                (call, problem) -> view.again(call, problem, BuilderView.PAGE));
    }

    /** Another theme keeps what it knows of the settings. */
    private Answer theme(Call call) {
        sites.get(call.workspace(), call.id("site"));
        var name = call.form().text("theme");
        var theme = themes.find(name).orElseThrow(() -> Problem.invalid("theme", "This theme is not installed."));
        edit(
                call,
                now -> new SiteInput(
                        now.handle(),
                        now.name(),
                        now.tagline(),
                        now.bio(),
                        name,
                        ThemeForm.carried(now.themeSettings(), theme),
                        now.avatar(),
                        now.language()));
        return back(call, BuilderView.THEME, "");
    }

    private Answer settings(Call call) {
        boolean reset = call.form().has("reset");
        edit(
                call,
                now -> new SiteInput(
                        now.handle(),
                        now.name(),
                        now.tagline(),
                        now.bio(),
                        now.theme(),
                        reset ? Map.of() : ThemeForm.read(call.form(), themes.get(now.theme())),
                        now.avatar(),
                        now.language()));
        return back(call, BuilderView.THEME, reset ? "reset" : "saved");
    }

    private Answer about(Call call) {
        sites.get(call.workspace(), call.id("site"));
        try {
            var form = call.form();
            var avatar = pictures.apply(call);
            edit(
                    call,
                    now -> new SiteInput(
                            now.handle(),
                            form.text("name"),
                            form.text("tagline"),
                            form.text("bio").replace("\r\n", "\n"),
                            now.theme(),
                            now.themeSettings(),
                            avatar,
                            form.text("language")));
            return back(call, BuilderView.PAGE, "saved");
        } catch (Problem problem) {
            if (problem.kind() == Problem.Kind.INVALID) {
                return view.again(call, problem, BuilderView.PAGE);
            }
            throw problem;
        }
    }

    private Answer rename(Call call) {
        edit(
                call,
                now -> new SiteInput(
                        call.form().text("handle"),
                        now.name(),
                        now.tagline(),
                        now.bio(),
                        now.theme(),
                        now.themeSettings(),
                        now.avatar(),
                        now.language()));
        return back(call, BuilderView.PAGE, "renamed");
    }

    /** Whether the site could have the handle in {@code ?handle=}, in a sentence. */
    private Answer available(Call call) {
        return available(
                handles, call, sites.get(call.workspace(), call.id("site")).id());
    }

    static Answer available(Handles handles, Call call, long site) {
        var handle = call.query("handle").orElse("");
        try {
            handles.require(call.workspace(), handle, site);
            return json(new Word(true, "/@" + Handles.normal(handle) + " is free."));
        } catch (Problem problem) {
            return json(new Word(
                    false,
                    problem.fields().values().stream()
                            .flatMap(sentences -> sentences.stream())
                            .findFirst()
                            .orElse("This handle cannot be used.")));
        }
    }

    private void edit(Call call, UnaryOperator<SiteInput> change) {
        long id = call.id("site");
        var now = sites.get(call.workspace(), id).input();
        sites.edit(call.workspace(), call.user(), id, change.apply(now));
    }

    private static Answer json(Word word) {
        return Answer.json(200, Json.write(word)).with("Cache-Control", "no-store");
    }

    private static Answer back(Call call, String tab, String did) {
        return Answer.seeOther(BuilderPages.path(call.id("site"), "tab=" + tab + (did.isEmpty() ? "" : "&did=" + did)));
    }

    private record Word(boolean free, String sentence) {}
}
