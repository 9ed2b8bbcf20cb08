package com.mewayz.biosites;

import com.mewayz.platform.Check;
import java.util.Map;

/** What a site needs to know of the themes that are installed. */
interface Looks {
    /** Complains about a theme that is not there, and about settings it does not have. */
    void check(Check check, String theme, Map<String, String> settings);
}
