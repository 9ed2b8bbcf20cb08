package com.mewayz.biosites;

import com.mewayz.platform.Check;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An address that opens on a map. Nothing of the map is loaded before somebody follows it. */
record Place(String title, String location, @Nullable MapService map) implements Block {
    enum MapService {
        OPENSTREETMAP("OpenStreetMap", "https://www.openstreetmap.org/search?query="),
        GOOGLE("Google Maps", "https://www.google.com/maps/search/?api=1&query="),
        APPLE("Apple Maps", "https://maps.apple.com/?q=");

        private final String label;
        private final String search;

        MapService(String label, String search) {
            this.label = label;
            this.search = search;
        }

        public String label() {
            return label;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Place {
        map = map == null ? MapService.OPENSTREETMAP : map;
    }

    @Override
    public void check(Check check) {
        check.text("title", title, 1, 120).text("location", location, 1, 200);
    }

    @Override
    public String address() {
        var on = map == null ? MapService.OPENSTREETMAP : map;
        return on.search
                + URLEncoder.encode(location.replaceAll("\\s+", " "), StandardCharsets.UTF_8)
                        .replace("+", "%20");
    }

    @Override
    public String label() {
        return title;
    }

    @Override
    public String detail() {
        return location;
    }

    @Override
    public String words() {
        return location;
    }

    @Override
    public boolean listed() {
        return true;
    }
}
