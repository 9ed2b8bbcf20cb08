package com.mewayz.biosites;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.EDITOR;

import com.mewayz.media.MediaFile;
import com.mewayz.media.MediaFiles;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.pages.Themes;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Times;
import com.mewayz.platform.web.Views;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws the builder: the list, the editor of the chosen block, themes, page settings. */
final class BuilderView {
    static final String BLOCKS = "blocks";
    static final String THEME = "theme";
    static final String PAGE = "page";
    private static final Set<String> TABS = Set.of(BLOCKS, THEME, PAGE, "preview");
    private static final Set<String> LANGUAGES = Set.of(
            "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id",
            "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sr", "sv", "th",
            "tr", "uk", "ur", "vi", "zh");

    private final BioSites feature;
    private final Sites sites;
    private final Blocks blocks;
    private final Publications publications;
    private final MediaFiles media;
    private final Themes themes;
    private final Workspaces workspaces;
    private final Clock clock;
    private final Views views;

    BuilderView(BioSites feature, MediaFiles media, Themes themes, Workspaces workspaces, Clock clock, Views views) {
        this.feature = feature;
        this.sites = feature.sites();
        this.blocks = feature.blocks();
        this.publications = feature.publications();
        this.media = media;
        this.themes = themes;
        this.workspaces = workspaces;
        this.clock = clock;
        this.views = views;
    }

    Answer show(Call call) {
        return draw(call, 200, tab(call.query("tab").orElse("")), editor(call), Map.of(), Map.of());
    }

    /** The editor again, with what was sent and what is wrong with it. */
    Answer again(Call call, Problem problem, String kind, @Nullable Placed block, Map<String, Object> fields) {
        var editor = Optional.of(editor(call, kind, block, fields));
        return draw(call, problem.kind().status(), BLOCKS, editor, complaints(problem), Map.of());
    }

    /** Another tab again. */
    Answer again(Call call, Problem problem, String tab) {
        var sent = new HashMap<String, String>();
        call.form().fields().forEach((name, values) -> sent.put(name, values.getFirst()));
        return draw(call, problem.kind().status(), tab, Optional.empty(), complaints(problem), sent);
    }

    ZoneId zone(Call call) {
        return workspaces.get(call.workspace()).zone();
    }

    static String tab(String name) {
        return TABS.contains(name) ? name : BLOCKS;
    }

