package com.mewayz.platform.logging;

import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** For systemd's journal, which knows the time: each line begins with how urgent it is (sd-daemon(3)). */
final class JournalLines extends Formatter {
    private final Formatter text;

    /** @param text writes the entry itself, without its time */
    JournalLines(Formatter text) {
        this.text = text;
    }

    @Override
    public String format(LogRecord entry) {
        int level = entry.getLevel().intValue();
        var urgency = level >= Level.SEVERE.intValue()
                ? "<3>"
                : level >= Level.WARNING.intValue() ? "<4>" : level >= Level.INFO.intValue() ? "<6>" : "<7>";
        return text.format(entry).lines().map(line -> urgency + line + "\n").collect(Collectors.joining());
    }
}
