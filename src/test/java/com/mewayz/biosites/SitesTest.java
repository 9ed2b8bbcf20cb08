package com.mewayz.biosites;

import static com.mewayz.biosites.Studio.ANN;
import static com.mewayz.biosites.Studio.LEO;
import static com.mewayz.biosites.Studio.MIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.mewayz.facts.SiteFact.SiteChanged;
import com.mewayz.facts.SiteFact.SiteDeleted;
import com.mewayz.facts.SiteFact.SitePublished;
import com.mewayz.platform.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SitesTest {
    private final Studio studio = new Studio();
    private final Sites sites = studio.sites();

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void aNewSiteIsADraftAndSaysSo() {
        var site = studio.site("mia");

        assertThat(site.status()).isEqualTo(Site.Status.DRAFT);
        assertThat(site.theme()).isEqualTo("folio");
        assertThat(studio.facts()).containsExactly(new SiteChanged(MIA, ANN, site.id(), "created"));
    }

    @Test
    void everyComplaintIsReportedAtOnce() {
        var input = new SiteInput("x", "", "t".repeat(121), "", "nosuch", Map.of(), 99L, "<b>");

        assertThatThrownBy(() -> sites.create(MIA, ANN, input))
                .asInstanceOf(type(Problem.class))
                .satisfies(problem -> assertThat(problem.fields())
                        .containsOnlyKeys("handle", "name", "tagline", "theme", "avatar", "language"));
        assertThat(sites.all(MIA)).isEmpty();
    }

    @Test
    void aSettingTheThemeDoesNotHaveIsNamed() {
        var input = new SiteInput("mia", "Mia", "", "", "folio", Map.of("sparkle", "yes"), null, "en");

        assertThatThrownBy(() -> sites.create(MIA, ANN, input))
                .asInstanceOf(type(Problem.class))
                .satisfies(problem -> assertThat(problem.fields()).containsOnlyKeys("theme_settings.sparkle"));
    }

    @Test
    void anotherThemeTakesAlongTheSettingsItHas() {
        var site = sites.create(
                MIA,
                ANN,
                new SiteInput(
                        "mia", "Mia", "", "", "folio", Map.of("accent", "#8a1c3b", "photo_grey", "false"), null, "en"));
        var kept = site.themeSettings();

        var edited = sites.edit(MIA, ANN, site.id(), new SiteInput("mia", "Mia", "", "", "amp", kept, null, "en"));

        assertThat(edited.themeSettings()).containsExactlyEntriesOf(Map.of("accent", "#8a1c3b"));
    }

    @Test
    void savingWithoutAChangeSaysNothing() {
        var site = studio.site("mia");
        int before = studio.facts().size();

        sites.edit(MIA, ANN, site.id(), site.input());

        assertThat(studio.facts()).hasSize(before);
    }

    @Test
    void anotherWorkspacesSiteDoesNotExist() {
        var site = studio.site("mia");
        var input = site.input();

        assertMissing(() -> sites.get(LEO, site.id()));
        assertMissing(() -> sites.edit(LEO, 5, site.id(), input));
        assertMissing(() -> sites.delete(LEO, 5, site.id()));
        assertMissing(() -> sites.duplicate(LEO, 5, site.id()));
        assertMissing(() -> sites.restore(LEO, 5, site.id()));
        assertMissing(() -> studio.publications().publish(LEO, 5, site.id()));
        assertMissing(() -> studio.blocks().all(LEO, site.id()));
        assertMissing(() -> studio.feature.preview().html(LEO, site.id(), "http://localhost", "/x.css"));
        assertThat(studio.sites().page(LEO, 1, 25).items()).isEmpty();
    }

    @Test
    void aDeletedSiteComesBackAsItWas() {
        var site = studio.site("mia");
        studio.link(site, "shop");
        studio.publications().publish(MIA, ANN, site.id());
        var live = sites.get(MIA, site.id());

        sites.delete(MIA, ANN, site.id());
        assertMissing(() -> sites.get(MIA, site.id()));
        assertThat(studio.publications().find("mia")).isEmpty();
        assertThat(sites.deleted(MIA)).extracting(Site::id).containsExactly(site.id());
        var restored = sites.restore(MIA, ANN, site.id());

        assertThat(restored).isEqualTo(live);
        assertThat(studio.publications().find("mia")).isPresent();
        assertThat(studio.blocks().all(MIA, site.id())).hasSize(1);
        assertThat(studio.facts())
                .contains(new SiteDeleted(MIA, ANN, site.id(), "mia"))
                .endsWith(
                        new SiteChanged(MIA, ANN, site.id(), "restored"),
                        new SitePublished(MIA, ANN, site.id(), "mia"));
    }

    @Test
    void theHandleOfADeletedLiveSiteStaysReservedEvenWhenNothingElseIsLeft() {
        var site = studio.site("mia");
        studio.publications().publish(MIA, ANN, site.id());
        sites.delete(MIA, ANN, site.id());
        studio.later(Duration.ofDays(31));
        sites.purge();

        assertMissing(() -> sites.restore(MIA, ANN, site.id()));
        assertThat(studio.feature.handles().find("mia")).contains(new Handles.Destination(site.id(), "", false, true));
        assertThatThrownBy(() -> sites.create(LEO, 5, new SiteInput("mia", "Leo")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> studio.site("mia")).isInstanceOf(Problem.class);
    }

    @Test
    void aDraftWhoseHandleWasTakenMeanwhileComesBackUnderAnother() {
        var site = studio.site("mia");
        sites.delete(MIA, ANN, site.id());
        sites.create(LEO, 5, new SiteInput("mia", "Leo"));

        assertThat(sites.restore(MIA, ANN, site.id()).handle()).isEqualTo("mia-2");
    }

    @Test
    void purgingLeavesWhatCanStillBeRestored() {
        var site = studio.site("mia");
        var block = studio.link(site, "shop");
        studio.blocks().delete(MIA, ANN, site.id(), block.id());
        studio.later(Duration.ofDays(29));
        sites.purge();

        assertThat(studio.blocks().restore(MIA, ANN, site.id(), block.id()).content())
                .isEqualTo(block.content());
    }

    @Test
    void aDuplicateIsADraftWithTheSameBlocks() {
        var site = studio.site("mia");
        studio.link(site, "shop");
        studio.link(site, "tour");
        studio.publications().publish(MIA, ANN, site.id());

        var copy = sites.duplicate(MIA, ANN, site.id());

        assertThat(copy.handle()).isEqualTo("mia-2");
        assertThat(copy.name()).isEqualTo("Mia (copy)");
        assertThat(copy.live()).isFalse();
        assertThat(studio.blocks().all(MIA, copy.id()))
                .extracting(Placed::content)
                .isEqualTo(studio.blocks().all(MIA, site.id()).stream()
                        .map(Placed::content)
                        .toList());
    }

    @Test
    void sitesAreOrderedOnlyAmongThemselves() {
        var one = studio.site("one");
        var two = studio.site("two");
        var foreign = sites.create(LEO, 5, new SiteInput("leo", "Leo"));

        assertThat(sites.order(MIA, List.of(two.id(), one.id())))
                .extracting(Site::id)
                .containsExactly(two.id(), one.id());
        for (var wrong : List.of(
                List.<Long>of(), List.of(one.id()), List.of(one.id(), one.id()), List.of(one.id(), foreign.id()))) {
            assertThatThrownBy(() -> sites.order(MIA, wrong))
                    .asInstanceOf(type(Problem.class))
                    .extracting(Problem::kind)
                    .isEqualTo(Problem.Kind.INVALID);
        }
    }

    static void assertMissing(Runnable action) {
        assertThatThrownBy(action::run)
                .asInstanceOf(type(Problem.class))
                .extracting(Problem::kind)
                .isEqualTo(Problem.Kind.NOT_FOUND);
    }
}
