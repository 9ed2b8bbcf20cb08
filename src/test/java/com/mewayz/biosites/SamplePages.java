package com.mewayz.biosites;

import com.mewayz.biosites.Block.Divider;
import com.mewayz.biosites.Block.Embed;
import com.mewayz.biosites.Block.Form;
import com.mewayz.biosites.Block.Heading;
import com.mewayz.biosites.Block.Image;
import com.mewayz.biosites.Block.Link;
import com.mewayz.biosites.Block.Profile;
import com.mewayz.biosites.Block.Social;
import com.mewayz.biosites.Block.Subscribe;
import com.mewayz.biosites.Block.Text;
import com.mewayz.biosites.PublicPage.Picture;
import com.mewayz.biosites.PublicPage.Shown;
import com.mewayz.biosites.PublicPage.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages of a musician, of little, of long words and of another direction of writing. */
final class SamplePages {
    static final String VIDEO = "https://youtu.be/dQw4w9WgXcQ";
    private static final Picture PORTRAIT = picture("mia.jpg", 960, 1200, "Mia Torres plays the guitar");
    private static final Map<Long, Picture> PICTURES =
            Map.of(1L, picture("live.jpg", 640, 360, ""), 2L, picture("course.jpg", 640, 360, ""));

    private SamplePages() {}

    /** Twelve links and every other kind. */
    static PublicPage mia(String theme) {
        return page(
                theme,
                "Mia Torres",
                "Musician and guitar teacher",
                "Songs about harbours and late trains. I teach fingerstyle to people who think they started too late.",
                "en",
                List.of(
                        new Link(
                                "Salt & Copper, the new single",
                                "https://a.example/1",
                                null,
                                null,
                                "Listen wherever you listen"),
                        new Link(
                                "Book a guitar lesson",
                                "https://a.example/2",
                                null,
                                null,
                                "45 minutes, online or in Lisbon"),
                        new Link(
                                "Full set, live at the boathouse",
                                "https://a.example/3",
                                null,
                                1L,
                                "38 minutes, filmed in May"),
                        new Link("Tour dates", "https://a.example/4", "ticket", null, null),
                        social(),
                        new Heading("Next show"),
                        new Text("Porto, Casa do Rio.\n\nFriday 18 September, doors at nine."),
                        new Embed(VIDEO, "Low Tide (rehearsal take)"),
                        new Link("Tickets", "https://a.example/5", null, null, null),
                        new Link("How to get there", "https://a.example/6", "map-pin", null, null),
                        new Heading("Shop"),
                        new Link(
                                "Salt & Copper, 7-inch", "https://a.example/7", null, 2L, "Signed, posted from Lisbon"),
                        new Link("Twelve Songs tab book", "https://a.example/8", "book-open", null, "PDF, 64 pages"),
                        new Link(
                                "Fingerstyle from zero",
                                "https://a.example/9",
                                "graduation-cap",
                                null,
                                "24 short lessons"),
                        new Divider(),
                        new Image(2L, "Diagram of a C major shape", "This week’s shape: C with an open G.", null),
                        new Heading("Stay in touch"),
                        new Link("Newsletter", "https://a.example/10", "mail", null, null),
                        new Subscribe(
                                "Letters from the harbour",
                                "New songs and where I play, once a month.",
                                null,
                                null,
                                true),
                        new Card("The boathouse sessions", "https://a.example/12", 1L, "", "Four films"),
                        new Faq(List.of(
                                new Faq.Question("Do I need to read music?", "No. You read tabs and listen."),
                                new Faq.Question("Can I move a lesson?", "Yes, until a day before."))),
                        new Reach(
                                "Write on WhatsApp",
                                Reach.Way.WHATSAPP,
                                "+351910000000",
                                null,
                                "I answer in the evening"),
                        new Music(
                                "Salt & Copper",
                                "Out now",
                                List.of(
                                        new Profile(Network.SPOTIFY, "https://open.spotify.com/track/1"),
                                        new Profile(Network.BANDCAMP, "https://mia.bandcamp.com/"),
                                        new Profile(Network.APPLE_MUSIC, "https://music.apple.com/1"))),
                        new Place("The boathouse", "Cais do Ginjal, Almada", null),
                        new Countdown(
                                "Porto, Casa do Rio", Instant.parse("2027-01-13T04:20:00Z"), "Europe/Lisbon", null),
                        new Tip(
                                "Keep the lights on",
                                "Everything goes into the next record.",
                                List.of(
                                        new Tip.Means("IBAN", "PT50 0002 0123 1234 5678 9015 4"),
                                        new Tip.Means("Ko-fi", "https://ko-fi.com/mia"))),
                        new Form("Write to me", "For concerts, lessons and everything else.", null),
                        new Link("Press photos", "https://a.example/11", "camera", null, null),
                        new Link("Write to me", "mailto:mia@example.com", null, null, null)));
    }

