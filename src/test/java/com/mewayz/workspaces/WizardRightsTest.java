package com.mewayz.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Client;
import com.mewayz.testing.Reply;
import com.mewayz.testing.Rows;
import com.mewayz.testing.TestApp;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first steps are for whoever may take them, also when a request names a workspace that is not theirs. */
@AppTest
class WizardRightsTest {
    private static final String STEP = "/setup/workspace";

    private final TestApp app;
    private final Team team;

    WizardRightsTest(TestApp app) {
        this.app = app;
        this.team = new Team(app);
    }

    @Test
    void aViewerDoesNotEditTheSiteOfTheWorkspace() {
        var viewer = team.only(Role.VIEWER);
        var browser = app.visitor().browse(viewer.email());
        var before = Rows.of(app.app.db());
        browser.get(STEP).is(403);
        take(browser).is(403);
        browser.with("X-Workspace", "1").get(STEP).is(404);
        take(browser).is(404);

        assertThat(Rows.of(app.app.db())).isEqualTo(before);
    }

    /** With the proof that it was meant, which is on every page with a form. */
    private static Reply take(Client browser) {
        var named = browser.header("X-Workspace");
        var page = browser.without("X-Workspace").get("/settings/profile").body();
        var proof = page.replaceAll("(?s).*?name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        if (!named.isEmpty()) {
            browser.with("X-Workspace", named);
        }
        return browser.form(
                STEP, Map.of("_csrf", proof, "workspace", "Taken", "handle", Team.name("taken"), "bio", ""));
    }
}
