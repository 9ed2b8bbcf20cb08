package com.mewayz.demo;

import com.mewayz.biosites.Block;
import com.mewayz.biosites.BlockInput;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A block of the page and its story.
 *
 * @param day how long ago, of ninety days, it was added
 * @param pull how often it is clicked, in relation to the others; 0 for what leads nowhere
 * @param hidden how long ago it was hidden again, or 0 if it was not
 * @param block made on the day it is added, since it may bring a picture
 */
record Piece(
        int day,
        double pull,
        boolean highlighted,
        @Nullable Instant from,
        @Nullable Instant until,
        int hidden,
        Supplier<Block> block) {

    static Piece added(int day, double pull, Supplier<Block> block) {
        return new Piece(day, pull, false, null, null, 0, block);
    }

    Piece highlight() {
        return new Piece(day, pull, true, from, until, hidden, block);
    }

    Piece between(Instant start, Instant end) {
        return new Piece(day, pull, highlighted, start, end, hidden, block);
    }

    Piece hiddenAgain(int later) {
        return new Piece(day, pull, highlighted, from, until, later, block);
    }

    BlockInput input() {
        return new BlockInput(true, highlighted, from, until, block.get());
    }
}
