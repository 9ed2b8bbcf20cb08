package com.mewayz.biosites;

import java.time.Instant;
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
 * @param answer what became of a form on it that was sent, null if none was
 * @param notice what stands there instead of the blocks, null for the blocks
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
        @Nullable Long playing,
        @Nullable Answered answer,
        @Nullable Notice notice) {

    /** A page on which nobody sent anything yet. */
    public PublicPage(
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
        this(
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
                playing,
                null,
                null);
    }

    /**
     * A block of a page. At most one is highlighted, and only links show it.
     *
     * @param now when it is looked at
     */
    public record Shown(long id, Block block, boolean highlighted, Instant now) {
        /** One that looks the same at any time. */
        public Shown(long id, Block block, boolean highlighted) {
            this(id, block, highlighted, Instant.EPOCH);
        }
    }

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
                block,
                answer,
                notice);
    }

    /** The same page after a form on it was sent; not for search engines. */
    public PublicPage answering(Answered given) {
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
                false,
                playing,
                given,
                notice);
    }

    /** The same person's page with nothing on it but a notice. */
    public PublicPage saying(Notice said) {
        return new PublicPage(
                handle,
                canonical,
                name,
                tagline,
                "",
                language,
                theme,
                settings,
                stylesheet,
                avatar,
                List.of(),
                pictures,
                false,
                null,
                null,
                said);
    }

    /**
     * What became of a form.
     *
     * @param block the form
     * @param done whether it was taken; if not, what was written is shown again
     * @param complaint what is wrong with it, or empty
     * @param stamp proof that the form was shown by us and when, to be sent with it; empty where none is asked for
     */
    public record Answered(
            long block, boolean done, String complaint, String name, String email, String text, String stamp) {}

    /**
     * A few words with at most one thing to do.
     *
     * @param action where the button's form is sent; empty for none
     */
    public record Notice(String title, String text, String button, String action) {}
}
