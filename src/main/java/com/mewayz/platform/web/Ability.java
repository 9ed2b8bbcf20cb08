package com.mewayz.platform.web;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a route asks of an API token. It follows from the route's own line in the table: the first segment below
 * {@value Api#BASE} and whether it reads or writes, so that a new route needs no code here.
 */
public sealed interface Ability {
    /** Everything a token can be made for. */
    String ALL = "*";

    /** {@code bio-sites:read}: to be named by the token, itself or by {@code bio-sites:*} or {@code *}. */
    record Named(String group, boolean writes) implements Ability {
        public String name() {
            return group + (writes ? ":write" : ":read");
        }

        boolean isIn(Set<String> abilities) {
            return abilities.contains(ALL) || abilities.contains(group + ":*") || abilities.contains(name());
        }
    }

    /** Any token will do. */
    record Any() implements Ability {}

    /** For people only: pages, accounts, the team, tokens themselves, exports, the server. */
    record None() implements Ability {}

    /** What leads to more rights, or takes a whole list out of the house, is never open to a token. */
    Set<String> CLOSED = Set.of("auth", "export", "exports");

    static Ability of(Route route) {
        if (route.kind() != Route.Kind.API) {
            return new None();
        }
        var parts = List.of(route.path().substring(Api.BASE.length()).split("/"));
        if (parts.size() < 2 || route.method().equals("GET") && parts.equals(List.of("", "auth", "user"))) {
            return new Any();
        }
        if (parts.stream().anyMatch(CLOSED::contains)) {
            return new None();
        }
        if (route.role() == Role.ANYONE) {
            return new Any();
        }
        var group = parts.get(1);
        // below a workspace are its members, invitations and tokens
        boolean team = group.equals("workspaces")
                && (parts.size() > 3 || route.method().equals("DELETE"));
        return !route.role().inWorkspace() || team
                ? new None()
                : new Named(group, !route.method().equals("GET"));
    }

    /** Every ability that some route asks for by name. */
    static SortedSet<String> names(List<Route> routes) {
        var names = new TreeSet<String>();
        routes.forEach(route -> {
            if (of(route) instanceof Named named) {
                names.add(named.name());
            }
        });
        return names;
    }
}
