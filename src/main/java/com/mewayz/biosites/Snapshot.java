package com.mewayz.biosites;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A site as it was when it was published, with its active blocks in their order. Handle and status are not part of it. */
record Snapshot(
        String name,
        String tagline,
        String bio,
        String theme,
        Map<String, String> themeSettings,
        @Nullable Long avatar,
        String language,
        List<Piece> blocks) {

    static Snapshot of(Site site, List<Placed> blocks) {
        return new Snapshot(
                site.name(),
                site.tagline(),
                site.bio(),
                site.theme(),
                site.themeSettings(),
                site.avatar(),
                site.language(),
                blocks.stream().filter(Placed::active).map(Piece::of).toList());
    }

    /** What a visitor sees at that moment. */
    List<Piece> visible(Instant now) {
        return blocks.stream().filter(piece -> piece.isVisible(now)).toList();
    }

    /** The next moment at which a block comes, goes, or is drawn differently. */
    Optional<Instant> changesAfter(Instant now) {
        return Stream.concat(
                        blocks.stream()
                                .flatMap(piece -> Stream.of(piece.visibleFrom, piece.visibleUntil))
                                .filter(Objects::nonNull)
                                .filter(moment -> moment.isAfter(now)),
                        blocks.stream().flatMap(piece -> piece.content.changesAfter(now).stream()))
                .min(Instant::compareTo);
    }

    boolean shows(long picture) {
        return Optional.ofNullable(avatar).filter(id -> id == picture).isPresent()
                || blocks.stream().anyMatch(piece -> piece.content.pictures().contains(picture));
    }

    /** How many things differ from what is published: settings, blocks, and the order of those in both. */
    int differencesTo(Snapshot published) {
        int settings = (int) Stream.<Function<Snapshot, Object>>of(
                        Snapshot::name,
                        Snapshot::tagline,
                        Snapshot::bio,
                        Snapshot::theme,
                        Snapshot::themeSettings,
                        snapshot -> Optional.ofNullable(snapshot.avatar),
                        Snapshot::language)
                .filter(part -> !part.apply(this).equals(part.apply(published)))
                .count();
        var theirs = new HashMap<Long, Piece>();
        published.blocks.forEach(piece -> theirs.put(piece.id, piece));
        int same = 0;
        int kept = 0;
        for (var piece : blocks) {
            var other = theirs.get(piece.id);
            kept += other == null ? 0 : 1;
            same += piece.equals(other) ? 1 : 0;
        }
        int changed = blocks.size() - same + published.blocks.size() - kept;
        return settings + changed + (orderOfThoseIn(published).equals(published.orderOfThoseIn(this)) ? 0 : 1);
    }

    private List<Long> orderOfThoseIn(Snapshot other) {
        var known = other.blocks.stream().map(Piece::id).collect(Collectors.toSet());
        return blocks.stream().map(Piece::id).filter(known::contains).toList();
    }

    /** A block as visitors see it. */
    record Piece(
            long id,
            boolean highlighted,
            @Nullable Instant visibleFrom,
            @Nullable Instant visibleUntil,
            Block content) {

        static Piece of(Placed block) {
            return new Piece(
                    block.id(), block.highlighted(), block.visibleFrom(), block.visibleUntil(), block.content());
        }

        boolean isVisible(Instant now) {
            return (visibleFrom == null || !now.isBefore(visibleFrom))
                    && (visibleUntil == null || now.isBefore(visibleUntil));
        }
    }
}
