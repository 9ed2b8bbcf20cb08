package com.mewayz.audit;

import com.mewayz.accounts.User;
import com.mewayz.accounts.Users;
import com.mewayz.facts.AccountFact;
import com.mewayz.facts.Fact;
import com.mewayz.facts.WorkspaceFact.MemberAdded;
import com.mewayz.facts.WorkspaceFact.MemberRemoved;
import com.mewayz.facts.WorkspaceFact.OwnershipTransferred;
import com.mewayz.facts.WorkspaceFact.RoleChanged;
import com.mewayz.platform.bus.StoredFact;
import com.mewayz.platform.web.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns facts into lines of the log. It remembers names, so it serves one request. */
final class Entries {
    private static final String GONE = "Somebody who left";

    private final Users users;
    private final Map<Long, String> names = new HashMap<>();

    Entries(Users users) {
        this.users = users;
    }

    Audit.Entry of(StoredFact stored) {
        var fact = stored.fact();
        var sentence = Sentence.of(fact);
        long about = about(fact);
        return new Audit.Entry(
                stored.id(),
                stored.user(),
                stored.kind(),
                sentence.icon(),
                sentence.tone(),
                sentence.title(),
                sentence.detail(),
                actor(stored.user(), fact),
                about == 0 || about == stored.user() ? "" : name(about),
                stored.at());
    }

    /** Kinds whose title holds the words, with what a fact of that kind says left out. */
    static List<String> kindsHolding(String words) {
        return Group.all().stream()
                .filter(kind -> holds(kind.replace('-', ' '), words))
                .toList();
    }

    static boolean holds(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    /** An entry as templates show it. */
    static Map<String, Object> shown(Audit.Entry entry, Instant now, ZoneId zone) {
        return Map.of(
                "icon", entry.icon(),
                "tone", entry.tone(),
                "title", entry.title(),
                "detail", entry.detail(),
                "actor", entry.actor(),
                "about", entry.about(),
                "kind", entry.kind(),
                "when", Times.words(entry.at(), now, zone),
                "at", entry.at().toString());
    }

    private String actor(long user, Fact fact) {
        if (user != 0) {
            return name(user);
        }
        return fact instanceof AccountFact ? "Somebody not signed in" : "Mewayz";
    }

    private String name(long user) {
        return names.computeIfAbsent(user, id -> users.find(id).map(User::name).orElse(GONE));
    }

    private static long about(Fact fact) {
        return switch (fact) {
            case AccountFact f -> f.user();
            case MemberAdded f -> f.user();
            case MemberRemoved f -> f.user();
            case RoleChanged f -> f.user();
            case OwnershipTransferred f -> f.user();
            default -> 0;
        };
    }
}
