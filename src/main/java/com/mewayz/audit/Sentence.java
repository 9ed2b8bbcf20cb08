package com.mewayz.audit;

import com.mewayz.facts.AccountFact.SignInFailed;
import com.mewayz.facts.AccountFact.SignedIn;
import com.mewayz.facts.AccountFact.SignedOut;
import com.mewayz.facts.AccountFact.UserRegistered;
import com.mewayz.facts.Fact;
import com.mewayz.facts.SiteFact.SiteChanged;
import com.mewayz.facts.SiteFact.SiteDeleted;
import com.mewayz.facts.SiteFact.SitePublished;
import com.mewayz.facts.SiteFact.SiteUnpublished;
import com.mewayz.facts.WorkspaceFact.MemberAdded;
import com.mewayz.facts.WorkspaceFact.WorkspaceCreated;

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
                new Sentence("shield", "warn", "Sign-in failed: wrong password", Clients.words(f.client()));
            case SignedOut f -> new Sentence("log-out", "", "Signed out", "");
            case WorkspaceCreated f -> new Sentence("briefcase", "ok", "Workspace created", f.name());
            case MemberAdded f -> new Sentence("users", "", "Member added", f.role());
            case SiteChanged f -> new Sentence("pencil", "", "Site changed", f.what());
            case SitePublished f -> new Sentence("globe", "ok", "Site published", "@" + f.handle());
            case SiteUnpublished f -> new Sentence("eye-off", "warn", "Site taken offline", "");
            case SiteDeleted f -> new Sentence("trash-2", "bad", "Site deleted", "@" + f.handle());
        };
    }
}
