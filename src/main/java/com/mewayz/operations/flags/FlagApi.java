package com.mewayz.operations.flags;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Feature flags for programs. A workspace is a {@code {place}} here: it need not be one of the caller's. */
final class FlagApi {
    private static final String FLAG = "/flags/{flag}";
    private static final String PLACES = FLAG + "/workspaces";
    private static final String PLACE = PLACES + "/{place}";

    private final Flags flags;
    private final Places places;

    FlagApi(Flags flags, Places places) {
        this.flags = flags;
        this.places = places;
    }

    void mount(Api api) {
        api.get(
                "/flags",
                OPERATOR,
                FlagInfo[].class,
                "List the features that can be switched off.",
                call -> Arrays.stream(Flag.values()).map(this::info).toList());
        api.get(FLAG, OPERATOR, FlagInfo.class, "Read a feature flag.", call -> info(flag(call)));
        api.put(
                FLAG,
                OPERATOR,
                FlagInput.class,
                FlagInfo.class,
                "Switch a feature on or off for every workspace without a value of its own.",
                (call, input) -> {
                    flags.set(call.user(), flag(call), input.checked());
                    return info(flag(call));
                });
        api.delete(
                FLAG,
                OPERATOR,
                "Reset a feature flag: it is on, except in workspaces with a value of their own.",
                call -> flags.reset(call.user(), flag(call)));
        api.get(
                PLACES,
                OPERATOR,
                FlagPlace[].class,
                "List workspaces and whether a feature is on there; filter by q, a part of the name.",
                call -> places.page(call.query("q").orElse(""), call.page(), call.perPage())
                        .map(place -> info(flag(call), place)));
        api.get(
                PLACE,
                OPERATOR,
                FlagPlace.class,
                "Read whether a feature is on in a workspace.",
                call -> info(flag(call), place(call)));
        api.put(
                PLACE,
                OPERATOR,
                FlagInput.class,
                FlagPlace.class,
                "Switch a feature on or off in a workspace.",
                (call, input) -> set(call, input.checked()));
        api.delete(
                PLACE,
                OPERATOR,
                "Reset a feature flag in a workspace: it follows the server's.",
                call -> set(call, null));
    }

    private FlagPlace set(Call call, @Nullable Boolean value) {
        var flag = flag(call);
        var place = place(call);
        flags.set(call.user(), flag, place.id(), value);
        return info(flag, place);
    }

    private static Flag flag(Call call) {
        return Flag.get(call.parameter("flag"));
    }

    private Places.Place place(Call call) {
        return places.get(call.id("place"));
    }

    private FlagInfo info(Flag flag) {
        return new FlagInfo(flag.word(), flag.label(), flag.purpose(), flags.isOn(flag), flags.exceptions(flag));
    }

    private FlagPlace info(Flag flag, Places.Place place) {
        return new FlagPlace(place.id(), place.name(), flags.isOn(flag, place.id()), flags.own(flag, place.id()));
    }

    /**
     * A feature that can be switched off.
     *
     * @param on for workspaces without a value of their own
     * @param exceptions how many workspaces have one
     */
    public record FlagInfo(String flag, String label, String purpose, boolean on, long exceptions) {}

    /**
     * A feature in a workspace.
     *
     * @param own the value of its own, left out if it follows the server's
     */
    public record FlagPlace(
            long workspace,
            String name,
            boolean on,
            @Nullable Boolean own) {}
}
