package com.mewayz.operations.backups;

/** Told how far a long work is. */
public interface Progress {
    Progress SILENT = (step, done, all) -> {};

    /**
     * @param step what is being done, in a few words
     * @param all bytes in all, 0 where nobody knows
     */
    void at(String step, long done, long all);

    /** As people read it. */
    static String words(String step, long done, long all) {
        return all > 0 ? step + ", " + 100 * done / all + "%" : done > 0 ? step + ", " + (done >> 20) + " MB" : step;
    }
}
