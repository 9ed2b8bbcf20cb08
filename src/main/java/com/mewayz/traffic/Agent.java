package com.mewayz.traffic;

import org.jspecify.annotations.Nullable;

/**
 * What a User-Agent header gives away.
 *
 * @param reason why it is no person, or null
 * @param inApp whether the browser is part of an app whose name it carries
 */
record Agent(@Nullable Reason reason, Device device, String browser, boolean inApp, String system) {
    static Agent none(Reason reason) {
        return new Agent(reason, Device.OTHER, "Other", false, "Other");
    }
}
