package com.mewayz.biosites;

import com.mewayz.platform.Check;
import com.mewayz.platform.web.Form;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The form that edits a block: what its fields show, and what they mean. */
public final class BlockForm {
    private static final Pattern BARE_HOST = Pattern.compile("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}([/?#:].*)?");
    private static final Pattern BARE_MAIL = Pattern.compile("[^\\s@/:]+@[^\\s@/:]+\\.[^\\s@/:]+");
    private static final List<String> FIELDS = List.of(
            "title",
            "url",
            "subtitle",
            "icon",
            "text",
            "alt",
            "caption",
            "picture",
            "button",
            "consent",
            "way",
            "to",
            "location",
            "map",
            "at",
            "lines");

    private BlockForm() {}

    /**
     * What was sent, as the service takes it. What this kind has no field for stays as it was.
     *
     * @param picture the picture to show, null for none
     */
    static BlockInput read(Form form, String kind, @Nullable BlockInput before, @Nullable Long picture, ZoneId zone) {
        var check = new Check();
        boolean scheduled = form.flag("scheduled");
        var from = scheduled ? moment(check, form, Schedule.FROM, before, zone) : null;
        var until = scheduled ? moment(check, form, Schedule.UNTIL, before, zone) : null;
        check.done();
        return new BlockInput(
                before == null || before.active(),
                form.flag("highlighted"),
                from,
                until,
                kind.equals("countdown") ? countdown(form, before, zone) : content(form, kind, picture));
    }

    private static Block content(Form form, String kind, @Nullable Long picture) {
        return switch (kind) {
            case "link" ->
                new Block.Link(
                        form.text("title"),
                        address(form.text("url")),
                        form.optional("icon"),
                        picture,
                        form.optional("subtitle"));
            case "heading" -> new Block.Heading(form.text("text"));
            case "text" -> new Block.Text(form.text("text").replace("\r\n", "\n"));
            case "social" -> new Block.Social(profiles(form));
            case "image" -> image(form, picture);
            case "embed" -> new Block.Embed(address(form.text("url")), form.text("title"));
            case "subscribe" ->
                new Block.Subscribe(
                        form.text("title"),
                        form.optional("text"),
                        form.optional("button"),
                        form.optional("consent"),
                        form.flag("name"));
            case "card" -> card(form, picture);
            case "faq" -> new Faq(questions(form.text("lines")));
            case "reach" ->
                new Reach(
                        form.text("title"),
                        chosen(Reach.Way.values(), form.text("way"), Reach.Way.WHATSAPP),
                        form.text("to"),
                        form.optional("text"),
                        form.optional("subtitle"));
            case "music" -> new Music(form.text("title"), form.optional("subtitle"), profiles(form));
            case "place" ->
                new Place(
                        form.text("title"),
                        form.text("location"),
                        chosen(Place.MapService.values(), form.text("map"), Place.MapService.OPENSTREETMAP));
            case "tip" -> new Tip(form.text("title"), form.optional("text"), ways(form.text("lines")));
            case "form" -> new Block.Form(form.text("title"), form.optional("text"), form.optional("button"));
            default -> new Block.Divider();
        };
    }

    @SuppressWarnings("NullAway") // the block itself says that a picture is missing
    private static Block image(Form form, @Nullable Long picture) {
        var url = address(form.text("url"));
        return new Block.Image(picture, form.text("alt"), form.optional("caption"), url.isEmpty() ? null : url);
    }

    @SuppressWarnings("NullAway") // the block itself says that a picture is missing
    private static Block card(Form form, @Nullable Long picture) {
        return new Card(
                form.text("title"),
                address(form.text("url")),
                picture,
                form.optional("alt"),
                form.optional("subtitle"));
    }

    @SuppressWarnings("NullAway") // the block itself says that the moment is missing
    private static Block countdown(Form form, @Nullable BlockInput before, ZoneId zone) {
        var check = new Check();
        var known = before != null && before.content() instanceof Countdown countdown ? countdown.at() : null;
        var at = Schedule.moment(check, "at", form.text("at"), known, zone);
        check.done();
        return new Countdown(form.text("title"), at, zone.getId(), form.optional("text"));
    }