    static PublicPage two(String theme) {
        return page(
                theme,
                "Mia Torres",
                "Musician",
                "Songs about harbours and late trains.",
                "en",
                List.of(
                        new Link("Salt & Copper, the new single", "https://a.example/1", null, null, "Listen"),
                        new Link("Book a guitar lesson", "https://a.example/2", null, null, null)));
    }

    /** No portrait, long words, many lines. */
    static PublicPage long_(String theme) {
        var page = page(
                theme,
                "Maximiliana Wolkenstein-Featherstonehaugh",
                "Multi-instrumentalist, arranger, luthier and occasional radio presenter",
                "Songs about harbours. ".repeat(12),
                "de",
                List.of(
                        new Link(
                                "Donaudampfschifffahrtsgesellschaftskapitänswalzer for seven guitars, out on Friday",
                                "https://a.example/1",
                                null,
                                null,
                                "A very long second line that has to wrap calmly instead of being cut with dots"),
                        new Link(
                                "https://archive.example/recordings/2026/05/the-boathouse-sessions-complete-unedited",
                                "https://a.example/2",
                                null,
                                1L,
                                "Full recording"),
                        new Link("Tour dates", "https://a.example/3", null, null, null),
                        social(),
                        new Text("W".repeat(300))));
        return page;
    }

    static PublicPage arabic(String theme) {
        return page(
                theme,
                "ميا توريس",
                "موسيقية ومعلمة غيتار",
                "أغان عن الموانئ والقطارات المتأخرة. أعلّم العزف بالأصابع لمن يظن أنه بدأ متأخرا.",
                "ar",
                List.of(
                        new Link("ملح ونحاس، الأغنية الجديدة", "https://a.example/1", null, null, "استمع أينما تحب"),
                        new Link("احجز درس غيتار", "https://a.example/2", "calendar", null, "٤٥ دقيقة"),
                        new Link("الحفل الكامل في بيت القوارب", "https://a.example/3", null, 1L, "٣٨ دقيقة"),
                        social(),
                        new Heading("المتجر"),
                        new Embed(VIDEO, "فيديو")));
    }

    static PublicPage page(String theme, String name, String tagline, String bio, String language, List<Block> blocks) {
        var shown = new ArrayList<Shown>();
        for (int i = 0; i < blocks.size(); i++) {
            shown.add(new Shown(101 + i, blocks.get(i), i == 0, Instant.parse("2027-01-01T00:00:00Z")));
        }
        return new PublicPage(
                "mia",
                "https://links.example/@mia",
                name,
                tagline,
                bio,
                language,
                theme,
                Map.of(),
                "/site-" + theme + ".css",
                PORTRAIT,
                shown,
                PICTURES,
                true,
                null);
    }

    static PublicPage with(PublicPage page, Map<String, String> settings, @Nullable Picture avatar) {
        return new PublicPage(
                page.handle(),
                page.canonical(),
                page.name(),
                page.tagline(),
                page.bio(),
                page.language(),
                page.theme(),
                settings,
                page.stylesheet(),
                avatar,
                page.blocks(),
                page.pictures(),
                page.indexable(),
                page.playing());
    }

    static Picture picture(String file, int width, int height, String alt) {
        return new Picture(
                new Size("/pictures/" + file, width, height),
                new Size("/pictures/" + file, width / 2, height / 2),
                alt);
    }

    private static Social social() {
        return new Social(List.of(
                new Profile(Network.INSTAGRAM, "https://instagram.com/mia"),
                new Profile(Network.YOUTUBE, "https://youtube.com/@mia"),
                new Profile(Network.SPOTIFY, "https://open.spotify.com/artist/1"),
                new Profile(Network.MASTODON, "https://hachyderm.example/@mia"),
                new Profile(Network.FEED, "https://mia.example/feed.xml"),
                new Profile(Network.EMAIL, "mailto:mia@example.com")));
    }
}
