package com.mewayz.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.Tab;
import com.mewayz.testing.TestApp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a team sees, with everything on it: no axe violations, nothing wider than the screen. */
@Browser.Used
class TeamLooksTest {
    private static final Path PICTURES = Path.of("target/screenshots");

    @Test
    void theMembersPageCanBeReadAndUsedByEverybody(Browser browser) {
        try (var app = new TestApp()) {
            var team = new Team(app);
            team.join("nia-okafor", Role.ADMIN);
            team.join("bruno-maximilian-costa-hohenstein", Role.EDITOR);
            team.link("hanna.with.a.rather.long.address@studio.example.com", "editor");
            team.link(Map.of("role", "viewer", "uses", 3));
            for (var look : List.of(Look.PHONE, Look.LAPTOP, Look.LAPTOP.inTheDark())) {
                try (var tab = browser.open(look)) {
                    signIn(
                            tab,
                            app,
                            team.owner
                                    .get("/api/v1/auth/user")
                                    .at("/data/email")
                                    .asText());
                    tab.go(app.address() + "/settings/members");
                    inspect(tab, "members", look);
                    tab.page().locator("summary[aria-label^='More for nia']").click();
                    tab.save(PICTURES.resolve("team-menu-" + look.name() + ".png"));
                    // an open menu lies over the openers of other menus, and goes when they are wanted
                    assertThat(tab.axe(List.of(".rows .end > summary"), List.of()))
                            .isEmpty();
                    tab.page()
                            .locator("button:has-text('Transfer ownership'):visible")
                            .first()
                            .click();
                    tab.save(PICTURES.resolve("team-dialog-" + look.name() + ".png"));
                    assertThat(tab.axe()).isEmpty();
                    tab.go(app.address() + "/settings/members");
                    tab.page().fill("#f-emails", "cy" + look.name() + "@example.com, nonsense");
                    tab.page().click("button:has-text('Invite people')");
                    tab.page().waitForSelector("#results");
                    inspect(tab, "results", look);
                    tab.go(app.address() + "/settings/workspace");
                    inspect(tab, "workspace", look);
                }
            }
        }
    }

    @Test
    void anInvitationCanBeReadAndUsedByEverybody(Browser browser) {
        try (var app = new TestApp()) {
            var team = new Team(app);
            var guest = team.outsider("Guest");
            for (var look : List.of(Look.PHONE, Look.LAPTOP.inTheDark())) {
                var bound = team.link("nia" + look.name() + "@example.com", "editor");
                var open = team.link(Map.of("role", "viewer"));
                try (var tab = browser.open(look)) {
                    tab.go(app.address() + bound);
                    inspect(tab, "invitation", look);
                    tab.page().click("button:has-text('Create account')");
                    tab.page().waitForSelector("[aria-invalid=true]");
                    inspect(tab, "invitation-complaints", look);
                    tab.go(app.address() + open);
                    inspect(tab, "invitation-open", look);
                    signIn(tab, app, guest.email());
                    tab.go(app.address() + bound);
                    inspect(tab, "invitation-other", look);
                    tab.go(app.address() + open);
                    inspect(tab, "invitation-known", look);
                }
            }
        }
    }

    private static void signIn(Tab tab, TestApp app, String email) {
        tab.go(app.address() + "/sign-in");
        tab.page().fill("#f-email", email);
        tab.page().fill("#f-password", TestApp.PASSWORD);
        tab.page().click("main form button:not([type=button])");
        tab.page().waitForURL("**/today");
    }

    private static void inspect(Tab tab, String name, Look look) {
        tab.saveWhole(PICTURES.resolve("team-" + name + "-" + look.name() + ".png"));
        assertThat(tab.axe()).as(name + " " + look.name()).isEmpty();
        assertThat(tab.overflow()).as(name + " is too wide").isLessThanOrEqualTo(0);
    }
}
