package com.mewayz.operations.backups;

import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.testing.Browser;
import com.mewayz.testing.Look;
import com.mewayz.testing.Tab;
import com.mewayz.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive is uploaded in a browser: with a bar that says how far it is, and without a script. */
@Browser.Used
class UploadLookTest {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String PAGE = "/settings/backups";
    private static final String SEND = "form[data-send] .btn:has-text('Upload')";
    private static final String REFUSED = "section:has(#elsewhere) li:has-text('Refused, and not kept')";

    @TempDir
    private Path folder;

    @Test
    void aBarSaysHowFarItIsOnAPhone(Browser browser) throws IOException {
        uploads(browser, Look.PHONE);
    }

    @Test
    void aBarSaysHowFarItIsOnALaptop(Browser browser) throws IOException {
        uploads(browser, Look.LAPTOP.inTheDark());
    }

    private void uploads(Browser browser, Look look) throws IOException {
        try (var app = server();
                var tab = browser.open(look)) {
            signIn(tab, app);
            var page = tab.page();
            page.route("**/api/v1/backups/uploads*", route -> {}); // on its way until somebody stops it
            tab.go(app.address() + PAGE);
            page.setInputFiles("#f-archive", archive());
            page.click(SEND);
            assertThat(page.locator("form[data-send][aria-busy] progress").isVisible())
                    .isTrue();
            assertThat(page.locator("#f-archive").isDisabled()).isTrue();
            look(tab, "upload", look);
            page.click("[data-stop]");
            page.locator("text=Stopped. Nothing was stored.").waitFor();
            assertThat(page.locator("#f-archive").isDisabled()).isFalse();

            page.unroute("**/api/v1/backups/uploads*");
            page.click(SEND);
            page.locator(REFUSED).waitFor();
            assertThat(page.locator(REFUSED).innerText()).contains("The archive old-server.zip cannot be used");
            look(tab, "uploaded", look);
        }
    }

    /** The server says what is wrong with the file, where the bar was. */
    @Test
    void whatIsNoArchiveIsSaidBesideTheField(Browser browser) throws IOException {
        try (var app = server();
                var tab = browser.open(Look.LAPTOP)) {
            signIn(tab, app);
            tab.go(app.address() + PAGE);
            tab.page().setInputFiles("#f-archive", Files.writeString(folder.resolve("letter.zip"), "Dear Mia,"));
            tab.page().click(SEND);
            tab.page()
                    .locator("form[data-send] >> text=This file is no backup of Mewayz.")
                    .waitFor();
        }
    }

    @Test
    void withoutAScriptTheFormSendsItself(Browser browser) throws IOException {
        try (var app = server();
                var tab = browser.open(Look.LAPTOP.withoutScript())) {
            signIn(tab, app);
            app.app.jobs().close();
            tab.page().navigate(app.address() + PAGE);
            tab.page().setInputFiles("#f-archive", archive());
            tab.page().click(SEND);
            tab.page().waitForURL("**" + PAGE);
            app.app.jobs().run("check-uploads");
            tab.page().navigate(app.address() + PAGE);
            assertThat(tab.page().locator(REFUSED).innerText()).contains("old-server.zip");
        }
    }

    private static TestApp server() {
        var app = new TestApp();
        app.owner();
        app.app.db().run("update user set operator = 1");
        return app;
    }

    /** Longer than any other body may be, and hostile. */
    private Path archive() throws IOException {
        var file = folder.resolve("old-server.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("../evil"));
            zip.write(new byte[20 << 20]);
            zip.closeEntry();
        }
        return file;
    }

    private static void look(Tab tab, String name, Look look) {
        tab.saveWhole(PICTURES.resolve("backups-" + name + "-" + look.name() + ".png"));
        assertThat(tab.axe()).as(name).isEmpty();
        assertThat(tab.overflow()).as(name).isLessThanOrEqualTo(0);
    }

    private static void signIn(Tab tab, TestApp app) {
        tab.page().navigate(app.address() + "/sign-in");
        tab.page().fill("#f-email", "owner@example.com");
        tab.page().fill("#f-password", TestApp.PASSWORD);
        tab.page().click("main form button:not([type=button])");
        tab.page().waitForURL("**/today");
    }
}
