package com.mewayz.analytics;

import java.time.Instant;
import java.util.List;

/**
 * A report as it was made once.
 *
 * @param sent to whom it went by mail; empty where somebody asked for it on screen
 */
public record ReportResult(long id, long report, Instant generatedAt, ReportData data, List<SentReport> sent) {

    /**
     * @param state waiting, sent, refused or uncertain as of every letter, or unsent
     * @param why the mail server's words, or why there was no letter
     */
    public record SentReport(long user, String name, String state, String why) {}
}
