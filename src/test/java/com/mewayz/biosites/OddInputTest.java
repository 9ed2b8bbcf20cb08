package com.mewayz.biosites;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.AppTest;
import com.mewayz.testing.TestApp;
import org.junit.jupiter.api.Test;

/** What people and programs really send: each is refused with a sentence, none is a bug. */
@AppTest
class OddInputTest {
    private final TestApp app;
    private final String site;

    OddInputTest(TestApp app) {
        this.app = app;
        this.site = "/api/v1/bio-sites/"
                + app.owner()
                        .post(
                                "/api/v1/bio-sites",
                                "{\"handle\": \"odd%s\", \"name\": \"Odd\"}".formatted(System.identityHashCode(this)))
                        .is(201)
                        .at("/data/id")
                        .asLong();
    }

    @Test
    void aSettingWithoutAValue() {
        var reply = app.owner()
                .patch(site, "{\"theme_settings\": {\"accent\": \"#zzz\"}}")
                .is(422);
        assertThat(reply.body()).contains("theme_settings.accent");
        app.owner()
                .json("PUT", site, "{\"handle\": \"odd-put\", \"name\": \"n\", \"theme_settings\": {\"accent\": null}}")
                .is(422);
    }

    @Test
    void aTimeThatNoCalendarHas() {
        for (var year : new String[] {"+999999999", "-999999999", "0000", "2999"}) {
            app.owner()
                    .post(
                            site + "/blocks",
                            "{\"visible_from\": \"%s-12-01T00:00:00Z\", \"content\": {\"kind\": \"divider\"}}"
                                    .formatted(year))
                    .is(422);
        }
    }

    @Test
    void textThatCannotBeSeenOrStored() {
        for (var text : new String[] {"\\ud800x", "\\udc00", "\\u200b", "\\u200b \\u2060"}) {
            app.owner()
                    .post(site + "/blocks", "{\"content\": {\"kind\": \"heading\", \"text\": \"%s\"}}".formatted(text))
                    .is(422);
        }
    }
}
