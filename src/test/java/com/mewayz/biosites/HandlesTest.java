package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.mewayz.platform.Problem;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlesTest {
    private final Studio studio = new Studio();

    @AfterEach
    void close() {
        studio.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mia", "mia.k", "mia_k", "mia-k", "007", "a1b", "m.i.a", "abcdefghijabcdefghijabcdefghij"})
    void aPlainNameIsAHandle(String handle) {
        assertThat(studio.site(handle).handle()).isEqualTo(handle);
    }

    @Test
    void capitalsAndAnAtSignAreForgiven() {
        assertThat(studio.site(" @Mia.K ").handle()).isEqualTo("mia.k");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                               | Write 3 to 30 characters.
            ab                               | Write 3 to 30 characters.
            abcdefghijabcdefghijabcdefghijk  | Write 3 to 30 characters.
            .mia                             | Start and end with a letter or a digit.
            mia-                             | Start and end with a letter or a digit.
            mia k                            | Leave out the blanks.
            mia/k                            | leave out “/”
            mia%2fk                          | leave out “%”
            <b>mia                           | leave out “<”
            mіa                              | “і” is another letter (cyrillic small letter byelorussian-ukrainian i)
            ｍia                             | “ｍ” is another letter (fullwidth latin small letter m)
            müa                              | “ü” is another letter (latin small letter u with diaeresis)
            mia\u202ex                       | leave out
            admin                            | This handle is reserved.
            Admin                            | This handle is reserved.
            demo                             | This handle is reserved.
            robots.txt                       | This handle is reserved.""")
    void anythingElseIsRefusedInASentence(String handle, String sentence) {
        assertRefused(() -> studio.site(handle), sentence);
    }

    @Test
    void aHandleCanBeTakenOnce() {
        studio.site("mia");

        assertRefused(() -> studio.site("mia"), "taken");
        assertRefused(() -> studio.sites().create(Studio.LEO, 5, new SiteInput("MIA", "Leo")), "taken");
    }

    @ParameterizedTest
    @CsvSource({"emma.corn,emma.com", "cool,c00l", "pixel,pixe1", "wow,vvow"})
    void aLookalikeOfSomebodyElsesHandleIsRefused(String theirs, String mine) {
        studio.sites().create(Studio.LEO, 5, new SiteInput(theirs, "Leo"));

        assertRefused(() -> studio.site(mine), "looks too much like");
    }

    @Test
    void ownHandlesMayLookAlike() {
        studio.site("cool");

        assertThatCode(() -> studio.site("c00l")).doesNotThrowAnyException();
    }

    @Test
    void ofTwoWhoWantAHandleAtTheSameMomentOneGetsIt() {
        var won = new AtomicInteger();
        var lost = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> {
                    try {
                        studio.site("contested");
                        won.incrementAndGet();
                    } catch (Problem taken) {
                        lost.incrementAndGet();
                    }
                });
            }
        }

        assertThat(List.of(won.get(), lost.get())).containsExactly(1, 7);
    }

    @Test
    void aPublishedHandleLeadsToItsSiteForGood() {
        var site = studio.site("mia");
        studio.publications().publish(Studio.MIA, Studio.ANN, site.id());
        rename(site, "mia.k");
        rename(site, "mia.keller");

        assertThat(studio.feature.handles().find("mia"))
                .contains(new Handles.Destination(site.id(), "mia.keller", true, false));
        assertThat(studio.feature.handles().find("mia.k"))
                .contains(new Handles.Destination(site.id(), "mia.keller", true, false));
        assertRefused(() -> studio.sites().create(Studio.LEO, 5, new SiteInput("mia", "Leo")), "taken");
        assertRefused(() -> studio.site("mia"), "taken");
    }

    @Test
    void aSiteMayTakeItsOldHandleBack() {
        var site = studio.site("mia");
        studio.publications().publish(Studio.MIA, Studio.ANN, site.id());
        rename(site, "mia.k");
        rename(site, "mia");

        assertThat(studio.feature.handles().find("mia"))
                .contains(new Handles.Destination(site.id(), "mia", true, false));
        assertThat(studio.feature.handles().find("mia.k"))
                .contains(new Handles.Destination(site.id(), "mia", true, false));
    }

    @Test
    void aHandleThatWasNeverPublishedIsFreeAgain() {
        var site = studio.site("mia");
        rename(site, "mia.k");

        assertThatCode(() -> studio.sites().create(Studio.LEO, 5, new SiteInput("mia", "Leo")))
                .doesNotThrowAnyException();
    }

    private void rename(Site site, String handle) {
        studio.sites().edit(Studio.MIA, Studio.ANN, site.id(), new SiteInput(handle, "Mia"));
    }

    private static void assertRefused(Runnable action, String sentence) {
        assertThatThrownBy(action::run)
                .asInstanceOf(type(Problem.class))
                .satisfies(problem ->
                        assertThat(problem.fields().get("handle")).asString().contains(sentence));
    }
}
