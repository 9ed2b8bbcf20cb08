package com.mewayz.biosites;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.web.Role;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.TestApp;
import com.mewayz.workspaces.WorkspaceInput;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The builder in a browser. */
@AppTest
@Browser.Used
class BuilderTest {
    private final TestApp app;
    private final Browser browser;

    BuilderTest(TestApp app, Browser browser) {
        this.app = app;
        this.browser = browser;
    }

    @Test
    void aLinkIsAddedAndSavesItself() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("adding");
            desk.open("/sites/" + site);
            desk.find("#add-block summary").click();
            desk.find("#add-block a[href*='new=link']").click();
            assertThat(desk.find("#f-title")).isFocused();
            desk.find("#f-title").fill("Hear the new single");
            assertThat(desk.find(".state")).containsText("Not added yet");
            desk.find("#f-url").fill("listen.example.com/nocturne");
            assertThat(desk.row("Hear the new single")).containsText("listen.example.com/nocturne");
            assertThat(desk.preview("body")).containsText("Hear the new single");

            desk.find("#f-title").fill("Hear Nocturne");
            assertThat(desk.row("Hear Nocturne")).isVisible();
            desk.saved();
            desk.page.reload();

            assertThat(desk.find("#f-title")).hasValue("Hear Nocturne");
            assertThat(desk.find("#f-url")).hasValue("https://listen.example.com/nocturne");
            assertThat(desk.titles(site)).containsExactly("Hear Nocturne");
            assertThat(desk.tab.errors()).isEmpty();
        }
    }

    @Test
    void whatIsWrongStandsBesideItsFieldAndIsNotLost() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("wrong", "Tour");
            desk.open("/sites/" + site);
            desk.row("Tour").locator(".open").click();
            desk.find("#f-url").fill("javascript:alert(1)");
            assertThat(desk.find("#f-url-error")).containsText("Write a full address");
            assertThat(desk.find("#f-url")).hasAttribute("aria-describedby", Pattern.compile("f-url-error.*"));
            assertThat(desk.find(".state")).containsText("Not saved");

            desk.open("/sites").open("/sites/" + site);
            desk.row("Tour").locator(".open").click();
            assertThat(desk.find("#f-url")).hasValue("javascript:alert(1)");
            desk.find("#f-url").fill("https://example.com/tour");
            assertThat(desk.row("Tour")).containsText("example.com/tour");
            assertThat(desk.find("#f-url-error")).hasCount(0);
        }
    }

    @Test
    void leavingRightAfterTypingLosesNothing() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("leaving", "Tour");
            desk.open("/sites/" + site);
            desk.row("Tour").locator(".open").click();
            desk.find("#f-title").fill("Tour in autumn");
            desk.open("/sites").open("/sites/" + site);
            desk.row("Tour").locator(".open").click();
            assertThat(desk.row("Tour in autumn")).isVisible();
            desk.find("#f-title").fill("Tour in spring");
            desk.row("Tour in autumn").locator("[role=switch]").click();
            assertThat(desk.row("Tour in spring")).containsText("Hidden");
            assertThat(desk.titles(site)).containsExactly("Tour in spring");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsTriedAgain() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("offline", "Tour");
            desk.open("/sites/" + site);
            desk.row("Tour").locator(".open").click();
            var form = Pattern.compile(".*/blocks/[0-9]+$");
            desk.page.route(form, route -> route.abort());
            desk.find("#f-title").fill("Tour dates");
            assertThat(desk.find(".trouble")).containsText("Not saved: The server does not answer");
            desk.page.unroute(form);
            desk.find(".trouble button").click();
            assertThat(desk.row("Tour dates")).isVisible();
            assertThat(desk.find(".trouble")).isHidden();
            assertThat(desk.titles(site)).containsExactly("Tour dates");
        }
    }

    @Test
    void blocksMoveByTheKeyboard() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("keys", "One", "Two", "Three");
            desk.open("/sites/" + site);
            var grip = desk.row("One").locator(".grip");
            grip.focus();
            desk.page.keyboard().press("Space");
            desk.page.keyboard().press("ArrowDown");
            assertThat(desk.find("#said")).containsText("Position 2 of 3");
            desk.page.keyboard().press("ArrowDown");
            assertThat(desk.find("#said")).containsText("Position 3 of 3");
            desk.page.keyboard().press("Escape");
            assertThat(desk.find("#said")).containsText("Put back. Position 1 of 3");
            assertThat(desk.find("#rows > li").first()).containsText("One");

            desk.page.keyboard().press("Space");
            desk.page.keyboard().press("ArrowDown");
            desk.page.waitForResponse("**/order", () -> desk.page.keyboard().press("Space"));
            desk.saved();
            assertThat(desk.titles(site)).containsExactly("Two", "One", "Three");
            assertThat(desk.row("One").locator(".grip")).isFocused();
        }
    }

    @Test
    void theButtonsOfTheOpenRowMoveIt() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("buttons", "One", "Two", "Three");
            desk.open("/sites/" + site);
            desk.row("Three").locator(".open").click();
            desk.find("#up").click();
            assertThat(desk.find("#said")).containsText("Position 2 of 3");
            assertThat(desk.find("#up")).isFocused();
            assertThat(desk.titles(site)).containsExactly("One", "Three", "Two");
        }
    }

    @Test
    void blocksMoveByDragging() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("drag", "One", "Two", "Three");
            desk.open("/sites/" + site);
            desk.page.waitForResponse(
                    "**/order",
                    () -> desk.row("Three")
                            .locator(".grip")
                            .dragTo(desk.row("One").locator(".grip")));
            desk.saved();
            assertThat(desk.titles(site).getFirst()).isEqualTo("Three");
            assertThat(desk.preview("body")).containsText(Pattern.compile("Three.*One.*Two", Pattern.DOTALL));
        }
    }

    @Test
    void aBlockIsHiddenDeletedAndBroughtBack() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("hiding", "One", "Two");
            desk.open("/sites/" + site);
            desk.row("One").locator("[role=switch]").click();
            assertThat(desk.row("One")).containsText("Hidden");
            assertThat(desk.preview("body")).not().containsText("One");

            desk.row("Two").locator(".open").click();
            desk.find("#editor-head [aria-label='Delete block']").click();
            assertThat(desk.find("#toasts")).containsText("Block deleted");
            assertThat(desk.titles(site)).containsExactly("One");
            desk.find("#toasts button").click();
            assertThat(desk.row("Two")).isVisible();
            assertThat(desk.titles(site)).containsExactly("One", "Two");
        }
    }

    @Test
    void aThumbnailIsUploadedAndShown() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("picture", "Tour");
            desk.open("/sites/" + site);
            desk.row("Tour").locator(".open").click();
            desk.find("#f-picture").setInputFiles(new FilePayload("notes.txt", "text/plain", new byte[] {1, 2, 3}));
            assertThat(desk.find("#f-picture-error")).isVisible();
            desk.find("#f-picture").setInputFiles(new FilePayload("tour.png", "image/png", png()));
            assertThat(desk.find(".pic .thumb img")).isVisible();
            assertThat(desk.preview("img[src*='/media/']")).isVisible();
            assertThat(desk.find("#f-picture-error")).hasCount(0);
            assertThat(desk.api
                            .get(Desk.blocks(site))
                            .at("/data/0/content/thumbnail")
                            .asLong())
                    .isPositive();
            desk.find("[name=remove]").click();
            assertThat(desk.preview("img[src*='/media/']")).hasCount(0);
        }
    }

    @Test
    void aScheduleIsMeantInTheTimeZoneOfTheWorkspace() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("schedule", "Concert");
            app.app.workspaces().edit(desk.api.workspace(), 0, new WorkspaceInput("Studio", "Europe/Lisbon"));
            desk.open("/sites/" + site);
            desk.row("Concert").locator(".open").click();
            desk.find("#f-scheduled").check();
            assertThat(desk.find(".when")).containsText("Europe/Lisbon");
            desk.find("#f-visible_from").fill("2027-07-01T18:00");
            desk.find("#f-visible_until").fill("2027-07-14T18:00");
            assertThat(desk.row("Concert")).containsText("1–14 Jul 2027");
            var block = desk.api.get(Desk.blocks(site));
            assertThat(block.at("/data/0/visible_from").asText()).isEqualTo("2027-07-01T17:00:00Z");

            // the clocks of Lisbon go from 1:00 to 2:00 on 28 March 2027
            desk.find("#f-visible_from").fill("2027-03-28T01:30");
            assertThat(desk.find("#f-visible_from-error")).containsText("The clocks skip this hour");
            desk.find("#f-visible_from").fill("2027-08-28T01:30");
            assertThat(desk.find("#f-visible_until-error")).containsText("The end must be after the start");
        } finally {
            app.app.workspaces().edit(app.owner().workspace(), 0, new WorkspaceInput("Studio", "UTC"));
        }
    }

    @Test
    void changesArePublishedOnPurpose() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("publish", "One");
            desk.open("/sites/" + site);
            desk.find("#publish").click();
            assertThat(desk.find("#acts .st")).containsText("Live");
            assertThat(app.visitor().get("/@publish").is(200).body()).contains("One");

            desk.row("One").locator(".open").click();
            desk.find("#f-title").fill("First");
            assertThat(desk.find("#acts .st")).containsText("1 change not published");
            assertThat(app.visitor().get("/@publish").body()).doesNotContain("First");
            desk.find("#publish").click();
            assertThat(desk.find("#acts .st")).containsText("Live");
            assertThat(app.visitor().get("/@publish").body()).contains("First");

            desk.find("#acts summary").click();
            desk.find(".navi[popovertarget=unpublish]").click();
            desk.find("#unpublish button[data-variant=danger]").click();
            assertThat(desk.find("#acts .st")).containsText("Draft");
            app.visitor().get("/@publish").is(404);
        }
    }

    @Test
    void aThemeIsChosenAndSetAndThePreviewFollows() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            long site = desk.site("looks", "One");
            desk.open("/sites/" + site + "?tab=theme");
            desk.page.waitForResponse("**/theme", () -> desk.find("#theme-amp").check());
            assertThat(desk.find("#look-title")).containsText("Amp");
            desk.find("[id='f-theme_settings.accent']").fill("#12ab34");
            assertThat(desk.find("#look-reset")).isVisible();
            var stored = desk.api.get("/api/v1/bio-sites/" + site);
            assertThat(stored.at("/data/theme").asText()).isEqualTo("amp");
            assertThat(stored.at("/data/theme_settings/accent").asText()).isEqualTo("#12ab34");
            desk.find("[id='f-theme_settings.accent']").fill("green");
            assertThat(desk.find("[id='f-theme_settings.accent-error']")).containsText("#rrggbb");
        }
    }

    @Test
    void thePageIsNamedAndItsHandleChecked() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            desk.site("taken");
            long site = desk.site("naming");
            desk.open("/sites/" + site + "?tab=page");
            desk.find("#f-name").fill("Mia Torres, pianist");
            assertThat(desk.preview("h1")).containsText("Mia Torres, pianist");
            assertThat(desk.find("#crumb-name")).containsText("pianist");
            desk.find("#f-handle").fill("taken");
            assertThat(desk.find("[data-answer]")).containsText("This handle is taken");
            desk.find("#f-handle").fill("miatorres");
            assertThat(desk.find("[data-answer]")).containsText("/@miatorres is free");
            desk.find("button:has-text('Change address')").click();
            assertThat(desk.find("#address-title + p")).containsText("/@miatorres");
        }
    }

    @Test
    void aViewerLooksAndChangesNothing() {
        try (var desk = new Desk(app, browser, Look.LAPTOP, Role.VIEWER)) {
            long site = desk.site("viewing", "One");
            desk.open("/sites/" + site);
            desk.row("One").locator(".open").click();
            assertThat(desk.find("#f-title")).isDisabled();
            assertThat(desk.find("main form:not([data-autosave])")).hasCount(0);
            desk.judge("viewer");
            for (var tab : List.of("theme", "page")) {
                desk.open("/sites/" + site + "?tab=" + tab);
                assertThat(desk.find("main button:visible:not(.needs-js)")).hasCount(0);
                desk.judge("viewer-" + tab);
            }
        }
    }

    @Test
    void onAPhoneTheEditorIsASheet() {
        try (var desk = new Desk(app, browser, Look.PHONE)) {
            long site = desk.site("sheet", "One", "Two");
            desk.open("/sites/" + site);
            desk.row("Two").locator(".open").click();
            assertThat(desk.find("#editor-title")).isFocused();
            assertThat(desk.find(".main-col")).hasAttribute("inert", "");
            desk.find("#f-title").fill("Second");
            desk.page.keyboard().press("Escape");
            assertThat(desk.find("#editor")).hasCount(0);
            assertThat(desk.row("Second")).isVisible();
            desk.find(".seg a:has-text('Preview')").click();
            assertThat(desk.find(".lens")).isVisible();
            assertThat(desk.row("Second")).isHidden();
        }
    }

    @Test
    void withoutAScriptTheSameFormsLeaveThePageAndComeBack() {
        try (var desk = new Desk(app, browser, Look.LAPTOP.withoutScript())) {
            long site = desk.site("noscript", "Tour");
            desk.page.navigate(app.address() + "/sites/" + site);
            desk.row("Tour").locator(".open").click();
            desk.find("#f-title").fill("Tour dates");
            desk.find("#f-picture").setInputFiles(new FilePayload("tour.png", "image/png", png()));
            desk.find("button:has-text('Save block')").click();
            assertThat(desk.row("Tour dates")).isVisible();
            assertThat(desk.find(".pic .thumb img")).isVisible();
            assertThat(desk.find("#toasts")).containsText("Saved");
            desk.find("[name=remove]").click();
            assertThat(desk.find(".pic .thumb img")).hasCount(0);
            desk.find("#f-url").fill("nowhere");
            desk.find("button:has-text('Save block')").click();
            assertThat(desk.find("#f-url-error")).isVisible();
            desk.shoot("noscript");
            desk.find("#add-block summary").click();
            desk.find("#add-block button:has-text('Divider')").click();
            assertThat(desk.row("Divider")).isVisible();
        }
    }

    @Test
    void sitesAreListedMovedDeletedAndBroughtBack() {
        try (var desk = new Desk(app, browser, Look.LAPTOP)) {
            desk.site("listed");
            app.clock.forward(Duration.ofMinutes(1));
            desk.open("/sites");
            var row = desk.page.locator("#rows > li:has-text('/@listed')");
            row.locator("summary").click();
            row.locator("button:has-text('Delete site')").click();
            assertThat(desk.find("#toasts")).containsText("Site deleted");
            assertThat(row).hasCount(0);
            desk.find("#toasts button").click();
            assertThat(row).hasCount(1);
        }
    }

    static byte[] png() {
        var image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0xc06040));
        pen.fillRect(0, 0, 400, 400);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
