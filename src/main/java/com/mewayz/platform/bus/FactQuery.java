package com.mewayz.platform.bus;

import java.time.Instant;
import java.util.List;

/**
 * Which facts are wanted: those of the workspace (0 for all that belongs to none), and of no workspace those about the
 * given people.
 *
 * @param about whose sign-ins and account changes belong to the list
 * @param kinds only these kinds; all when empty
 * @param person only what this user did or what is about them; 0 for anybody
 * @param from not earlier
 * @param until earlier than this
 * @param words only facts with a text that holds these words, of these kinds, or by or about these people; all when empty
 * @param wordKinds kinds whose own name holds the words
 * @param wordUsers people whose name holds the words
 */
public record FactQuery(
        long workspace,
        List<Long> about,
        List<String> kinds,
        long person,
        Instant from,
        Instant until,
        String words,
        List<String> wordKinds,
        List<Long> wordUsers) {
    /** No instant of ours is before or after these. */
    public static final Instant BEGINNING = Instant.EPOCH;

    public static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    /** Everything of a workspace and of the given people. */
    public static FactQuery of(long workspace, List<Long> about) {
        return new FactQuery(workspace, about, List.of(), 0, BEGINNING, END, "", List.of(), List.of());
    }

    /** What happened to one account. */
    public static FactQuery account(long user) {
        return of(-1, List.of(user));
    }

    /** What belongs to no workspace: accounts and the server. */
    public static FactQuery server() {
        return new FactQuery(0, List.of(), List.of(), 0, BEGINNING, END, "", List.of(), List.of());
    }

    public FactQuery of(List<String> wanted) {
        return new FactQuery(workspace, about, wanted, person, from, until, words, wordKinds, wordUsers);
    }

    public FactQuery by(long user) {
        return new FactQuery(workspace, about, kinds, user, from, until, words, wordKinds, wordUsers);
    }

    public FactQuery between(Instant start, Instant end) {
        return new FactQuery(workspace, about, kinds, person, start, end, words, wordKinds, wordUsers);
    }

    public FactQuery holding(String text, List<String> kindsNamed, List<Long> usersNamed) {
        return new FactQuery(workspace, about, kinds, person, from, until, text, kindsNamed, usersNamed);
    }

    /** The values of the condition in {@link Facts}, in its order. */
    Object[] values() {
        return new Object[] {
            workspace, about, kinds, kinds, person, person, person, from, until, words, words, wordKinds, wordUsers,
            wordUsers
        };
    }
}
