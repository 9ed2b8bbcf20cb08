package com.mewayz.biosites;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a public page is made of; the same page gives the same bytes.
 *
 * @param handle the site's name in addresses, without the {@code @}
 * @param canonical the page's one full address
 * @param tagline one line under the name, may be empty
 * @param bio a few sentences, may be empty
 * @param language a BCP 47 tag; decides the direction of writing and the language of our own few words
 * @param theme a theme's folder name; an unknown one falls back to the first theme
 * @param settings what the owner chose, by the names in the theme's {@code theme.yaml}
 * @param stylesheet where {@link PublicPages#siteCss} of this page is served
 * @param avatar null for none
 * @param blocks what is shown now, in order
 * @param pictures the pictures the blocks name, by media id; a block whose picture is missing is drawn without it
 * @param indexable whether search engines may list it
 * @param playing the embed the visitor asked to play, null for none
 */
public record PublicPage(
        String handle,
        String canonical,
        String name,
        String tagline,
        String bio,
        String language,
        String theme,
        Map<String, String> settings,
        String stylesheet,
        @Nullable Picture avatar,
        List<Shown> blocks,
        Map<Long, Picture> pictures,
        boolean indexable,
        @Nullable Long playing) {

    /** A block of a page. At most one is highlighted, and only links show it. */
    public record Shown(long id, Block block, boolean highlighted) {}

    /** A picture in two sizes. Addresses are paths on this host; {@code alt} is what it shows. */
    public record Picture(Size large, Size small, String alt) {}

    public record Size(String url, int width, int height) {}

    /** The same page with one embed unfolded. */
    public PublicPage playing(long block) {
        return new PublicPage(
                handle,
                canonical,
                name,
                tagline,
                bio,
                language,
                theme,
                settings,
                stylesheet,
                avatar,
                blocks,
                pictures,
                indexable,
                block);
    }
}
