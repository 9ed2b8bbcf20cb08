package com.mewayz.accounts;

import java.util.List;
import java.util.Map;

/** Which providers the pages offer to sign in with. */
public interface Doors {
    /** All that are open. */
    List<Door> all();

    /** Those that lead into this account. */
    List<Door> of(long user);

    /** What the section of providers on the security page shows. */
    Map<String, Object> section(long user);

    /** A button on the sign-in page. */
    record Door(long id, String name) {}
}
