package com.mewayz.onboarding;

import com.mewayz.biosites.Block;
import com.mewayz.biosites.PublicPage;
import com.mewayz.biosites.PublicPage.Shown;
import com.mewayz.biosites.PublicPages;
import com.mewayz.biosites.Site;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Percent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wizard's phone: a page made of what stands in the form, and of the saved site for the rest. Nothing is stored. */
public final class Draft {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin";
    private static final List<String> EXAMPLES = List.of("My newest work", "Book a session", "Write to me");
    private static final int TEXT = 200;

    private final PublicPages pages;

    public Draft(PublicPages pages) {
        this.pages = pages;
    }

    Answer page(Call call, Optional<Site> saved) {
        var html = pages.render(drawn(call, saved)).replace("<a ", "<a target=\"_blank\" ");
        return Answer.html(html)
                .with("Content-Security-Policy", POLICY)
                .with("X-Frame-Options", "SAMEORIGIN")
                .with("Cache-Control", "no-store");
    }

    Answer styles(Call call) {
        var css = pages.siteCss(drawn(call, Optional.empty()));
        return Answer.bytes(200, "text/css; charset=utf-8", css.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    private static PublicPage drawn(Call call, Optional<Site> saved) {
        var name = field(call, "workspace")
                .or(() -> field(call, "name"))
                .or(() -> saved.map(Site::name))
                .orElse("Your name");
        var theme = field(call, "theme").or(() -> saved.map(Site::theme)).orElse("folio");
        var handle = saved.map(Site::handle).orElse("you");
        return new PublicPage(
                handle,
                call.origin().base() + "/@" + handle,
                name,
                saved.map(Site::tagline).orElse(""),
                field(call, "bio").or(() -> saved.map(Site::bio)).orElse(""),
                "en",
                theme,
                Map.of(),
                "/setup/preview.css?theme=" + Percent.encode(theme) + "&name=" + Percent.encode(name),
                null,
                blocks(call),
                Map.of(),
                false,
                null);
    }

    /** The links of the form; while there are none, examples, so that a look can be judged. */
    private static List<Shown> blocks(Call call) {
        List<Shown> blocks = new ArrayList<>();
        for (int number = 1; number <= Wizard.LINKS; number++) {
            var title = field(call, "title" + number).orElse("");
            if (!title.isEmpty()) {
                blocks.add(new Shown(number, link(title), blocks.isEmpty()));
            }
        }
        if (blocks.isEmpty()) {
            EXAMPLES.forEach(title -> blocks.add(new Shown(blocks.size() + 1L, link(title), blocks.isEmpty())));
        }
        return blocks;
    }

    private static Block.Link link(String title) {
        return new Block.Link(title, "https://example.com", null, null, null);
    }

    private static Optional<String> field(Call call, String name) {
        return call.query(name).map(String::strip).filter(text -> !text.isEmpty() && text.length() <= TEXT);
    }
}
