package com.mewayz.biosites;

import static com.mewayz.biosites.Studio.ANN;
import static com.mewayz.biosites.Studio.MIA;
import static com.mewayz.biosites.Studio.linkTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.facts.SiteFact.SitePublished;
import com.mewayz.facts.SiteFact.SiteUnpublished;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublicationsTest {
    private final Studio studio = new Studio();
    private final Publications publications = studio.publications();
    private final Site site = studio.site("mia");

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void editingADraftChangesNothingForVisitors() {
        studio.link(site, "shop");
        publications.publish(MIA, ANN, site.id());
        var seen = publications.find("mia").orElseThrow();

        studio.link(site, "tour");
        studio.sites().edit(MIA, ANN, site.id(), new SiteInput("mia", "Mia Keller"));

        assertThat(publications.find("mia")).contains(seen);
        publications.publish(MIA, ANN, site.id());
        assertThat(publications.find("mia").orElseThrow().content().blocks()).hasSize(2);
        assertThat(studio.facts()).contains(new SitePublished(MIA, ANN, site.id(), "mia"));
    }

    @Test
    void changesAreCountedUntilTheyArePublishedOrUndone() {
        var shop = studio.link(site, "shop");
        var tour = studio.link(site, "tour");
        assertThat(changes()).isEqualTo(3);
        publications.publish(MIA, ANN, site.id());
        assertThat(changes()).isZero();

        studio.blocks().hide(MIA, ANN, site.id(), shop.id());
        assertThat(changes()).isEqualTo(1);
        studio.blocks().show(MIA, ANN, site.id(), shop.id());
        assertThat(changes()).isZero();
        studio.blocks().reorder(MIA, ANN, site.id(), java.util.List.of(tour.id(), shop.id()));
        assertThat(changes()).isEqualTo(1);
        studio.link(site, "news");
        studio.sites()
                .edit(
                        MIA,
                        ANN,
                        site.id(),
                        new SiteInput("mia", "Mia", "", "", "amp", Map.of("accent", "#ff5a26"), null, "en"));
        assertThat(changes()).isEqualTo(4);
        studio.blocks().edit(MIA, ANN, site.id(), shop.id(), new BlockInput(linkTo("shop", "https://example.com/new")));
        assertThat(changes()).isEqualTo(5);
        assertThat(publications.publish(MIA, ANN, site.id()).changes()).isZero();
    }

    @Test
    void aLinkLeadsWhereItLedWhenItWasPublished() {
        var shop = studio.link(site, "shop");
        assertThat(publications.target(shop.id())).isEmpty();
        publications.publish(MIA, ANN, site.id());
        studio.blocks().edit(MIA, ANN, site.id(), shop.id(), new BlockInput(linkTo("shop", "https://example.org")));

        assertThat(publications.target(shop.id()))
                .contains(new Publications.Target(site.id(), "https://example.com/shop"));
        publications.publish(MIA, ANN, site.id());
        assertThat(publications.target(shop.id())).contains(new Publications.Target(site.id(), "https://example.org"));
    }

    @Test
    void aLinkThatVisitorsDoNotSeeLeadsNowhere() {
        var hidden = studio.link(site, "hidden");
        studio.blocks().hide(MIA, ANN, site.id(), hidden.id());
        var gone = studio.link(site, "gone");
        publications.publish(MIA, ANN, site.id());
        assertThat(publications.target(hidden.id())).isEmpty();
        assertThat(publications.target(gone.id())).isPresent();

        studio.blocks().delete(MIA, ANN, site.id(), gone.id());
        publications.publish(MIA, ANN, site.id());
        assertThat(publications.target(gone.id())).isEmpty();
    }

    @Test
    void aLinkLeadsSomewhereOnlyInItsWindow() {
        var start = studio.now().plus(Duration.ofHours(1));
        var end = start.plus(Duration.ofHours(1));
        var block = studio.blocks()
                .add(
                        MIA,
                        ANN,
                        site.id(),
                        new BlockInput(true, false, start, end, linkTo("tour", "https://example.com")));
        publications.publish(MIA, ANN, site.id());
        var snapshot = publications.find("mia").orElseThrow().content();

        assertThat(publications.target(block.id())).isEmpty();
        assertThat(snapshot.visible(studio.now())).isEmpty();
        assertThat(snapshot.changesAfter(studio.now())).contains(start);
        studio.later(Duration.ofHours(1));
        assertThat(publications.target(block.id())).isPresent();
        assertThat(snapshot.visible(studio.now())).hasSize(1);
        assertThat(snapshot.changesAfter(studio.now())).contains(end);
        studio.later(Duration.ofHours(1));
        assertThat(publications.target(block.id())).isEmpty();
        assertThat(snapshot.visible(studio.now())).isEmpty();
        assertThat(snapshot.changesAfter(studio.now())).isEmpty();
    }

    @Test
    void aSiteTakenOfflineIsGoneForVisitorsAndKeptForItsEditors() {
        var shop = studio.link(site, "shop");
        publications.publish(MIA, ANN, site.id());
        var offline = publications.unpublish(MIA, ANN, site.id());
        publications.unpublish(MIA, ANN, site.id());

        assertThat(offline.live()).isFalse();
        assertThat(publications.find("mia")).isEmpty();
        assertThat(publications.target(shop.id())).isEmpty();
        assertThat(studio.blocks().all(MIA, site.id())).hasSize(1);
        assertThat(studio.facts())
                .filteredOn(SiteUnpublished.class::isInstance)
                .containsExactly(new SiteUnpublished(MIA, ANN, site.id()));
    }

    private int changes() {
        return publications.changes(MIA, site.id());
    }
}
