package com.mewayz.audit;

import com.mewayz.facts.WorkspaceFact.MemberAdded;
import com.mewayz.facts.WorkspaceFact.MemberLeft;
import com.mewayz.facts.WorkspaceFact.MemberRemoved;
import com.mewayz.platform.bus.FactQuery.Span;
import com.mewayz.platform.bus.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When who was a member of a workspace: what its admins may see of somebody's account is what happened meanwhile, not
 * what that person did before they came or after they left.
 */
final class Stays {
    private Stays() {}

    /**
     * @param members who is a member now. Where nothing says since when, that was forgotten together with all that
     *     happened before it
     */
    static List<Span> of(Facts facts, long workspace, List<Long> members) {
        var spans = new ArrayList<Span>();
        Map<Long, Long> came = new HashMap<>();
        for (var stored : facts.moves(workspace)) {
            switch (stored.fact()) {
                case MemberAdded fact -> came.put(fact.user(), stored.id());
                case MemberLeft fact -> spans.add(ended(came, fact.user(), stored.id()));
                case MemberRemoved fact -> spans.add(ended(came, fact.user(), stored.id()));
                default -> throw new IllegalStateException("not asked for: " + stored.kind());
            }
        }
        members.forEach(user -> spans.add(Span.since(user, came.getOrDefault(user, 0L))));
        return spans;
    }

    private static Span ended(Map<Long, Long> came, long user, long left) {
        var since = came.remove(user);
        return new Span(user, since == null ? 0 : since, left);
    }
}
