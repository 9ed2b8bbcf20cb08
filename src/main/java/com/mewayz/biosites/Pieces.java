package com.mewayz.biosites;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a block refers to outside of itself. */
final class Pieces {
    private Pieces() {}

    /** The ids of the pictures it shows. */
    static Set<Long> pictures(Block content) {
        return switch (content) {
            case Block.Link link -> some(link.thumbnail());
            case Block.Image image -> some(image.media());
            case Block.Heading heading -> Set.of();
            case Block.Text text -> Set.of();
            case Block.Social social -> Set.of();
            case Block.Divider divider -> Set.of();
            case Block.Embed embed -> Set.of();
        };
    }

    /** Where a click on it leads, in the characters a header may carry. */
    static Optional<String> address(Block content) {
        return Optional.ofNullable(
                        switch (content) {
                            case Block.Link link -> link.url();
                            case Block.Image image -> image.url();
                            case Block.Embed embed -> null; // plays in its place
                            case Block.Heading heading -> null;
                            case Block.Text text -> null;
                            case Block.Social social -> null;
                            case Block.Divider divider -> null;
                        })
                .filter(url -> !url.isBlank())
                .map(url -> URI.create(url).toASCIIString());
    }

    private static Set<Long> some(@Nullable Long id) {
        return id == null ? Set.of() : Set.of(id);
    }
}
