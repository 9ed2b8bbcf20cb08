package com.mewayz;

import com.mewayz.accounts.Accounts;
import com.mewayz.accounts.UserInput;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Setting;
import com.mewayz.platform.config.Settings;

/** Unattended installation: the configuration names the first admin. */
final class FirstAdmin {
    private FirstAdmin() {}

    static void make(Settings settings, Accounts accounts, Bus bus) {
        var email = settings.text(Setting.ADMIN_EMAIL);
        var password = settings.text(Setting.ADMIN_PASSWORD);
        if (email.isEmpty() != password.isEmpty()) {
            throw new BadSetting("admin_email and admin_password belong together; one of them is missing.");
        }
        if (!email.isEmpty() && accounts.users().none()) {
            accounts.users().register(new UserInput(email.replaceAll("@.*", ""), email, password), () -> {});
            bus.deliver();
        }
    }
}
