package com.mewayz.operations.backups;

/** How far a long work with an archive is. When the server ends, the work is given up at its next step. */
final class Course implements Progress, AutoCloseable {
    private volatile String words = "";
    private volatile boolean closing;

    /** @throws Stopped if the server ends */
    @Override
    public void at(String step, long done, long all) {
        if (closing) {
            throw new Stopped();
        }
        words = Progress.words(step, done, all);
    }

    /** As people read it; empty while nothing is done. */
    String words() {
        return words;
    }

    void over() {
        words = "";
    }

    @Override
    public void close() {
        closing = true;
    }

    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
