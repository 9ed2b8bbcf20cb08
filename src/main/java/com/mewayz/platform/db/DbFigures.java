package com.mewayz.platform.db;

/**
 * What a database's writer has done since it was opened.
 *
 * @param waiting how many wait for the writer now
 * @param transactions that were committed, and {@code failures} that were rolled back
 * @param commits how often the disk was waited for: transactions that wait together share one
 */
public record DbFigures(long waiting, long transactions, long failures, long commits) {}
