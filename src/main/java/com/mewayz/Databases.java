package com.mewayz;

import com.mewayz.operations.backups.Manifest;
import com.mewayz.traffic.Traffic;
import java.util.List;
import java.util.Map;

/** The databases in the data folder, and what each has been through. */
final class Databases {
    static final List<String> MIGRATIONS = List.of(
            "0001-house.sql",
            "0002-accounts.sql",
            "0003-workspaces.sql",
            "0004-media.sql",
            "0005-biosites.sql",
            "0006-security.sql",
            "0007-mail.sql",
            "0008-factors.sql",
            "0009-identities.sql",
            "0010-tokens.sql",
            "0011-teams.sql",
            "0012-registration.sql",
            "0013-protection.sql",
            "0015-websites.sql",
            "0017-reports.sql",
            "0018-stays.sql",
            "0019-backups.sql",
            "0020-backup-copies.sql",
            "0021-domains.sql",
            "0022-certificates.sql",
            "0023-job-runs.sql",
            "0024-error-kinds.sql",
            "0025-status.sql",
            "0026-flags.sql",
            "0027-backup-drills.sql",
            "0028-backup-uploads.sql",
            "0029-contacts.sql",
            "0030-contact-imports.sql",
            "0031-contact-merges.sql",
            "0032-contact-import-files.sql");

    /** The files of the databases, and what made them. */
    static final Map<String, List<String>> DATABASES =
            Map.of(Manifest.MAIN, MIGRATIONS, Manifest.TRAFFIC, Traffic.MIGRATIONS);

    private Databases() {}
}
