package com.mewayz.platform.dns;

import java.util.List;

/** What became of a question. */
public sealed interface Lookup {
    /** The name is there; with no record of the kind asked for the list is empty, and there are names below it. */
    record Found(List<String> texts) implements Lookup {}

    /** There is no such name, and none below it (RFC 8020). */
    record Missing() implements Lookup {}

    /** Nobody could be asked, or nobody who was asked knew. */
    record Failed() implements Lookup {}
}
