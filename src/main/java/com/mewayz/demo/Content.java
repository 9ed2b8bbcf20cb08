package com.mewayz.demo;

import static com.mewayz.demo.Piece.added;

import com.mewayz.biosites.Block;
import com.mewayz.biosites.Network;
import com.mewayz.biosites.SiteInput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Mia's pages say. Nobody of that name is meant, and the addresses belong to nobody. */
final class Content {
    static final String NAME = "Mia Torres";
    static final String FIRST_THEME = "folio";
    static final String THEME = "headliner";

    private static final String HOME = "https://miatorres.example/";

    private final Library library;
    private final Instant sale;

    /** @param sale when the tickets go on sale, which is when their link appears */
    Content(Library library, Instant sale) {
        this.library = library;
        this.sale = sale;
    }

    SiteInput site(String theme, @Nullable Long avatar) {
        var bio =
                "Songs about harbours and late trains. I teach fingerstyle to people who think they started too late.";
        return new SiteInput(Demo.HANDLE, NAME, "Musician and guitar teacher", bio, theme, Map.of(), avatar, "en");
    }

    /** Another page, still being written. */
    SiteInput draft() {
        var bio = "Two days, eight people, one song each.";
        var avatar = library.picture("course.jpg");
        return new SiteInput(
                "mia-workshops",
                "Workshops with Mia",
                "Weekends with six strings",
                bio,
                "haze",
                Map.of(),
                avatar,
                "en");
    }

    List<Block> draftBlocks() {
        return List.of(
                link("Spring weekend in Setúbal", "workshops/spring", "calendar", "Eight places"),
                link("What to bring", "workshops/bring", "file-text", null),
                new Block.Text("Breakfast is included. So are spare strings."));
    }

    /** The page from top to bottom: twelve links, one of them highlighted, one still to come, one hidden, and the rest. */
    List<Piece> page() {
        return List.of(
                added(30, 10, this::single).highlight(),
                added(
                        90,
                        6,
                        () -> link("Book a guitar lesson", "lessons", "calendar", "45 minutes, online or in Lisbon")),
                added(
                        90,
                        5,
                        () -> pictured(
                                "Full set, live at the boathouse", "boathouse", "live.jpg", "38 minutes, one take")),
                added(90, 0, Content::profiles),
                added(90, 0, () -> new Block.Heading("Next shows")),
                added(90, 4, () -> link("Tour dates", "tour", "map-pin", "Lisbon, Porto, Vigo and back")),
                added(6, 0, this::tickets).between(sale, sale.plus(Duration.ofDays(14))),
                added(61, 2, Content::film),
                added(78, 0, () -> new Block.Heading("Shop")),
                added(
                        78,
                        3,
                        () -> pictured(
                                "Salt & Copper, 7-inch",
                                "shop/7-inch",
                                "vinyl.jpg",
                                "Signed, posted from Lisbon, €14")),
                added(78, 3, () -> pictured("Twelve Songs tab book", "shop/tabs", "tabs.jpg", "PDF, 64 pages, €9")),
                added(61, 0, () -> new Block.Heading("Learn with me")),
                added(
                        61,
                        5,
                        () -> link(
                                "Fingerstyle from zero", "course", "graduation-cap", "24 lessons, the first one free")),
                added(61, 0, Content::attic),
                added(61, 3, () -> link("Chord chart for beginners", "chords.pdf", "download", "PDF, 240 KB")),
                added(61, 0, this::shape),
                added(40, 4, () -> link("Summer guitar week", "summer", "users", "Six days by the sea"))
                        .hiddenAgain(2),
                added(78, 0, Block.Divider::new),
                added(78, 0, () -> new Block.Heading("Stay in touch")),
                added(78, 3, () -> link("The last letter", "letters", "mail", "How “Salt & Copper” came about")),
                added(
                        40,
                        0,
                        () -> new Block.Subscribe(
                                "Letters from the harbour", "One whenever there is a new song.", null, null, true)),
                added(78, 1, () -> link("Press photos and biography", "press", "camera", null)),
                added(40, 0, () -> new Block.Form("Write to me", "For concerts, lessons and everything else.", null)));
    }

    private Block single() {
        return link("Salt & Copper, the new single", "salt-and-copper", "music", "Listen wherever you listen");
    }

    private Block tickets() {
        return link("Tickets for Casa do Rio, Porto", "tickets", "ticket", "On sale for two weeks");
    }

    private Block shape() {
        return new Block.Image(
                library.picture("course.jpg"),
                "Diagram of a C major shape on a guitar fretboard",
                "This week’s shape: C with an open G.",
                null);
    }

    private Block pictured(String title, String path, String picture, String subtitle) {
        return new Block.Link(title, HOME + path, null, library.picture(picture), subtitle);
    }

    private static Block link(String title, String path, String icon, @Nullable String subtitle) {
        return new Block.Link(title, HOME + path, icon, null, subtitle);
    }

    private static Block attic() {
        return new Block.Text("Bring any guitar, even the one from the attic. We tune it together in lesson one.");
    }

    /** An open film, so that there is something to play. */
    private static Block film() {
        return new Block.Embed("https://www.youtube.com/watch?v=aqz-KE-bpKQ", "The film I watch on every night train");
    }

    private static Block profiles() {
        return new Block.Social(List.of(
                new Block.Profile(Network.INSTAGRAM, "https://www.instagram.com/miatorres.example"),
                new Block.Profile(Network.TIKTOK, "https://www.tiktok.com/@miatorres.example"),
                new Block.Profile(Network.YOUTUBE, "https://www.youtube.com/@miatorres.example"),
                new Block.Profile(Network.MASTODON, "https://social.example/@mia"),
                new Block.Profile(Network.EMAIL, "mailto:mia@miatorres.example")));
    }
}
