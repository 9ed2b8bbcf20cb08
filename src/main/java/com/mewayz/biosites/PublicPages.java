package com.mewayz.biosites;

import com.mewayz.biosites.PublicPage.Answered;
import com.mewayz.biosites.PublicPage.Picture;
import com.mewayz.biosites.PublicPage.Shown;
import com.mewayz.platform.Json;
import com.mewayz.platform.pages.Templates;
import com.mewayz.platform.pages.Theme;
import com.mewayz.platform.pages.Themes;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Draws public pages: a pure function of the page and the theme. No script, no inline style, and nothing from another
 * host, except the player a visitor asked for.
 */
public final class PublicPages {
    /** With fewer blocks than this, themes compose for emptiness. */
    private static final int FEW = 5;

    /** Longer than this, themes set the bio smaller. */
    private static final int LONG_BIO = 140;

    private static final int DESCRIPTION = 300;

    private final Templates templates;
    private final Themes themes;

    public PublicPages(Templates templates, Themes themes) {
        this.templates = templates;
        this.themes = themes;
    }

    /** The whole page as HTML. */
    public String render(PublicPage page) {
        var theme = themes.get(page.theme());
        var words = Words.in(page.language());
        var model = new HashMap<String, Object>();
        model.put("page", page);
        model.put("theme", theme);
        model.put("font", optional(theme.fontFor(page.settings(), page.name()).orElse(null)));
        model.put("colours", theme.themeColours(page.settings()));
        model.put("words", words);
        model.put("foreignWords", !page.language().toLowerCase(Locale.ROOT).startsWith(words.language()));
        model.put("direction", Words.direction(page.language()));
        model.put("title", page.tagline().isBlank() ? page.name() : page.name() + " · " + page.tagline());
        model.put("description", description(page));
        model.put(
                "image",
                page.avatar() == null
                        ? ""
                        : absolute(page, page.avatar().large().url()));
        model.put("facts", Json.write(facts(page)));
        model.put(
                "nameWords",
                Stream.of(page.name().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList());
        model.put("nameLength", nameLength(page.name()));
        model.put("bioLength", page.bio().length() > LONG_BIO ? "l" : "m");
        model.put("few", page.blocks().size() < FEW);
        model.put("notice", optional(page.notice()));
        model.put("groups", groups(page, theme, words));
        return templates.render(themes.template(theme, "page"), model);
    }

    /** The page's own style sheet, served at {@link PublicPage#stylesheet}. */
    public String siteCss(PublicPage page) {
        return themes.get(page.theme()).siteCss(page.settings(), page.name());
    }

    /** What the page must allow as {@code frame-src}: the origin of the player that is unfolded, or nothing. */
    public static List<String> frameSources(PublicPage page) {
        return page.blocks().stream()
                .filter(shown -> Objects.equals(shown.id(), page.playing()))
                .flatMap(shown -> player(shown).stream())
                .map(player -> player.provider().origin())
                .toList();
    }

    private List<Map<String, Object>> groups(PublicPage page, Theme theme, Words words) {
        return Groups.of(page.blocks()).stream()
                .map(group -> {
                    var drawn = new LinkedHashMap<String, Object>();
                    drawn.put("name", group.name());
                    drawn.put("number", group.number());
                    drawn.put("heading", group.heading() == null ? "" : group.heading());
                    drawn.put(
                            "runs",
                            group.runs().stream()
                                    .map(run -> Map.of(
                                            "links", run.links(),
                                            "pieces",
                                                    run.blocks().stream()
                                                            .map(shown -> piece(page, theme, words, shown))
                                                            .toList()))
                                    .toList());
                    return (Map<String, Object>) drawn;
                })
                .toList();
    }

    /** What the template of a block sees, apart from the page: all names are there for every kind. */
    private Map<String, Object> piece(PublicPage page, Theme theme, Words words, Shown shown) {
        var block = shown.block();
        var player = player(shown).orElse(null);
        var piece = new HashMap<String, Object>();
        piece.put("template", themes.template(theme, "blocks/" + Json.kind(block.getClass())));
        piece.put("id", shown.id());
        piece.put("block", block);
        piece.put("highlighted", shown.highlighted());
        piece.put("answer", optional(answer(page, shown)));
        piece.put("picture", optional(picture(page, block)));
        piece.put(
                "icon",
                block instanceof Block.Link link && link.icon() != null && Block.ICONS.contains(link.icon())
                        ? link.icon()
                        : "");
        var count = block instanceof Countdown countdown ? countdown : null;
        piece.put("left", count == null ? List.of() : count.left(shown.now()));
        piece.put("when", count == null ? "" : count.when(Locale.forLanguageTag(page.language())));
        piece.put("player", optional(player));
        piece.put("playing", player != null && Objects.equals(shown.id(), page.playing()));
        piece.put(
                "hint",
                player == null ? "" : words.get("plays", player.provider().label()));
        return piece;
    }

    private static @Nullable Answered answer(PublicPage page, Shown shown) {
        return page.answer() != null && page.answer().block() == shown.id() ? page.answer() : null;
    }

    private static @Nullable Picture picture(PublicPage page, Block block) {
        return block.pictures().stream().findFirst().map(page.pictures()::get).orElse(null);
    }

    private static java.util.Optional<Player> player(Shown shown) {
        return shown.block() instanceof Block.Embed embed ? Player.of(embed.url()) : java.util.Optional.empty();
    }

    /** schema.org: whose page this is, and where else they are. */
    private static Map<String, Object> facts(PublicPage page) {
        var person = new LinkedHashMap<String, Object>();
        person.put("@type", "Person");
        person.put("name", page.name());
        person.put("alternateName", "@" + page.handle());
        person.put("url", page.canonical());
        if (!page.bio().isBlank() || !page.tagline().isBlank()) {
            person.put("description", description(page));
        }
        if (page.avatar() != null) {
            person.put("image", absolute(page, page.avatar().large().url()));
        }
        var profiles = profiles(page);
        if (!profiles.isEmpty()) {
            person.put("sameAs", profiles);
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("@context", "https://schema.org");
        facts.put("@type", "ProfilePage");
        facts.put("url", page.canonical());
        facts.put("mainEntity", person);
        return facts;
    }

    private static List<String> profiles(PublicPage page) {
        var profiles = new ArrayList<String>();
        for (var shown : page.blocks()) {
            if (shown.block() instanceof Block.Social(List<Block.Profile> items)) {
                items.stream()
                        .map(Block.Profile::url)
                        .filter(url -> url.startsWith("http"))
                        .forEach(profiles::add);
            }
        }
        return profiles;
    }

    private static String description(PublicPage page) {
        var text = Stream.of(page.bio(), page.tagline(), page.name())
                .filter(it -> !it.isBlank())
                .findFirst()
                .orElse("")
                .replaceAll("\\s+", " ")
                .strip();
        return text.length() <= DESCRIPTION
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, DESCRIPTION) - 1)) + "…";
    }

    private static String absolute(PublicPage page, String path) {
        return URI.create(page.canonical()).resolve(path).toString();
    }

    /** Themes set long names smaller: by the longest word, which cannot wrap, and by the whole. */
    static String nameLength(String name) {
        int all = name.codePointCount(0, name.length());
        int word = Stream.of(name.split("[\\s-]+"))
                .mapToInt(it -> it.codePointCount(0, it.length()))
                .max()
                .orElse(0);
        if (word > 13 || all > 34) {
            return "xl";
        }
        if (word > 9 || all > 20) {
            return "l";
        }
        return all > 12 ? "m" : "s";
    }

    // Pebble tells null from a name that does not exist only by the map having it.
    private static Object optional(@Nullable Object value) {
        return value == null ? false : value;
    }
}
