package com.mewayz.biosites;

import com.mewayz.biosites.PublicPage.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How blocks are put together for drawing: a heading opens a group, and links in a row are a list. */
final class Groups {
    private Groups() {}

    /**
     * @param name {@code top} for what stands before the first heading, {@code show} where something plays, else a number
     * @param heading null for the first group
     */
    public record Group(String name, int number, @Nullable String heading, List<Run> runs) {}

    /** Blocks in a row; {@code links} says that they are a list of links. */
    public record Run(boolean links, List<Shown> blocks) {}

    static List<Group> of(List<Shown> blocks) {
        var groups = new ArrayList<Group>();
        String heading = null;
        var open = new ArrayList<Shown>();
        for (var shown : blocks) {
            if (shown.block() instanceof Block.Heading(String text)) {
                close(groups, heading, open);
                heading = text;
                open = new ArrayList<>();
            } else {
                open.add(shown);
            }
        }
        close(groups, heading, open);
        return groups;
    }

    private static void close(List<Group> groups, @Nullable String heading, List<Shown> blocks) {
        if (heading != null || !blocks.isEmpty()) {
            int number = groups.size() + 1;
            groups.add(new Group(name(heading, number, blocks), number, heading, runs(blocks)));
        }
    }

    private static String name(@Nullable String heading, int number, List<Shown> blocks) {
        if (heading == null) {
            return "top";
        }
        return blocks.stream().anyMatch(shown -> shown.block() instanceof Block.Embed)
                ? "show"
                : String.valueOf(number);
    }

    private static List<Run> runs(List<Shown> blocks) {
        var runs = new ArrayList<Run>();
        for (var shown : blocks) {
            boolean link = shown.block().listed();
            if (runs.isEmpty() || runs.getLast().links() != link) {
                runs.add(new Run(link, new ArrayList<>()));
            }
            runs.getLast().blocks().add(shown);
        }
        return runs;
    }
}
