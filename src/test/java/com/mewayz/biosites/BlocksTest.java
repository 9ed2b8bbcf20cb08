package com.mewayz.biosites;

import static com.mewayz.biosites.SitesTest.assertMissing;
import static com.mewayz.biosites.Studio.ANN;
import static com.mewayz.biosites.Studio.LEO;
import static com.mewayz.biosites.Studio.MIA;
import static com.mewayz.biosites.Studio.linkTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.mewayz.platform.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksTest {
    private final Studio studio = new Studio();
    private final Blocks blocks = studio.blocks();
    private final Site site = studio.site("mia");

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void blocksKeepTheirOrderWhenOneGoes() {
        studio.link(site, "one");
        var two = studio.link(site, "two");
        studio.link(site, "three");

        blocks.delete(MIA, ANN, site.id(), two.id());

        assertOrder("one", "three");
    }

    @Test
    void aDeletedBlockComesBackInItsPlace() {
        studio.link(site, "one");
        var two = studio.link(site, "two");
        studio.link(site, "three");
        blocks.delete(MIA, ANN, site.id(), two.id());

        blocks.restore(MIA, ANN, site.id(), two.id());

        assertOrder("one", "two", "three");
    }

    @Test
    void aDeletedBlockComesBackAtTheEndWhenItsPlaceIsGone() {
        var one = studio.link(site, "one");
        var two = studio.link(site, "two");
        blocks.delete(MIA, ANN, site.id(), two.id());
        blocks.delete(MIA, ANN, site.id(), one.id());

        blocks.restore(MIA, ANN, site.id(), two.id());
        blocks.restore(MIA, ANN, site.id(), one.id());

        assertOrder("one", "two");
        assertMissing(() -> blocks.restore(MIA, ANN, site.id(), one.id()));
    }

    @Test
    void aDuplicateStandsBehindTheOriginal() {
        var one = blocks.add(
                MIA, ANN, site.id(), new BlockInput(true, true, null, null, linkTo("one", "https://example.com")));
        studio.link(site, "two");

        var copy = blocks.duplicate(MIA, ANN, site.id(), one.id());

        assertOrder("one", "one", "two");
        assertThat(copy.highlighted()).isFalse();
    }

    @Test
    void blocksAreReorderedOnlyAmongThemselves() {
        var one = studio.link(site, "one");
        var two = studio.link(site, "two");
        var other = studio.link(studio.site("other"), "foreign");

        blocks.reorder(MIA, ANN, site.id(), List.of(two.id(), one.id()));
        assertOrder("two", "one");
        for (var wrong : List.of(
                List.<Long>of(),
                List.of(one.id()),
                List.of(one.id(), one.id()),
                List.of(one.id(), other.id()),
                List.of(one.id(), two.id(), other.id()))) {
            assertRefused(() -> blocks.reorder(MIA, ANN, site.id(), wrong), "ids");
        }
        var withNull = new ArrayList<Long>(List.of(one.id()));
        withNull.add(null);
        assertRefused(() -> blocks.reorder(MIA, ANN, site.id(), withNull), "ids");
        assertRefused(() -> blocks.reorder(MIA, ANN, site.id(), null), "ids");
        assertOrder("two", "one");
    }

    @Test
    void aBlockIsFoundOnlyUnderItsOwnSiteAndWorkspace() {
        var block = studio.link(site, "one");
        var other = studio.site("other");
        var foreign = studio.sites().create(LEO, 5, new SiteInput("leo", "Leo"));
        var input = block.input();

        assertMissing(() -> blocks.get(MIA, other.id(), block.id()));
        assertMissing(() -> blocks.edit(MIA, ANN, other.id(), block.id(), input));
        assertMissing(() -> blocks.delete(MIA, ANN, other.id(), block.id()));
        assertMissing(() -> blocks.duplicate(MIA, ANN, other.id(), block.id()));
        assertMissing(() -> blocks.restore(MIA, ANN, other.id(), block.id()));
        assertMissing(() -> blocks.get(LEO, foreign.id(), block.id()));
        assertMissing(() -> blocks.get(LEO, site.id(), block.id()));
        assertMissing(() -> blocks.add(LEO, 5, site.id(), input));
    }

    @Test
    void atMostOneBlockIsHighlighted() {
        var one = studio.link(site, "one");
        var two = studio.link(site, "two");

        highlight(one);
        highlight(two);

        assertThat(blocks.all(MIA, site.id())).extracting(Placed::highlighted).containsExactly(false, true);
    }

    @Test
    void hidingAndShowingKeepTheRest() {
        var one = studio.link(site, "one");

        assertThat(blocks.hide(MIA, ANN, site.id(), one.id()).active()).isFalse();
        assertThat(blocks.show(MIA, ANN, site.id(), one.id()).input()).isEqualTo(one.input());
    }

    @Test
    void aWindowMustOpenBeforeItCloses() {
        var now = studio.now();
        var content = linkTo("one", "https://example.com");

        assertRefused(
                () -> blocks.add(
                        MIA, ANN, site.id(), new BlockInput(true, false, now, now.minus(Duration.ofDays(1)), content)),
                "visible_until");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "java\tscript:alert(1)",
                "java\nscript:alert(1)",
                "\u0001javascript:alert(1)",
                "javascript&colon;alert(1)",
                "javascript%3aalert(1)",
                "jаvascript:alert(1)",
                "ｊavascript:alert(1)",
                "vbscript:msgbox(1)",
                "data:text/html,<script>alert(1)</script>",
                "DATA:text/html;base64,PHNjcmlwdD4=",
                "blob:https://x/y",
                "file:///etc/passwd",
                "view-source:https://example.com",
                "//example.com",
                "/signout",
                "example.com",
                "http:",
                "http://",
                "https:///example.com",
                "https://user:pass@example.com",
                "https://exa mple.com",
                "http://[javascript:1]",
                "",
                "intent://scan/#Intent;end",
                "ftp://example.com"
            })
    void onlyHarmlessAddressesAreTaken(String url) {
        assertRefused(() -> blocks.add(MIA, ANN, site.id(), new BlockInput(linkTo("x", url))), "url");
        assertRefused(
                () -> blocks.add(MIA, ANN, site.id(), new BlockInput(new Block.Image(1L, "x", null, url + " "))),
                "url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "HTTPS://example.com/a?b=c#d",
                "http://example.com:8080/",
                "mailto:me@example.com",
                "tel:+351912345678",
                "sms:+351912345678"
            })
    void whereAPersonMayBeReachedIsTaken(String url) {
        assertThat(blocks.add(MIA, ANN, site.id(), new BlockInput(linkTo("x", url)))
                        .content())
                .isEqualTo(linkTo("x", url));
    }

    @Test
    void aPictureOfAnotherWorkspaceDoesNotExist() {
        assertRefused(
                () -> blocks.add(MIA, ANN, site.id(), new BlockInput(new Block.Image(4711L, "x", null, null))),
                "content");
    }

    private void highlight(Placed block) {
        blocks.edit(MIA, ANN, site.id(), block.id(), new BlockInput(true, true, null, null, block.content()));
    }

    private void assertOrder(String... titles) {
        var all = blocks.all(MIA, site.id());
        assertThat(all)
                .extracting(block -> ((Block.Link) block.content()).title())
                .containsExactly(titles);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).position()).isEqualTo(i);
        }
    }

    private static void assertRefused(Runnable action, String field) {
        assertThatThrownBy(action::run)
                .asInstanceOf(type(Problem.class))
                .satisfies(problem -> assertThat(problem.fields()).containsKey(field));
    }
}
