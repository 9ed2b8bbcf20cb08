package com.mewayz.facts;

/** What happens with the people a workspace knows. */
public sealed interface ContactFact extends Fact {

    /** About one person. */
    sealed interface OfContact extends ContactFact {
        long contact();
    }

    /** {@code how}: newsletter, form, import, hand, api. */
    record ContactMet(long workspace, long by, long contact, String how) implements OfContact {}

    /** {@code what}: details, tags, restored. */
    record ContactChanged(long workspace, long by, long contact, String what) implements OfContact {}

    /** {@code tag} was put on so many contacts at once, or taken off. */
    record ContactsTagged(long workspace, long by, String tag, boolean on, int contacts) implements ContactFact {}

    /** Into the bin, from where it can be restored for thirty days. */
    record ContactDeleted(long workspace, long by, long contact) implements OfContact {}

    /** For good, with everything that was known of the person. */
    record ContactErased(long workspace, long by, long contact) implements OfContact {}

    record NoteWritten(long workspace, long by, long contact, long note) implements OfContact {}

    /** Somebody asked for letters; whether it was the owner of the address is not known before {@link ConsentGiven}. */
    record ConsentAsked(long workspace, long by, long contact, long consent, String purpose) implements OfContact {}

    /** {@code consent}: the row with its proof. */
    record ConsentGiven(long workspace, long by, long contact, long consent, String purpose) implements OfContact {}

    record ConsentWithdrawn(long workspace, long by, long contact, long consent, String purpose) implements OfContact {}

    record FormSubmitted(long workspace, long by, long contact, long site, long message) implements OfContact {}

    /** {@code batch}: the import; it met so many and changed so many. */
    record ContactsImported(long workspace, long by, long batch, int met, int changed) implements ContactFact {}

    /** What the import did is as it was before, but for so many that were changed since. */
    record ImportReverted(long workspace, long by, long batch, int kept) implements ContactFact {}

    /** The two are one person; {@code other} goes into {@code contact}. */
    record ContactsMerged(long workspace, long by, long contact, long other, long merge) implements OfContact {}

    /** They are two again. */
    record MergeReverted(long workspace, long by, long contact, long other, long merge) implements OfContact {}
}
