package com.mewayz.platform.bus;

import java.time.Instant;
import java.util.List;

/**
 * Which facts are wanted: those of the workspace (0 for all that belongs to none), and of no workspace those about the
 * given people, of the time that is given with them.
 *
 * @param about whose sign-ins and account changes belong to the list, and of which time
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
        List<Span> about,
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

    /** Everything of a workspace, and of the given people the time that is given with them. */
    public static FactQuery of(long workspace, List<Span> about) {
        return new FactQuery(workspace, about, List.of(), 0, BEGINNING, END, "", List.of(), List.of());
    }

    /** What happened to one account. */
    public static FactQuery account(long user) {
        return of(-1, List.of(Span.whole(user)));
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

    /**
     * A time of one person's account.
     *
     * @param from not before the fact with this id
     * @param until not after the fact with this id
     */
    public record Span(long user, long from, long until) {
        /** Since ever, and on. */
        public static Span whole(long user) {
            return since(user, 0);
        }

        public static Span since(long user, long from) {
            return new Span(user, from, Long.MAX_VALUE);
        }

        private List<Long> values() {
            return List.of(user, from, until);
        }
    }

    /** The values of the condition in {@link Facts}, in its order. */
    Object[] values() {
        var spans = about.stream().map(Span::values).toList();
        return new Object[] {
            workspace, spans, spans, kinds, kinds, person, person, person, from, until, words, words, wordKinds,
            wordUsers, wordUsers
        };
    }
}
