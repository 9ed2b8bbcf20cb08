package com.mewayz.demo;

import com.mewayz.platform.config.Setting;
import com.mewayz.testing.TestApp;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private static final Map<Setting, String> DEMO = Map.of(Setting.DEMO, "true");
    private static final Pattern STYLESHEET = Pattern.compile("<link rel=\"?stylesheet\"? href=\"?([^\" >]+)");
    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

    private final TestApp app;

    DemoTest() {
        app = new TestApp(DEMO);
    }

    @AfterAll
    void stop() {
        app.close();
    }
}
