package com.mewayz.analytics;

import com.mewayz.facts.AccountFact;
import com.mewayz.facts.Fact;
import com.mewayz.facts.ServerFact;
import com.mewayz.platform.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of facts that happen in workspaces, as they are stored. */
final class FactKinds {
    static final List<String> ALL = records(Fact.class).map(Json::kind).sorted().toList();

    private static final Set<String> OF_SITES = records(Fact.class)
            .filter(type -> Stream.of(type.getRecordComponents())
                    .anyMatch(part -> Set.of("site", "website").contains(part.getName())))
            .map(Json::kind)
            .collect(Collectors.toUnmodifiableSet());

    private FactKinds() {}

    /** Whether facts of the kind say to which site they happened. */
    static boolean isOfSites(String kind) {
        return OF_SITES.contains(kind);
    }

    /** {@code site-published} as people read it. */
    static String words(String kind) {
        var text = kind.replace('-', ' ');
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        if (type == AccountFact.class || type == ServerFact.class) {
            return Stream.of();
        }
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(FactKinds::records) : Stream.of(type);
    }
}
