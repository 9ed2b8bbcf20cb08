package com.mewayz.facts;

/** What happens to the server as a whole. */
public sealed interface ServerFact extends Fact {
    @Override
    default long workspace() {
        return 0;
    }

    /** A setting of the server was changed on screen; never its value. */
    record SettingChanged(long by, String setting) implements ServerFact {}

    /** Everybody has to sign in again, but for whoever decided it; {@code sessions}: how many ended. */
    record EverybodySignedOut(long by, long sessions) implements ServerFact {}

    /** Secrets were sealed anew with a fresh key. */
    record KeyRotated(long by, String key) implements ServerFact {}

    /** Everything was written to an archive, which was then read and compared; {@code by}: 0 for the timetable. */
    record BackupFinished(long by, String file, long bytes) implements ServerFact {}

    /** A backup was not written, or did not hold what it should; why, in a sentence. */
    record BackupFailed(long by, String why) implements ServerFact {}

    /** An archive was looked through once more, and is whole. */
    record BackupVerified(long by, String file) implements ServerFact {}

    /** An archive was looked through and cannot be restored; why, in a sentence. */
    record BackupRefused(long by, String file, String why) implements ServerFact {}

    /** All data came from an archive; {@code before}: the folder in which the data of before is kept, or nothing. */
    record BackupRestored(long by, String file, String before) implements ServerFact {}

    /** An archive was copied to another place, which is named in words. */
    record BackupCopied(long by, String file, String place) implements ServerFact {}

    /** An archive was not copied; why, in a sentence. */
    record BackupCopyFailed(long by, String file, String why) implements ServerFact {}

    /** An archive was restored aside on trial, and everything came back; {@code by}: 0 for the timetable. */
    record RestoreTried(long by, String file) implements ServerFact {}

    /** An archive was restored aside on trial, and did not come back; why, in a sentence. */
    record TrialRestoreFailed(long by, String file, String why) implements ServerFact {}

    /** An archive of another server came in; {@code file}: its name here. */
    record ArchiveUploaded(long by, String file, long bytes) implements ServerFact {}

    /** An archive that had come in was removed; {@code name}: what it was called where it came from. */
    record ArchiveRemoved(long by, String name) implements ServerFact {}

    /** An archive left the server. */
    record BackupDownloaded(long by, String file) implements ServerFact {}

    /** For a while more or less is written to the log. {@code level}: like FINE; empty for back to usual. */
    record LogLevelChanged(long by, String logger, String level) implements ServerFact {}

    /** Somebody let a job run that the timetable would have run later. */
    record JobStarted(long by, String job) implements ServerFact {}

    /** A host has a certificate, its first or another. */
    record CertificateIssued(long by, String host) implements ServerFact {}

    /** A certificate was asked for and not given; it is tried again. {@code why}: in a sentence. */
    record CertificateFailed(long by, String host, String why) implements ServerFact {}

    /** A feature flag was changed for a workspace, or for the whole server (0); {@code value}: on, off or as usual. */
    record FlagChanged(long by, String flag, long place, String value) implements ServerFact {}

    /** The operator told on the status page of something that went wrong, or will be done. */
    record IncidentOpened(long by, long incident, String title) implements ServerFact {}

    /** The operator told more about it; {@code state}: like resolved. */
    record IncidentUpdated(long by, long incident, String title, String state) implements ServerFact {}

    /** It is no longer on the status page, with all that was told of it. */
    record IncidentRemoved(long by, long incident, String title) implements ServerFact {}
}
