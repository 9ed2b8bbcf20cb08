package com.mewayz.biosites;

import com.mewayz.platform.Check;
import com.mewayz.platform.WebAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A link with a large picture on top. {@code alt} says what it shows; empty means it is decoration. */
record Card(
        String title,
        String url,
        Long media,
        @Nullable String alt,
        @Nullable String subtitle) implements Block {
    @SuppressWarnings("NullAway") // a caller's JSON may leave it out
    public Card {
        url = WebAddress.ascii(url);
    }

    @Override
    @SuppressWarnings("NullAway") // a caller's JSON may leave the picture out
    public void check(Check check) {
        check.text("title", title, 1, 120).linkAddress("url", url).text("subtitle", subtitle, 0, 160);
        check.text("alt", alt, 0, 300).that("media", media != null, "Choose a picture.");
    }

    @Override
    public Set<Long> pictures() {
        return Set.of(media);
    }

    @Override
    public String address() {
        return url;
    }

    @Override
    public String label() {
        return title;
    }

    @Override
    public String detail() {
        return url;
    }

    @Override
    public String words() {
        return subtitle == null ? url : url + " " + subtitle;
    }
}
