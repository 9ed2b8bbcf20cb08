package com.mewayz.workspaces;

import com.mewayz.platform.mail.Letter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words of an invitation that is mailed. */
final class InvitationLetter {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private InvitationLetter() {}

    static Letter of(Offer offer, ZoneId zone, String link) {
        return new Letter(
                "invitation",
                String.valueOf(offer.email()),
                "Invitation to " + offer.name(),
                List.of(
                        "%s invites you to work in %s. Your role would be %s: %s."
                                .formatted(
                                        offer.inviter(),
                                        offer.name(),
                                        offer.role().word(),
                                        Rights.inShort(offer.role())),
                        "The invitation is for this address alone and holds until %s. If you do not know what it is about, leave it."
                                .formatted(DATE.format(offer.expiresAt().atZone(zone)))),
                Optional.of(new Letter.Button("See the invitation", link)));
    }
}
