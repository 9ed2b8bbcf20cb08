package com.mewayz.platform.web;

import com.mewayz.platform.Problem;
import java.util.Set;

/** How far an API token reaches: one workspace, and of what its maker may do there only what it names. */
public record Grant(long workspace, Set<String> abilities) {
    /** @throws Problem 403 if the route asks for more */
    void require(Route route) {
        switch (route.ability()) {
            case Ability.Any any -> {}
            case Ability.None none -> throw Problem.forbidden("An API token cannot do this. Sign in instead.");
            case Ability.Named named -> {
                if (!named.isIn(abilities)) {
                    throw Problem.forbidden("This token lacks the ability " + named.name() + ".");
                }
            }
        }
    }
}