    /** A question on a line, its answer on those that follow, and an empty line before the next. */
    private static List<Faq.Question> questions(String text) {
        var questions = new ArrayList<Faq.Question>();
        for (var part : text.replace("\r\n", "\n").strip().split("\n[ \t]*(\n[ \t]*)+")) {
            int end = part.indexOf('\n');
            if (!part.isBlank()) {
                questions.add(new Faq.Question(
                        end < 0 ? part.strip() : part.substring(0, end).strip(),
                        end < 0 ? "" : part.substring(end + 1).strip()));
            }
        }
        return questions;
    }

    /** A name and what is to be copied, with a colon between them, on each line. */
    private static List<Tip.Means> ways(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    int end = line.startsWith("http") ? -1 : line.indexOf(':');
                    return end < 0
                            ? new Tip.Means(host(line.strip()), line.strip())
                            : new Tip.Means(
                                    line.substring(0, end).strip(),
                                    line.substring(end + 1).strip());
                })
                .toList();
    }

    private static String host(String line) {
        return line.replaceFirst("^https?://(www\\.)?", "").replaceFirst("[/?#].*", "");
    }

    private static <E extends Enum<E>> E chosen(E[] all, String word, E standard) {
        for (var one : all) {
            if (one.name().equalsIgnoreCase(word)) {
                return one;
            }
        }
        return standard;
    }

    /** Rows without an address are left out; a network that was not chosen is read off the address. */
    private static List<Block.Profile> profiles(Form form) {
        var networks = form.all("network");
        var urls = form.all("profile");
        var profiles = new ArrayList<Block.Profile>();
        for (int i = 0; i < urls.size(); i++) {
            var url = address(urls.get(i).strip());
            if (!url.isEmpty()) {
                var chosen = i < networks.size() ? network(networks.get(i)) : null;
                profiles.add(new Block.Profile(
                        chosen != null ? chosen : Network.of(url).orElse(Network.WEBSITE), url));
            }
        }
        return profiles;
    }

    private static @Nullable Network network(String word) {
        for (var network : Network.values()) {
            if (network.name().toLowerCase(Locale.ROOT).equals(word)) {
                return network;
            }
        }
        return null;
    }

    /** People write example.com and name@example.com; everything else is left as it is, to be checked. */
    public static String address(String text) {
        if (BARE_MAIL.matcher(text).matches()) {
            return "mailto:" + text;
        }
        return BARE_HOST.matcher(text).matches() ? "https://" + text : text;
    }

    private static @Nullable Instant moment(
            Check check, Form form, String field, @Nullable BlockInput before, ZoneId zone) {
        var known = before == null ? null : field.equals(Schedule.FROM) ? before.visibleFrom() : before.visibleUntil();
        return Schedule.moment(check, field, form.text(field), known, zone);
    }

    /** The fields of a new block. */
    static Map<String, Object> empty() {
        Map<String, Object> fields = new HashMap<>();
        FIELDS.forEach(name -> fields.put(name, ""));
        fields.put(Schedule.FROM, "");
        fields.put(Schedule.UNTIL, "");
        fields.put("highlighted", false);
        fields.put("scheduled", false);
        fields.put("profiles", List.of());
        fields.put("name", false);
        return fields;
    }

    /** The fields as they were sent, to be shown again. */
    static Map<String, Object> of(Form form) {
        var fields = empty();
        FIELDS.forEach(name -> fields.put(name, form.text(name)));
        fields.put(Schedule.FROM, form.text(Schedule.FROM));
        fields.put(Schedule.UNTIL, form.text(Schedule.UNTIL));
        fields.put("highlighted", form.flag("highlighted"));
        fields.put("scheduled", form.flag("scheduled"));
        fields.put("name", form.flag("name"));
        var profiles = new ArrayList<Map<String, String>>();
        var urls = form.all("profile");
        for (int i = 0; i < urls.size(); i++) {
            if (!urls.get(i).isBlank()) {
                profiles.add(profile(
                        i < form.all("network").size() ? form.all("network").get(i) : "", urls.get(i)));
            }
        }
        fields.put("profiles", profiles);
        return fields;
    }

    /** The fields of a block that is there. */
    static Map<String, Object> of(Placed block, ZoneId zone) {
        var fields = empty();
        fields.put(Schedule.FROM, Schedule.field(block.visibleFrom(), zone));
        fields.put(Schedule.UNTIL, Schedule.field(block.visibleUntil(), zone));
        fields.put("scheduled", block.visibleFrom() != null || block.visibleUntil() != null);
        fields.put("highlighted", block.highlighted());
        switch (block.content()) {
            case Block.Link link -> {
                fields.put("title", link.title());
                fields.put("url", link.url());
                fields.put("subtitle", text(link.subtitle()));
                fields.put("icon", text(link.icon()));
                fields.put("picture", text(link.thumbnail()));
            }
            case Block.Heading heading -> fields.put("text", heading.text());
            case Block.Text text -> fields.put("text", text.text());
            case Block.Social social -> fields.put("profiles", rows(social.items()));
            case Block.Image image -> {
                fields.put("picture", text(image.media()));
                fields.put("alt", image.alt());
                fields.put("caption", text(image.caption()));
                fields.put("url", text(image.url()));
            }
            case Block.Embed embed -> {
                fields.put("title", embed.title());
                fields.put("url", embed.url());
            }
            case Block.Subscribe subscribe -> {
                fields.put("title", subscribe.title());
                fields.put("text", text(subscribe.text()));
                fields.put("button", text(subscribe.button()));
                fields.put("consent", text(subscribe.consent()));
                fields.put("name", subscribe.name());
            }
            case Block.Form contact -> {
                fields.put("title", contact.title());
                fields.put("text", text(contact.text()));
                fields.put("button", text(contact.button()));
            }
            case Card card -> {
                fields.put("title", card.title());
                fields.put("url", card.url());
                fields.put("subtitle", text(card.subtitle()));
                fields.put("alt", text(card.alt()));
                fields.put("picture", text(card.media()));
            }
            case Faq faq ->
                fields.put(
                        "lines",
                        faq.items().stream()
                                .map(item -> item.question() + "\n" + item.answer())
                                .collect(Collectors.joining("\n\n")));
            case Reach reach -> {
                fields.put("title", reach.title());
                fields.put("way", reach.way().word());
                fields.put("to", reach.to());
                fields.put("text", text(reach.text()));
                fields.put("subtitle", text(reach.subtitle()));
            }
            case Music music -> {
                fields.put("title", music.title());
                fields.put("subtitle", text(music.subtitle()));
                fields.put("profiles", rows(music.items()));
            }
            case Place place -> {
                fields.put("title", place.title());
                fields.put("location", place.location());
                fields.put("map", place.map() == null ? "" : place.map().word());
            }
            case Countdown countdown -> {
                fields.put("title", countdown.title());
                fields.put("at", Schedule.field(countdown.at(), zone));
                fields.put("text", text(countdown.text()));
            }
            case Tip tip -> {
                fields.put("title", tip.title());
                fields.put("text", text(tip.text()));
                fields.put(
                        "lines",
                        tip.items().stream()
                                .map(item -> item.name() + ": " + item.value())
                                .collect(Collectors.joining("\n")));
            }
            case Block.Divider divider -> {}
        }
        return fields;
    }

    private static List<Map<String, String>> rows(List<Block.Profile> items) {
        return items.stream()
                .map(item -> profile(item.network().name().toLowerCase(Locale.ROOT), item.url()))
                .toList();
    }

    private static Map<String, String> profile(String network, String url) {
        return Map.of("network", network, "url", url);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
