package com.mewayz;

import com.mewayz.accounts.Accounts;
import com.mewayz.apitokens.ApiTokens;
import com.mewayz.operations.flags.Flags;
import com.mewayz.platform.web.Caller;
import com.mewayz.platform.web.Doorkeeper;
import com.mewayz.platform.web.Route;
import com.mewayz.workspaces.Workspaces;
import java.util.List;
import java.util.Optional;

/** Answers the web's questions about people. */
record House(Accounts accounts, ApiTokens apiTokens, Workspaces workspaces, Flags flags) implements Doorkeeper {
    @Override
    public Optional<Caller> caller(String token, boolean bearer) {
        return bearer && ApiTokens.looksLikeOne(token)
                ? apiTokens.caller(token)
                : accounts.signIns().caller(token, bearer);
    }

    @Override
    public Optional<Caller> glance(String token, boolean bearer) {
        return bearer && ApiTokens.looksLikeOne(token)
                ? apiTokens.glance(token)
                : accounts.signIns().glance(token, bearer);
    }

    @Override
    public List<Membership> memberships(long user) {
        return workspaces.of(user);
    }

    @Override
    public Optional<String> refusal(Route route, long workspace) {
        return flags.refusal(route, workspace);
    }

    @Override
    public boolean asksEverybody() {
        return accounts.demand().everybody();
    }
}
