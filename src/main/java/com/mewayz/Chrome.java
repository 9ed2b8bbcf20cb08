package com.mewayz;

import com.mewayz.operations.Notice;
import com.mewayz.operations.flags.Flags;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Caller;
import com.mewayz.platform.web.Doorkeeper.Membership;
import com.mewayz.platform.web.Role;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every page of the console shows around its content: who is here, in which workspace. */
final class Chrome {
    private Chrome() {}

    /**
     * @param notices for whoever runs the server, on every page
     * @param flags what is switched off, for everybody it concerns
     */
    static Map<String, Object> of(Call call, Supplier<List<Notice>> notices, Flags flags) {
        var member = call.member();
        var off = member.map(it -> flags.notices(call.path(), it.workspace())).orElse(List.of());
        boolean operator = call.known().map(Caller::operator).orElse(false);
        return Map.of(
                "notices",
                Stream.concat(off.stream(), (operator ? notices.get() : List.<Notice>of()).stream())
                        .toList(),
                "csrf",
                call.known().map(Caller::csrf).orElse(""),
                "call",
                Map.of(
                        "path", call.path(),
                        "user",
                                Map.of(
                                        "name",
                                        call.known().map(Caller::name).orElse(""),
                                        "email",
                                        call.known().map(Caller::email).orElse(""),
                                        "operator",
                                        operator),
                        "workspace",
                                workspace(
                                        member.map(Membership::workspace).orElse(0L),
                                        member.map(Membership::name).orElse("")),
                        "role", member.map(Membership::role).map(Role::word).orElse(""),
                        "workspaces",
                                call.memberships().stream()
                                        .map(each -> workspace(each.workspace(), each.name()))
                                        .toList(),
                        "flash", ""));
    }

    private static Map<String, Object> workspace(long id, String name) {
        return Map.of("id", id, "name", name, "initials", initials(name));
    }

    private static String initials(String name) {
        List<String> words = Stream.of(name.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return Stream.of(words.stream().findFirst(), words.stream().skip(1).reduce((first, second) -> second))
                .flatMap(word -> word.stream())
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining())
                .toUpperCase(java.util.Locale.ROOT);
    }
}
