package com.mewayz.accounts;

import static com.mewayz.platform.web.Role.ANYONE;
import static com.mewayz.platform.web.Role.USER;

import com.mewayz.accounts.Offers.Offer;
import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Keepsake;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Throttle;
import com.mewayz.platform.web.Views;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Somebody came back from a provider under the address of an account. They show that it is theirs by signing in to it,
 * with everything that takes, or by a link mailed to its address and opened in the same browser: a link that worked
 * anywhere would let a stranger have their own sign-in linked by somebody who clicks on what comes in the mail.
 */
final class OfferPages {
    static final String PATH = "/oauth/link";
    static final Keepsake OFFER = new Keepsake("mewayz-offer", Offers.LIFE);

    private final Accounts accounts;
    private final Identities identities;
    private final Offers offers;
    private final Db db;
    private final Mailer mailer;
    private final Views views;
    private final Throttle letters;

    OfferPages(Accounts accounts, Identities identities, Offers offers, Identification.Parts parts) {
        this.accounts = accounts;
        this.identities = identities;
        this.offers = offers;
        this.db = parts.db();
        this.mailer = parts.mailer();
        this.views = parts.views();
        this.letters = new Throttle(parts.clock(), 3, Duration.ofHours(1));
    }

    void mount(Pages pages) {
        pages.get(
                PATH,
                ANYONE,
                call -> views.page(
                        call,
                        "web/oauth",
                        offer(call)
                                .map(offer -> card(call, offer))
                                .orElseGet(OfferPages::nothing)
                                .model()));
        pages.post(PATH, USER, this::link);
        pages.post(PATH + "/mail", ANYONE, this::mail);
        pages.get(
                PATH + "/mailed",
                ANYONE,
                call -> views.page(call, "web/oauth", mailed(call).model()));
        pages.post(PATH + "/mailed", ANYONE, this::linkMailed);
    }

    private Optional<Offer> offer(Call call) {
        return offers.find(OFFER.of(call));
    }

    private Card card(Call call, Offer offer) {
        if (call.known().isEmpty()) {
            return unknown(offer);
        }
        if (call.user() != offer.user()) {
            return new Card(
                            "Another account",
                            "You are signed in as " + call.caller().email(),
                            "The account that belongs to " + offer.email() + " is another one.")
                    .button("Sign out", "/sign-out", "", "");
        }
        return question(offer, PATH, "").link("Not now", AccountPages.local(offer.next()), "outline");
    }

    private Card unknown(Offer offer) {
        var card = new Card(
                        "You have an account here",
                        offer.email(),
                        "Sign in to it once, then " + offer.provider() + " can be linked to it.")
                .link("Sign in", "/sign-in?to=" + PATH, "");
        return mailer.ready() ? card.button("Mail me a link instead", PATH + "/mail", "outline", "") : card;
    }

    private Card question(Offer offer, String action, String token) {
        var fresh = accounts.users().get(offer.user()).verifiedAt() != null;
        return new Card(
                        "Link " + offer.provider() + "?",
                        offer.email(),
                        offer.provider() + " will be able to sign you in to this account. If you did not just come"
                                + " from there, close this page.",
                        fresh
                                ? "Your password stays as it is."
                                : "The address of this account was never confirmed. To be safe, its password is removed"
                                        + " and every device is signed out.")
                .button("Link " + offer.provider(), action, "", token);
    }

    private Answer link(Call call) {
        call.requireFresh();
        var offer = offer(call).orElseThrow(OfferPages::gone);
        if (offer.user() != call.user()) {
            throw gone();
        }
        var account = accounts.users().get(call.user());
        db.inTransaction(() -> {
            identities.linkProved(account, offer.claim());
            offers.drop(offer.id());
        });
        var next = OFFER.takeBack(Answer.seeOther(AccountPages.local(offer.next())), call);
        if (account.verifiedAt() != null) {
            return next;
        }
        // every session went, this one with them; whoever it is has shown all that signing in takes
        var started = accounts.signIns().start(account, SignIns.Kind.COOKIE, Accounts.client(call));
        return OFFER.takeBack(accounts.entrance().welcome(call, started, AccountPages.local(offer.next())), call);
    }

    private Answer mail(Call call) {
        var offer = offer(call).orElseThrow(OfferPages::gone);
        if (!mailer.ready()) {
            throw Problem.conflict("This server sends no mail yet. Sign in with your password instead.");
        }
        letters.take(String.valueOf(offer.user()));
        db.inTransaction(() -> {
            var token = accounts.links().create(Links.Purpose.LINK_IDENTITY, offer.user(), String.valueOf(offer.id()));
            mailer.queue(letter(offer, token));
        });
        return views.page(
                call,
                "web/oauth",
                new Card(
                                "Look into your mail",
                                offer.email(),
                                "Open the link in it in this browser. It holds for half an hour.")
                        .model());
    }

    private Letter letter(Offer offer, String token) {
        return new Letter(
                "link-identity",
                accounts.users().get(offer.user()).email(),
                "Link " + offer.provider() + " to your account",
                List.of(
                        "Somebody signed in with " + offer.provider() + ", as " + offer.email()
                                + ", and wants to open your account that way.",
                        "If it was you, open this link in the same browser. If not, there is nothing to do."),
                Optional.of(new Letter.Button("Look at it", mailer.link(PATH + "/mailed?token=" + token))));
    }

    /** The page behind the mailed link; it acts only when its button is pressed. */
    private Card mailed(Call call) {
        var token = call.query("token").orElse("");
        return offer(call)
                .filter(offer -> accounts.links()
                        .find(Links.Purpose.LINK_IDENTITY, token)
                        .filter(link -> fits(link, offer))
                        .isPresent())
                .map(offer -> question(offer, PATH + "/mailed", token))
                .orElseGet(OfferPages::nothing);
    }

    private Answer linkMailed(Call call) {
        var offer = offer(call).orElseThrow(OfferPages::gone);
        var account = accounts.users().get(offer.user());
        db.inTransaction(() -> {
            var link = accounts.links()
                    .use(Links.Purpose.LINK_IDENTITY, call.form().raw("token"));
            if (!fits(link, offer)) {
                throw gone();
            }
            identities.linkProved(account, offer.claim());
            offers.drop(offer.id());
        });
        var entry = accounts.signIns().enter(account, SignIns.Kind.COOKIE, Place.of(call), Accounts.client(call));
        return OFFER.takeBack(accounts.entrance().lead(call, entry, AccountPages.local(offer.next())), call);
    }

    private static boolean fits(Links.Link link, Offer offer) {
        return link.user() == offer.user() && link.subject().equals(String.valueOf(offer.id()));
    }

    private static Card nothing() {
        return new Card(
                        "Nothing to link",
                        "This page follows a sign-in with a provider",
                        "Start again in the browser where you want to sign in, and open links from mails there, too.")
                .link("To the sign-in page", "/sign-in", "");
    }

    private static Problem gone() {
        return Problem.forbidden("There is nothing to link any more. Start again from the sign-in page.");
    }
}
