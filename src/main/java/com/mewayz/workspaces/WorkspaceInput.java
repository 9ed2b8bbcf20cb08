package com.mewayz.workspaces;

import com.mewayz.platform.Check;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a caller may set on a workspace. */
public record WorkspaceInput(
        @Nullable String name, @Nullable String timezone) {
    public static final String STANDARD_ZONE = "UTC";

    /** The zone may be left out. */
    Row checked() {
        var zone = timezone == null ? STANDARD_ZONE : timezone;
        new Check()
                .name("name", name, 80)
                .that("timezone", ZoneId.getAvailableZoneIds().contains(zone), "Choose a time zone like Europe/Lisbon.")
                .done();
        return new Row(String.valueOf(name).strip(), zone);
    }

    record Row(String name, String timezone) {}
}
