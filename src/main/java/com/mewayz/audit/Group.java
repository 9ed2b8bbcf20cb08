package com.mewayz.audit;

import com.mewayz.facts.AccountFact;
import com.mewayz.facts.AccountFact.DeviceTrustEnded;
import com.mewayz.facts.AccountFact.DeviceTrusted;
import com.mewayz.facts.AccountFact.FactorFailed;
import com.mewayz.facts.AccountFact.RecoveryCodeUsed;
import com.mewayz.facts.AccountFact.SessionsEnded;
import com.mewayz.facts.AccountFact.SignInFailed;
import com.mewayz.facts.AccountFact.SignedIn;
import com.mewayz.facts.AccountFact.SignedOut;
import com.mewayz.facts.ContactFact;
import com.mewayz.facts.Fact;
import com.mewayz.facts.ServerFact;
import com.mewayz.facts.SiteFact;
import com.mewayz.facts.WebsiteFact;
import com.mewayz.facts.WorkspaceFact;
import com.mewayz.facts.WorkspaceFact.FiguresShared;
import com.mewayz.facts.WorkspaceFact.ListExported;
import com.mewayz.facts.WorkspaceFact.ShareRevoked;
import com.mewayz.facts.WorkspaceFact.TokenCreated;
import com.mewayz.facts.WorkspaceFact.TokenRevoked;
import com.mewayz.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Kinds of facts that are looked for together. A kind belongs to the first group that names it or its family. */
enum Group {
    SIGN_INS(
            "Sign-ins",
            SignedIn.class,
            SignInFailed.class,
            SignedOut.class,
            SessionsEnded.class,
            FactorFailed.class,
            RecoveryCodeUsed.class,
            DeviceTrusted.class,
            DeviceTrustEnded.class),
    ACCOUNTS("Accounts", AccountFact.class),
    ACCESS(
            "Tokens, links and exports",
            TokenCreated.class,
            TokenRevoked.class,
            ListExported.class,
            FiguresShared.class,
            ShareRevoked.class),
    TEAM("Team and workspace", WorkspaceFact.class),
    SERVER("Server", ServerFact.class),
    CONTACTS("Contacts", ContactFact.class),
    CONTENT("Sites", SiteFact.class, WebsiteFact.class, Fact.class);

    private final String label;
    private final List<Class<?>> families;

    Group(String label, Class<?>... families) {
        this.label = label;
        this.families = List.of(families);
    }

    String label() {
        return label;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kinds of this group, as facts are stored under. */
    List<String> kinds() {
        return records(Fact.class)
                .filter(type -> of(type) == this)
                .map(Json::kind)
                .sorted()
                .toList();
    }

    static Group of(Class<?> fact) {
        return Stream.of(values())
                .filter(group -> group.families.stream().anyMatch(family -> family.isAssignableFrom(fact)))
                .findFirst()
                .orElse(CONTENT);
    }

    /** All kinds there are. */
    static List<String> all() {
        return new ArrayList<>(records(Fact.class).map(Json::kind).sorted().toList());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(Group::records) : Stream.of(type);
    }
}
