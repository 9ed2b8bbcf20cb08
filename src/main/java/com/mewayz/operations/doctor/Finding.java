package com.mewayz.operations.doctor;

/**
 * What a check came to.
 *
 * @param found one sentence
 * @param remedy what to do about it, in one sentence; empty where there is nothing to do
 */
public record Finding(State state, String found, String remedy) {
    /** How it stands; the worst first. */
    public enum State {
        PROBLEM("problem"),
        WARNING("warning"),
        UNKNOWN("could not be checked"),
        OK("good"),
        NOT_APPLICABLE("not applicable");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    static Finding ok(String found) {
        return new Finding(State.OK, found, "");
    }

    static Finding warning(String found, String remedy) {
        return new Finding(State.WARNING, found, remedy);
    }

    static Finding problem(String found, String remedy) {
        return new Finding(State.PROBLEM, found, remedy);
    }

    static Finding unknown(String found, String remedy) {
        return new Finding(State.UNKNOWN, found, remedy);
    }

    static Finding notApplicable(String found) {
        return new Finding(State.NOT_APPLICABLE, found, "");
    }
}