    /** Which words the fields of a form go by, where the service calls them otherwise. */
    private static Map<String, Object> complaints(Problem problem) {
        var errors = new HashMap<String, List<String>>();
        problem.fields()
                .forEach((name, sentences) -> errors.merge(
                        Set.of("media", "content", "file", "avatar").contains(name) ? "picture" : name,
                        sentences,
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).toList()));
        if (errors.isEmpty()) {
            errors.put("form", List.of(String.valueOf(problem.getMessage())));
        }
        return Map.of("errors", errors, "message", String.valueOf(problem.getMessage()));
    }

    private Answer draw(
            Call call,
            int status,
            String tab,
            Optional<Map<String, Object>> editor,
            Map<String, Object> errors,
            Map<String, String> sent) {
        var site = sites.get(call.workspace(), call.id("site"));
        var now = clock.instant();
        var zone = zone(call);
        var rows = blocks.all(call.workspace(), site.id()).stream()
                .map(block -> BlockRow.of(block, now, zone))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("page", site.name());
        model.put("site", site);
        model.put("words", feature.standing(call, site).words());
        model.put("address", feature.standing(call, site).page());
        model.put("saved", Times.words(site.updatedAt(), now, zone));
        model.put("ago", Math.max(0, Duration.between(site.updatedAt(), now).toSeconds()));
        model.put("publication", publications.get(call.workspace(), site.id()));
        model.put("mayEdit", call.role().covers(EDITOR));
        model.put("mayDelete", call.role().covers(ADMIN));
        model.put("tab", tab);
        model.put("rows", rows);
        model.put("kinds", BlockRow.kinds());
        model.put("editor", editor.orElse(Map.of()));
        model.put("selected", editor.map(fields -> fields.get("id")).orElse(0L));
        model.put("toasts", Toast.of(call).stream().toList());
        switch (tab) {
            case THEME -> look(model, site, sent);
            case PAGE -> about(model, call, site, sent);
            default -> {}
        }
        model.putAll(errors);
        return views.page(call, status, "biosites/builder", model);
    }

    private void look(Map<String, Object> model, Site site, Map<String, String> sent) {
        var theme = themes.get(site.theme());
        var fields = ThemeForm.fields(theme, site.themeSettings());
        var values = new HashMap<String, String>();
        // a switch that is off is not sent at all
        fields.forEach(field ->
                values.put(field.name(), sent.isEmpty() ? field.value() : sent.getOrDefault(field.name(), "false")));
        model.put("cards", ThemeForm.cards(themes));
        model.put("theme", theme);
        model.put("fields", fields);
        model.put("own", site.themeSettings().isEmpty());
        model.put("sent", values);
    }

    private void about(Map<String, Object> model, Call call, Site site, Map<String, String> sent) {
        var values = new HashMap<>(Map.of(
                "name", site.name(),
                "tagline", site.tagline(),
                "bio", site.bio(),
                "language", site.language(),
                "handle", site.handle(),
                "picture", site.avatar() == null ? "" : site.avatar().toString()));
        values.putAll(sent);
        var avatar = String.valueOf(values.get("picture"));
        model.put("avatar", avatar);
        model.put("avatarAddress", picture(call, avatar));
        model.put("languages", languages(site.language()));
        model.put("sent", values);
    }

    /** The block in {@code ?block=}, or an empty one of the kind in {@code ?new=}. */
    private Optional<Map<String, Object>> editor(Call call) {
        long site = call.id("site");
        var id = call.query("block").filter(text -> text.matches("[0-9]{1,16}"));
        if (id.isPresent()) {
            return blocks.all(call.workspace(), site).stream()
                    .filter(block -> String.valueOf(block.id()).equals(id.get()))
                    .findFirst()
                    .map(block -> editor(
                            call, Json.kind(block.content().getClass()), block, BlockForm.of(block, zone(call))));
        }
        return call.query("new")
                .filter(kind -> call.role().covers(EDITOR))
                .filter(kind ->
                        BlockRow.kinds().stream().anyMatch(known -> known.name().equals(kind)))
                .map(kind -> editor(call, kind, null, BlockForm.empty()));
    }

    private Map<String, Object> editor(Call call, String kind, @Nullable Placed block, Map<String, Object> fields) {
        var path = "/sites/" + call.id("site") + "/blocks";
        Map<String, Object> editor = new HashMap<>();
        editor.put("kind", BlockRow.kind(kind));
        editor.put("id", block == null ? 0L : block.id());
        editor.put("action", block == null ? path : path + "/" + block.id());
        editor.put("number", block == null ? 0 : block.position() + 1);
        editor.put("form", fields);
        editor.put("picture", picture(call, String.valueOf(fields.get("picture"))));
        editor.put("mail", feature.sendsMail());
        editor.put(
                "ways",
                Stream.of(Reach.Way.values())
                        .map(way -> option(way.word(), way.label()))
                        .toList());
        editor.put(
                "maps",
                Stream.of(Place.MapService.values())
                        .map(map -> option(map.word(), map.label()))
                        .toList());
        editor.put("zone", zone(call).getId().replace('_', ' '));
        editor.put("icons", Block.ICONS.stream().sorted().toList());
        editor.put(
                "networks",
                Stream.of(Network.values())
                        .map(network ->
                                Map.of("value", network.name().toLowerCase(Locale.ROOT), "label", network.label()))
                        .toList());
        return editor;
    }

    private String picture(Call call, String id) {
        return id.matches("[0-9]{1,16}")
                ? media.find(call.workspace(), Long.parseLong(id))
                        .map(MediaFile::smallAddress)
                        .orElse("")
                : "";
    }

    /** Each in its own words, as its speakers look for it. */
    private static List<ThemeForm.Option> languages(String chosen) {
        return Stream.concat(LANGUAGES.stream(), Stream.of(chosen))
                .distinct()
                .map(tag -> new ThemeForm.Option(tag, name(Locale.forLanguageTag(tag))))
                .sorted(Comparator.comparing(ThemeForm.Option::label, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static String name(Locale language) {
        var name = language.getDisplayName(language);
        return name.isEmpty()
                ? language.toLanguageTag()
                : name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }

    private static Map<String, String> option(String value, String label) {
        return Map.of("value", value, "label", label);
    }
}
