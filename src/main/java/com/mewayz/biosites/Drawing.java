package com.mewayz.biosites;

import com.mewayz.biosites.PublicPage.Picture;
import com.mewayz.biosites.PublicPage.Shown;
import com.mewayz.biosites.PublicPage.Size;
import com.mewayz.biosites.Snapshot.Piece;
import com.mewayz.media.MediaFile;
import com.mewayz.media.MediaFiles;
import com.mewayz.platform.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a snapshot into what its theme draws. */
final class Drawing {
    private final MediaFiles media;
    private final PublicPages pages;

    Drawing(MediaFiles media, PublicPages pages) {
        this.media = media;
        this.pages = pages;
    }

    /**
     * The page as a visitor gets it.
     *
     * @param now when it is looked at
     * @param place where it is
     */
    PublicPage page(long workspace, String handle, Snapshot site, Instant now, Standing place) {
        var plain = page(workspace, handle, site, now, place.page(), "", true);
        var styles = place.file(tag(pages.siteCss(plain)) + ".css");
        return page(workspace, handle, site, now, place.page(), styles, true);
    }

    /** The page as its editors get it before it is published. */
    PublicPage preview(Site site, Snapshot draft, Instant now, String canonical, String stylesheet) {
        return page(site.workspace(), site.handle(), draft, now, canonical, stylesheet, false);
    }

    String html(PublicPage page) {
        return pages.render(page);
    }

    String css(PublicPage page) {
        return pages.siteCss(page);
    }

    private PublicPage page(
            long workspace,
            String handle,
            Snapshot site,
            Instant now,
            String canonical,
            String stylesheet,
            boolean indexable) {
        var visible = site.visible(now);
        return new PublicPage(
                handle,
                canonical,
                site.name(),
                site.tagline(),
                site.bio(),
                site.language(),
                site.theme(),
                site.themeSettings(),
                stylesheet,
                avatar(workspace, site),
                visible.stream()
                        .map(piece -> new Shown(piece.id(), piece.content(), piece.highlighted(), now))
                        .toList(),
                pictures(workspace, visible),
                indexable,
                null);
    }

    private @Nullable Picture avatar(long workspace, Snapshot site) {
        return Optional.ofNullable(site.avatar())
                .flatMap(id -> media.find(workspace, id))
                .map(file -> picture(file, site.name()))
                .orElse(null);
    }

    private Map<Long, Picture> pictures(long workspace, List<Piece> visible) {
        var ids = new HashSet<Long>();
        visible.forEach(piece -> ids.addAll(piece.content().pictures()));
        Map<Long, Picture> pictures = new HashMap<>();
        // What a picture shows is the block's own word; the file knows nothing of it.
        ids.forEach(id -> media.find(workspace, id).ifPresent(file -> pictures.put(id, picture(file, ""))));
        return pictures;
    }

    private static Picture picture(MediaFile file, String alt) {
        return new Picture(
                new Size(file.address(), file.width(), file.height()),
                new Size(file.smallAddress(), file.smallWidth(), file.smallHeight()),
                alt);
    }

    private static String tag(String css) {
        return Sha256.hex(css.getBytes(StandardCharsets.UTF_8)).substring(0, 10);
    }
}
