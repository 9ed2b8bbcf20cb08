package com.mewayz.accounts;

import com.mewayz.facts.AccountFact.FactorAdded;
import com.mewayz.facts.AccountFact.FactorRemoved;
import com.mewayz.facts.AccountFact.OperatorAppointed;
import com.mewayz.facts.AccountFact.OperatorDismissed;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.Mailer;
import java.util.function.Function;

/** Tells people by mail what was done to their account, so that they notice if it was not them. */
final class Notices {
    private final Users users;
    private final Mailer mailer;
    private final Letters letters;

    Notices(Users users, Mailer mailer) {
        this.users = users;
        this.mailer = mailer;
        this.letters = new Letters(mailer);
    }

    void listen(Bus bus) {
        bus.on("tell-of-added-factors", FactorAdded.class, fact -> factor(fact.user(), fact.factor(), "added to"));
        bus.on(
                "tell-of-removed-factors",
                FactorRemoved.class,
                fact -> factor(fact.user(), fact.factor(), "removed from"));
        bus.on("tell-new-operators", OperatorAppointed.class, fact -> tell(fact.user(), letters::appointed));
        bus.on("tell-former-operators", OperatorDismissed.class, fact -> tell(fact.user(), letters::dismissed));
    }

    private void factor(long user, String factor, String change) {
        var what = switch (factor) {
            case "totp" -> "An authenticator app was ";
            case "passkey" -> "A passkey was ";
            default -> "New recovery codes were ";
        };
        tell(user, person -> letters.factorChanged(person, what + change + " your account."));
    }

    private void tell(long id, Function<User, Letter> letter) {
        users.find(id).ifPresent(user -> mailer.queue(letter.apply(user)));
    }
}
