package com.mewayz.audit;

import com.mewayz.facts.AccountFact.AccountDeleted;
import com.mewayz.facts.AccountFact.AccountExported;
import com.mewayz.facts.AccountFact.AccountReclaimed;
import com.mewayz.facts.AccountFact.AddressChanged;
import com.mewayz.facts.AccountFact.AddressVerified;
import com.mewayz.facts.AccountFact.DeviceTrustEnded;
import com.mewayz.facts.AccountFact.DeviceTrusted;
import com.mewayz.facts.AccountFact.FactorAdded;
import com.mewayz.facts.AccountFact.FactorFailed;
import com.mewayz.facts.AccountFact.FactorRemoved;
import com.mewayz.facts.AccountFact.IdentityLinked;
import com.mewayz.facts.AccountFact.IdentityUnlinked;
import com.mewayz.facts.AccountFact.OperatorAppointed;
import com.mewayz.facts.AccountFact.OperatorDismissed;
import com.mewayz.facts.AccountFact.PasswordChanged;
import com.mewayz.facts.AccountFact.RecoveryCodeUsed;
import com.mewayz.facts.AccountFact.ResetRequested;
import com.mewayz.facts.AccountFact.SessionsEnded;
import com.mewayz.facts.AccountFact.SignInFailed;
import com.mewayz.facts.AccountFact.SignedIn;
import com.mewayz.facts.AccountFact.SignedOut;
import com.mewayz.facts.AccountFact.UserRegistered;
import com.mewayz.facts.ContactFact.ConsentAsked;
import com.mewayz.facts.ContactFact.ConsentGiven;
import com.mewayz.facts.ContactFact.ConsentWithdrawn;
import com.mewayz.facts.ContactFact.ContactChanged;
import com.mewayz.facts.ContactFact.ContactDeleted;
import com.mewayz.facts.ContactFact.ContactErased;
import com.mewayz.facts.ContactFact.ContactMet;
import com.mewayz.facts.ContactFact.ContactsImported;
import com.mewayz.facts.ContactFact.ContactsMerged;
import com.mewayz.facts.ContactFact.ContactsTagged;
import com.mewayz.facts.ContactFact.FormSubmitted;
import com.mewayz.facts.ContactFact.ImportReverted;
import com.mewayz.facts.ContactFact.MergeReverted;
import com.mewayz.facts.ContactFact.NoteWritten;
import com.mewayz.facts.Fact;
import com.mewayz.facts.ServerFact.ArchiveRemoved;
import com.mewayz.facts.ServerFact.ArchiveUploaded;
import com.mewayz.facts.ServerFact.BackupCopied;
import com.mewayz.facts.ServerFact.BackupCopyFailed;
import com.mewayz.facts.ServerFact.BackupDownloaded;
import com.mewayz.facts.ServerFact.BackupFailed;
import com.mewayz.facts.ServerFact.BackupFinished;
import com.mewayz.facts.ServerFact.BackupRefused;
import com.mewayz.facts.ServerFact.BackupRestored;
import com.mewayz.facts.ServerFact.BackupVerified;
import com.mewayz.facts.ServerFact.CertificateFailed;
import com.mewayz.facts.ServerFact.CertificateIssued;
import com.mewayz.facts.ServerFact.EverybodySignedOut;
import com.mewayz.facts.ServerFact.FlagChanged;
import com.mewayz.facts.ServerFact.IncidentOpened;
import com.mewayz.facts.ServerFact.IncidentRemoved;
import com.mewayz.facts.ServerFact.IncidentUpdated;
import com.mewayz.facts.ServerFact.JobStarted;
import com.mewayz.facts.ServerFact.KeyRotated;
import com.mewayz.facts.ServerFact.LogLevelChanged;
import com.mewayz.facts.ServerFact.RestoreTried;
import com.mewayz.facts.ServerFact.SettingChanged;
import com.mewayz.facts.ServerFact.TrialRestoreFailed;
import com.mewayz.facts.SiteFact.DomainAdded;
import com.mewayz.facts.SiteFact.DomainFailed;
import com.mewayz.facts.SiteFact.DomainRemoved;
import com.mewayz.facts.SiteFact.DomainVerified;
import com.mewayz.facts.SiteFact.SiteChanged;
import com.mewayz.facts.SiteFact.SiteDeleted;
import com.mewayz.facts.SiteFact.SitePublished;
import com.mewayz.facts.SiteFact.SiteUnpublished;
import com.mewayz.facts.WebsiteFact.WebsiteChanged;
import com.mewayz.facts.WebsiteFact.WebsiteDeleted;
import com.mewayz.facts.WorkspaceFact.FiguresImported;
import com.mewayz.facts.WorkspaceFact.FiguresShared;
import com.mewayz.facts.WorkspaceFact.ImportRemoved;
import com.mewayz.facts.WorkspaceFact.InvitationEnded;
import com.mewayz.facts.WorkspaceFact.ListExported;
import com.mewayz.facts.WorkspaceFact.MemberAdded;
import com.mewayz.facts.WorkspaceFact.MemberInvited;
import com.mewayz.facts.WorkspaceFact.MemberLeft;
import com.mewayz.facts.WorkspaceFact.MemberRemoved;
import com.mewayz.facts.WorkspaceFact.OwnershipTransferred;
import com.mewayz.facts.WorkspaceFact.RoleChanged;
import com.mewayz.facts.WorkspaceFact.ShareRevoked;
import com.mewayz.facts.WorkspaceFact.TokenCreated;
import com.mewayz.facts.WorkspaceFact.TokenRevoked;
import com.mewayz.facts.WorkspaceFact.WorkspaceChanged;
import com.mewayz.facts.WorkspaceFact.WorkspaceCreated;
import com.mewayz.facts.WorkspaceFact.WorkspaceDeleted;
import com.mewayz.platform.Amounts;
import com.mewayz.platform.web.Clients;

