package com.mewayz.biosites;

import com.mewayz.biosites.PublicPage.Answered;
import com.mewayz.biosites.PublicPage.Notice;
import com.mewayz.biosites.Publications.Published;
import com.mewayz.contacts.Consents;
import com.mewayz.contacts.Consents.Consent;
import com.mewayz.contacts.Consents.Proof;
import com.mewayz.contacts.Contacts;
import com.mewayz.contacts.Messages;
import com.mewayz.contacts.Met;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.Letter.Button;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Networks;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.SiteHosts;
import com.mewayz.platform.web.Throttle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What visitors send from forms on pages: addresses for letters, and messages. Nothing tells whoever sends it whether the
 * address was known. Machines are held up by a field that people do not see, by a second look where no browser vouches for
 * the form, and by limits; nobody's mailbox can be flooded, since an address is asked three times a week by one
 * workspace, and five times a day by all.
 */
final class Captures {
    private static final int FROM_ONE_PLACE = 10;
    private static final int INTO_ONE_SITE = 500;
    private static final int TO_ONE_ADDRESS = 5;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Clock clock;
    private final SiteHosts hosts;
    private final Publications publications;
    private final Drawing drawing;
    private final Audience audience;
    private final Stamps stamps;
    private final Throttle places;
    private final Throttle sites;
    /** Of all sites together: somebody may try every form there is on one address. */
    private final Throttle addresses;

    /** Who is written to, and what they agreed to. */
    record Audience(Contacts contacts, Consents consents, Messages messages) {}

    Captures(
            Clock clock,
            SiteHosts hosts,
            Publications publications,
            Drawing drawing,
            Audience audience,
            Stamps stamps) {
        this.clock = clock;
        this.hosts = hosts;
        this.publications = publications;
        this.drawing = drawing;
        this.audience = audience;
        this.stamps = stamps;
        this.places = new Throttle(clock, FROM_ONE_PLACE, HOUR);
        this.sites = new Throttle(clock, INTO_ONE_SITE, HOUR);
        this.addresses = new Throttle(clock, TO_ONE_ADDRESS, Duration.ofDays(1));
    }

    void mount(Pages pages) {
        pages.submission("/f/{block}", this::take);
        pages.everywhere("/c/{letter}", call -> notice(call, this::question));
        pages.submission("/c/{letter}", call -> notice(call, this::confirmed));
        pages.everywhere("/u/{letter}", call -> notice(call, this::farewell));
        pages.submission("/u/{letter}", call -> notice(call, this::left));
    }

