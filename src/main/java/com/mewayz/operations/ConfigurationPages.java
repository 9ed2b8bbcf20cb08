package com.mewayz.operations;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.util.Arrays;
import java.util.Map;

/** Every setting, what it is now, and where that comes from. Changed where it stands, and read at the start. */
final class ConfigurationPages {
    static final String PATH = "/settings/configuration";

    private final Settings settings;
    private final Views views;

    ConfigurationPages(Settings settings, Views views) {
        this.settings = settings;
        this.views = views;
    }

    void mount(Pages pages) {
        pages.get(PATH, OPERATOR, this::show);
    }

    private Answer show(Call call) {
        return views.page(
                call,
                "operations/configuration",
                Map.of(
                        "page",
                        "Configuration",
                        "settings",
                        Arrays.stream(Setting.values()).map(this::shown).toList()));
    }

    private Map<String, Object> shown(Setting setting) {
        var text = settings.text(setting);
        var source = settings.source(setting);
        return Map.of(
                "key", setting.key(),
                "variable", setting.variable(),
                "flag", Setting.FLAGS.contains(setting) ? setting.flag() : "",
                "meaning", setting.meaning(),
                "value", setting.secret() && !text.isEmpty() ? "hidden" : text,
                "standard", source.equals("default"),
                "source", source);
    }
}