/**
 * A fact in words, with the icon and colour that mark its kind.
 *
 * @param tone ok, warn, bad or empty
 */
public record Sentence(String icon, String tone, String title, String detail) {
    /** There is no default case: a new fact must be told, too. */
    public static Sentence of(Fact fact) {
        return switch (fact) {
            case UserRegistered f -> new Sentence("user-plus", "ok", "Account created", f.name());
            case SignedIn f -> new Sentence("log-in", "", "Signed in", Clients.words(f.client()));
            case SignInFailed f ->
                new Sentence(
                        "shield",
                        "warn",
                        f.user() == 0 ? "Sign-in failed: unknown address" : "Sign-in failed: wrong password",
                        Clients.words(f.client()));
            case SignedOut f -> new Sentence("log-out", "", "Signed out", "");
            case SessionsEnded f -> new Sentence("log-out", "warn", "Sessions ended", f.what());
            case AddressVerified f -> new Sentence("mail", "ok", "Address confirmed", "");
            case AddressChanged f -> new Sentence("mail", "warn", "Address changed", "");
            case PasswordChanged f -> new Sentence("lock", "warn", "Password changed", "");
            case ResetRequested f -> new Sentence("lock", "", "Link for a new password asked for", "");
            case FactorAdded f -> new Sentence("shield", "ok", "Second factor added", f.factor());
            case FactorRemoved f -> new Sentence("shield", "warn", "Second factor removed", f.factor());
            case FactorFailed f ->
                new Sentence(
                        "shield",
                        "warn",
                        "Sign-in failed: wrong second factor",
                        f.factor() + " · " + Clients.words(f.client()));
            case RecoveryCodeUsed f -> new Sentence("shield", "warn", "Recovery code used", f.left() + " left");
            case DeviceTrusted f ->
                new Sentence("shield", "warn", "Device trusted for 30 days", Clients.words(f.client()));
            case DeviceTrustEnded f -> new Sentence("shield", "", "Device no longer trusted", "");
            case OperatorAppointed f -> new Sentence("shield", "warn", "Made an operator of this server", "");
            case OperatorDismissed f -> new Sentence("shield", "warn", "No longer an operator of this server", "");
            case IdentityLinked f -> new Sentence("link", "ok", "Sign-in linked", f.provider());
            case IdentityUnlinked f -> new Sentence("link", "warn", "Sign-in unlinked", f.provider());
            case AccountReclaimed f ->
                new Sentence("shield", "warn", "Account taken over by the owner of its address", "");
            case AccountExported f -> new Sentence("download", "", "Own data downloaded", "");
            case AccountDeleted f -> new Sentence("trash-2", "bad", "Account deleted", "");
            case MemberInvited f -> new Sentence("user-plus", "", "Member invited", f.role());
            case InvitationEnded f -> new Sentence("users", "", "Invitation " + f.how(), "");
            case RoleChanged f -> new Sentence("users", "warn", "Role changed", f.from() + " → " + f.to());
            case MemberRemoved f -> new Sentence("users", "bad", "Member removed", "");
            case MemberLeft f -> new Sentence("users", "warn", "Member left", "");
            case OwnershipTransferred f -> new Sentence("users", "warn", "Ownership transferred", "");
            case WorkspaceChanged f -> new Sentence("briefcase", "", "Workspace changed", f.what());
            case WorkspaceDeleted f -> new Sentence("briefcase", "bad", "Workspace deleted", f.name());
            case TokenCreated f -> new Sentence("lock", "warn", "API token created", f.name());
            case TokenRevoked f -> new Sentence("lock", "warn", "API token revoked", f.name());
            case FiguresShared f -> new Sentence("share-2", "warn", "Figures shared by a link", f.name());
            case ShareRevoked f -> new Sentence("share-2", "warn", "Link to figures revoked", f.name());
            case FiguresImported f -> new Sentence("upload", "", "Figures imported", f.origin());
            case ImportRemoved f -> new Sentence("undo-2", "warn", "Imported figures removed", f.origin());
            case ListExported f -> new Sentence("download", "warn", "Exported", f.what());
            case SettingChanged f -> new Sentence("settings", "warn", "Server setting changed", f.setting());
            case EverybodySignedOut f ->
                new Sentence("log-out", "warn", "Everybody signed out", f.sessions() + " sessions");
            case BackupFinished f -> new Sentence("save", "ok", "Backup made and looked through", f.file());
            case BackupFailed f -> new Sentence("circle-alert", "warn", "Backup failed", f.why());
            case BackupVerified f -> new Sentence("save", "ok", "Backup looked through again", f.file());
            case BackupRefused f -> new Sentence("circle-alert", "bad", "Backup cannot be restored", f.file());
            case BackupRestored f -> new Sentence("undo-2", "warn", "Backup restored", f.file());
            case BackupCopied f -> new Sentence("save", "ok", "Backup copied", f.place());
            case BackupCopyFailed f -> new Sentence("circle-alert", "warn", "Backup not copied", f.why());
            case RestoreTried f -> new Sentence("undo-2", "ok", "Restore tried, and everything came back", f.file());
            case TrialRestoreFailed f -> new Sentence("circle-alert", "bad", "Trial restore failed", f.why());
            case ArchiveUploaded f -> new Sentence("upload", "", "Archive uploaded", f.file());
            case ArchiveRemoved f -> new Sentence("trash-2", "warn", "Uploaded archive removed", f.name());
            case BackupDownloaded f -> new Sentence("download", "", "Backup downloaded", f.file());
            case LogLevelChanged f ->
                new Sentence(
                        "file-text",
                        "",
                        "Log level changed",
                        (f.logger().isEmpty() ? "everything " : f.logger() + " ")
                                + (f.level().isEmpty() ? "as usual" : f.level()));
            case JobStarted f -> new Sentence("clock", "", "Job started by hand", f.job());
            case FlagChanged f ->
                new Sentence(
                        "settings",
                        "warn",
                        "Feature flag changed",
                        f.flag() + (f.place() == 0 ? " for everybody: " : " for a workspace: ") + f.value());
            case IncidentOpened f -> new Sentence("circle-alert", "warn", "Told on the status page", f.title());
            case IncidentUpdated f ->
                new Sentence("pencil", "", "More told on the status page", f.title() + " · " + f.state());
            case IncidentRemoved f -> new Sentence("trash-2", "warn", "Taken off the status page", f.title());
            case CertificateIssued f -> new Sentence("lock", "ok", "Certificate issued", f.host());
            case CertificateFailed f ->
                new Sentence("lock", "warn", "Certificate not issued", f.host() + " · " + f.why());
            case KeyRotated f -> new Sentence("lock", "ok", "Secrets sealed with a new key", f.key());
            case WorkspaceCreated f -> new Sentence("briefcase", "ok", "Workspace created", f.name());
            case MemberAdded f -> new Sentence("users", "", "Member added", f.role());
            case ContactMet f -> new Sentence("user-plus", "", "Contact met", f.how());
            case ContactChanged f -> new Sentence("users", "", "Contact changed", f.what());
            case ContactsTagged f ->
                new Sentence(
                        "tag",
                        "",
                        f.on() ? "Contacts tagged" : "Tag taken off contacts",
                        f.tag() + " · " + Amounts.count(f.contacts(), "contact"));
            case ContactDeleted f -> new Sentence("trash-2", "warn", "Contact put in the bin", "");
            case ContactErased f -> new Sentence("trash-2", "bad", "Contact erased", "");
            case ContactsImported f ->
                new Sentence("upload", "", "Contacts imported", f.met() + " met, " + f.changed() + " changed");
            case ImportReverted f ->
                new Sentence("undo-2", "warn", "Import of contacts undone", f.kept() + " changed since and kept");
            case ContactsMerged f -> new Sentence("users", "", "Contacts merged", "");
            case MergeReverted f -> new Sentence("undo-2", "", "Merged contacts taken apart", "");
            case NoteWritten f -> new Sentence("pencil", "", "Note written", "");
            case ConsentAsked f -> new Sentence("mail", "", "Asked for consent", f.purpose());
            case ConsentGiven f -> new Sentence("circle-check", "ok", "Consent given", f.purpose());
            case ConsentWithdrawn f -> new Sentence("circle-x", "warn", "Consent withdrawn", f.purpose());
            case FormSubmitted f -> new Sentence("message-circle", "", "Form sent", "");
            case SiteChanged f -> new Sentence("pencil", "", "Site changed", f.what());
            case SitePublished f -> new Sentence("globe", "ok", "Site published", "@" + f.handle());
            case SiteUnpublished f -> new Sentence("eye-off", "warn", "Site taken offline", "");
            case WebsiteChanged f -> new Sentence("globe", "", "Website " + f.what(), f.name());
            case WebsiteDeleted f -> new Sentence("trash-2", "bad", "Website deleted", f.name());
            case DomainAdded f -> new Sentence("globe", "", "Domain added", f.domain());
            case DomainVerified f -> new Sentence("globe", "ok", "Domain leads here", f.domain());
            case DomainFailed f ->
                new Sentence("globe", "bad", "Domain no longer leads here", f.domain() + " · " + f.why());
            case DomainRemoved f -> new Sentence("globe", "warn", "Domain removed", f.domain());
            case SiteDeleted f -> new Sentence("trash-2", "bad", "Site deleted", "@" + f.handle());
        };
    }
}
