package com.mewayz.testing;

/** A screen to look at a page with. */
public record Look(String name, int width, int height, boolean dark, boolean script) {
    public static final Look PHONE = new Look("phone", 390, 844, false, true);
    public static final Look LAPTOP = new Look("laptop", 1280, 900, false, true);

    /** A phone of the smallest width in use. */
    public static final Look SMALL = new Look("small", 320, 640, false, true);

    public Look inTheDark() {
        return new Look(name + "-dark", width, height, true, script);
    }

    public Look withoutScript() {
        return new Look(name + "-noscript", width, height, dark, false);
    }
}
