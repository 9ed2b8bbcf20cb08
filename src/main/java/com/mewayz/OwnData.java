package com.mewayz;

import com.mewayz.accounts.Holdings;
import com.mewayz.apitokens.ApiTokens;
import com.mewayz.audit.Sentence;
import com.mewayz.platform.bus.StoredFact;
import com.mewayz.platform.web.Views;
import com.mewayz.privacy.Departures;
import com.mewayz.privacy.Portraits;
import com.mewayz.privacy.Privacy;
import com.mewayz.workspaces.InvitationTraces;
import java.util.List;
import java.util.Map;

/** Who holds what about people: for those who want their own data, or leave. */
final class OwnData {
    private OwnData() {}

    static Privacy of(App app, ApiTokens apiTokens, Views views) {
        var users = app.accounts().users();
        var holdings = new Holdings(app.db());
        var invitations = new InvitationTraces(app.db());
        var portraits = new Portraits(
                app.db(),
                app.bus(),
                users,
                apiTokens,
                OwnData::told,
                Map.of(
                        "identities",
                        holdings::identities,
                        "factors",
                        holdings::factors,
                        "known_places",
                        holdings::places,
                        "trusted_devices",
                        holdings::devices,
                        "letters",
                        user -> holdings.letters(users.get(user).email()),
                        "invitations",
                        user -> invitations.told(user, users.get(user).email())));
        var departures = new Departures(
                app.db(),
                app.bus(),
                users,
                app.workspaces(),
                app.bioSites(),
                app.teams().closing(),
                List.of(
                        (user, email) -> app.mailer().forget(email),
                        (user, email) -> app.accounts().recovery().forget(email),
                        (user, email) -> invitations.forget(email)));
        return new Privacy(portraits, departures, views);
    }

    private static Portraits.Told told(StoredFact stored) {
        var sentence = Sentence.of(stored.fact());
        return new Portraits.Told(sentence.title(), sentence.detail());
    }
}
