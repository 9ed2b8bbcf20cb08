package com.mewayz.contacts;

import java.util.Locale;

/** How a contact was met first. */
public enum Met {
    NEWSLETTER("Newsletter form"),
    FORM("Contact form"),
    IMPORT("Import"),
    HAND("Added by hand"),
    API("API");

    private final String label;

    Met(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** As it is stored. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
