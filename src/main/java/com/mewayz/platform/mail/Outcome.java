package com.mewayz.platform.mail;

/** What became of one try to send a letter. */
sealed interface Outcome {
    /** What the mail server said, or what happened instead. */
    String reply();

    /** The mail server has taken it over. */
    record Sent(String reply) implements Outcome {}

    /** The mail server said: not now. */
    record TryLater(String reply) implements Outcome {}

    /** The mail server said no, or never could say yes. */
    record Refused(String reply) implements Outcome {}

    /** The letter was handed over and no answer came: sending it again could deliver it twice. */
    record Uncertain(String reply) implements Outcome {}

    /** There was no talking to the mail server; the next letter would not fare better. */
    record Unreachable(String reply) implements Outcome {}
}