    private Answer take(Call call) {
        long block = call.id("block");
        var published = publications
                .around(block)
                .filter(site -> isHere(call, site))
                .orElseThrow(() -> Problem.notFound("form"));
        var content = published.content().visible(clock.instant()).stream()
                .filter(piece -> piece.id() == block)
                .map(Snapshot.Piece::content)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("form"));
        var place = Standing.of(hosts, call.origin(), published.site(), published.handle());
        return switch (content) {
            case Block.Subscribe form -> subscribe(call, block, published, place, form);
            case Block.Form form -> write(call, block, published, place);
            default -> throw Problem.notFound("form");
        };
    }

    /** Whether a block is a form of this kind. */
    static boolean takes(Block block) {
        return block instanceof Block.Subscribe || block instanceof Block.Form;
    }

    private Answer subscribe(Call call, long block, Published site, Standing place, Block.Subscribe form) {
        var words = Words.in(site.content().language());
        var email = call.form().text("email");
        var name = form.name() ? call.form().text("name") : "";
        var complaint = isAddress(email) && isName(name) ? "" : words.get("form.bad.email");
        return answer(call, block, site, place, complaint, () -> {
            var contact = audience.contacts().meet(site.workspace(), Met.NEWSLETTER, name, email);
            var consent = form.consent() == null ? words.get("subscribe.consent") : form.consent();
            var proof = new Proof(
                    form.title() + " · " + consent,
                    site.site(),
                    place.page(),
                    Networks.neighbours(call.origin().address()));
            if (isAskedSeldom(email)) {
                audience.consents().ask(contact, email, proof, token -> letter(site, place, words, email, token));
            }
        });
    }

    /** Whoever sends the form must not learn of it: it may be somebody else's address. */
    private boolean isAskedSeldom(String email) {
        try {
            addresses.take(Tokens.hash(email.toLowerCase(Locale.ROOT)));
            return true;
        } catch (Problem often) {
            return false;
        }
    }

    private Answer write(Call call, long block, Published site, Standing place) {
        var words = Words.in(site.content().language());
        var email = call.form().text("email");
        var name = call.form().text("name");
        var text = call.form().text("text");
        var complaint = !isAddress(email)
                ? words.get("form.bad.email")
                : name.isBlank() || !isName(name)
                        ? words.get("form.bad.name")
                        : text.isBlank() || text.length() > Messages.LONGEST ? words.get("form.bad.text") : "";
        return answer(call, block, site, place, complaint, () -> {
            var contact = audience.contacts().meet(site.workspace(), Met.FORM, name, email);
            audience.messages().receive(contact, site.site(), place.page(), text);
        });
    }

    private Answer answer(Call call, long block, Published site, Standing place, String complaint, Runnable work) {
        var words = Words.in(site.content().language());
        var address = Networks.neighbourhood(call.origin().address());
        if (!call.form().text("company").isEmpty()) {
            return done(place, block); // no person sees this field; whoever filled it in shall believe that it worked
        }
        if (!complaint.isEmpty()) {
            return again(call, block, site, place, 422, complaint, "");
        }
        if (!isVouchedFor(call) && !stamps.isGood(call.form().text("stamp"), block)) {
            return again(call, block, site, place, 422, words.get("form.again"), stamps.next(block));
        }
        try {
            places.take(address + " " + site.site());
            sites.take(String.valueOf(site.site()));
        } catch (Problem many) {
            return again(call, block, site, place, 429, words.get("form.many"), "");
        }
        work.run();
        return done(place, block);
    }

    private static Answer done(Standing place, long block) {
        return Answer.seeOther((place.path().isEmpty() ? "/" : place.path()) + "?sent=" + block + "#b" + block);
    }

    private Answer again(
            Call call, long block, Published site, Standing place, int status, String complaint, String stamp) {
        var form = call.form();
        var answer =
                new Answered(block, false, complaint, form.text("name"), form.text("email"), form.text("text"), stamp);
        return drawn(call, status, page(site, place).answering(answer));
    }

    /** A page of the site's owner with a few words about the token of a letter. */
    private Answer notice(Call call, Wording wording) {
        var token = call.parameter("letter");
        var consent = audience.consents().find(token).orElseThrow(() -> Problem.notFound("page"));
        var site = publications.find(consent.site()).orElseThrow(() -> Problem.notFound("page"));
        var place = Standing.of(hosts, call.origin(), site.site(), site.handle());
        if (!isHere(call, site)) {
            if (call.origin().site() == 0 && call.method().equals("GET")) {
                return Answer.movedForGood(place.base() + call.address()); // the site got a host of its own since
            }
            throw Problem.notFound("page");
        }
        var words = Words.in(site.content().language());
        return drawn(call, 200, page(site, place).saying(wording.of(words, site, consent, token)));
    }

    /** Says something about a consent, and may change it before. */
    private interface Wording {
        Notice of(Words words, Published site, Consent consent, String token);
    }

    /** Reading it changes nothing: scanners of mailboxes open every link. */
    private Notice question(Words words, Published site, Consent consent, String token) {
        if (audience.consents().asked(token).isEmpty()) {
            throw Problem.notFound("page");
        }
        if (consent.state() == Consent.State.GIVEN) {
            return onTheList(words, consent, token);
        }
        return new Notice(
                words.get("confirm.title", site.content().name()),
                words.get("confirm.text", consent.email()),
                words.get("confirm.button"),
                "/c/" + token);
    }

    private Notice confirmed(Words words, Published site, Consent consent, String token) {
        if (audience.consents().confirm(token).isEmpty()) {
            throw Problem.notFound("page");
        }
        return onTheList(words, consent, token);
    }

    private static Notice onTheList(Words words, Consent consent, String token) {
        return new Notice(
                words.get("confirm.done"),
                words.get("confirm.done.text", consent.email()),
                words.get("leave.button"),
                "/u/" + token);
    }

    private Notice farewell(Words words, Published site, Consent consent, String token) {
        if (consent.state() == Consent.State.WITHDRAWN) {
            return gone(words, consent);
        }
        return new Notice(
                words.get("leave.title", consent.email()),
                words.get("leave.text"),
                words.get("leave.button"),
                "/u/" + token);
    }

    private Notice left(Words words, Published site, Consent consent, String token) {
        audience.consents().withdraw(token);
        return gone(words, consent);
    }

    private static Notice gone(Words words, Consent consent) {
        return new Notice(words.get("leave.done"), words.get("leave.done.text", consent.email()), "", "");
    }

    private static Letter letter(Published site, Standing place, Words words, String email, String token) {
        return new Letter(
                Consents.LETTER,
                email,
                words.get("confirm.subject", site.content().name()),
                List.of(words.get("confirm.letter", place.words())),
                Optional.of(new Button(words.get("confirm.button"), place.base() + "/c/" + token)));
    }

    private PublicPage page(Published site, Standing place) {
        Instant now = clock.instant();
        return drawing.page(site.workspace(), site.handle(), site.content(), now, place);
    }

    private Answer drawn(Call call, int status, PublicPage page) {
        var answer = Answer.html(status, drawing.html(page)).with("Cache-Control", "no-store");
        for (var header :
                Policy.headers(call.origin(), Policy.of(Optional.empty())).entrySet()) {
            answer = answer.instead(header.getKey(), header.getValue());
        }
        return answer.instead("Referrer-Policy", "no-referrer"); // the address may hold a token
    }

    /** On a site's own host only that site is known; on the others, only those that stand there. */
    private boolean isHere(Call call, Published site) {
        long here = call.origin().site();
        return here == 0
                ? Standing.of(hosts, call.origin(), site.site(), site.handle())
                        .base()
                        .equals(call.origin().base())
                : here == site.site();
    }

    /** Every browser says with a form where the page is that it comes from; that it is ours was asked before. */
    private static boolean isVouchedFor(Call call) {
        return call.header("Sec-Fetch-Site").isPresent()
                || call.header("Origin").isPresent();
    }

    private static boolean isAddress(String email) {
        return new Check().email("email", email).isFine();
    }

    private static boolean isName(String name) {
        return new Check().line("name", name, 0, 120).isFine();
    }
}
