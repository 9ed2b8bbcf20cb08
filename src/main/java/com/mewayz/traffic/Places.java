package com.mewayz.traffic;

import org.jspecify.annotations.Nullable;

/** What an address tells of where it stands. Asked by one thread, for every hit. */
public interface Places {
    /** Two capital letters (ISO 3166-1), or null where it is not known. */
    @Nullable
    String country(String address);

    /** Whether the address belongs to a data centre rather than to people. */
    boolean isDataCentre(String address);

    Places UNKNOWN = new Places() {
        @Override
        public @Nullable String country(String address) {
            return null;
        }

        @Override
        public boolean isDataCentre(String address) {
            return false;
        }
    };
}
