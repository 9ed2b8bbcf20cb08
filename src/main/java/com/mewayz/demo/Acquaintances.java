package com.mewayz.demo;

import com.mewayz.contacts.Consents.Proof;
import com.mewayz.contacts.Contact;
import com.mewayz.contacts.ContactInput;
import com.mewayz.contacts.Met;
import com.mewayz.demo.Demo.Creator;
import com.mewayz.demo.Demo.Parts;
import com.mewayz.platform.mail.Letter;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Whom the creator met: most signed up for letters, some wrote, some were written down by hand. */
final class Acquaintances {
    private static final List<String> FIRST = List.of(
            "Amélie", "Bruno", "Hanna", "Ines", "Jonas", "Leo", "Nora", "Paul", "Sofia", "Tomás", "Yuki", "Clara",
            "Diego", "Elif", "Farah", "Goran", "Ida", "Kofi", "Lena", "Marek", "Noor", "Olga", "Priya", "Quinn");
    private static final List<String> LAST = List.of(
            "Roux",
            "Costa",
            "Kowalski",
            "Duarte",
            "Weber",
            "Okafor",
            "Haddad",
            "Becker",
            "Lindqvist",
            "Pereira",
            "Tanaka",
            "Moreau",
            "Santos",
            "Yılmaz",
            "Novak",
            "Larsen",
            "Mensah",
            "Vogel",
            "Ali",
            "Petrov",
            "Rao");
    private static final List<String> LETTERS = List.of(
            "Do you play weddings? It is in June, near Porto.",
            "Thank you for the chord chart. Is there one for left-handed players?",
            "I would like to book a lesson, but all Saturdays are taken. Is there a waiting list?",
            "Can I use “Salt & Copper” in a short film? It is for my school.",
            "The boathouse set made my week. Will you come to Hamburg?");
    private static final List<String> TAGS = List.of("lessons", "tab book", "concert Lisbon", "press", "old friend");
    private static final Odds<Met> WAYS =
            Odds.of(70, Met.NEWSLETTER).and(18, Met.FORM).and(12, Met.HAND);
    private static final double CONFIRM = .82;
    private static final double LEAVE = .05;
    private static final double TAGGED = .3;

    private final Parts parts;
    private final Timeline time;
    private final RandomGenerator random;
    private final Sizes sizes;
    private final Creator creator;
    private final Instant now;
    private final Set<String> taken = new HashSet<>();

    Acquaintances(Parts parts, Timeline time, RandomGenerator random, Sizes sizes, Creator creator, Instant now) {
        this.parts = parts;
        this.time = time;
        this.random = random;
        this.sizes = sizes;
        this.creator = creator;
        this.now = now;
    }

    /** In the order in which they came, like everything else that happens. */
    void meet() {
        moments().forEach(moment -> {
            time.hold(moment);
            meet(moment);
        });
    }

    private List<Instant> moments() {
        long span = Duration.ofDays(sizes.days() - 1L).toMillis();
        return IntStream.range(0, Math.min(1_200, 20 + sizes.visitors()))
                .mapToObj(number -> now.minusMillis(Duration.ofHours(2).toMillis() + random.nextLong(span)))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private void meet(Instant moment) {
        var name = FIRST.get(random.nextInt(FIRST.size())) + " " + LAST.get(random.nextInt(LAST.size()));
        var email = address(name);
        var contact = switch (WAYS.draw(random)) {
            case NEWSLETTER -> subscribe(name, email, moment);
            case FORM -> {
                var wrote = parts.people().contacts().meet(creator.workspace(), Met.FORM, name, email);
                parts.people()
                        .messages()
                        .receive(wrote, creator.site(), page(), LETTERS.get(random.nextInt(LETTERS.size())));
                yield wrote;
            }
            default ->
                parts.people()
                        .contacts()
                        .create(creator.workspace(), creator.owner(), Met.HAND, ContactInput.of(name, email));
        };
        if (random.nextDouble() < TAGGED) {
            parts.people()
                    .contacts()
                    .tag(
                            creator.workspace(),
                            creator.editor(),
                            List.of(contact.id()),
                            TAGS.get(random.nextInt(TAGS.size())),
                            true);
        }
    }

    private Contact subscribe(String name, String email, Instant moment) {
        var contact = parts.people().contacts().meet(creator.workspace(), Met.NEWSLETTER, name, email);
        var tokens = new ArrayList<String>();
        var proof = new Proof(
                "Letters from the harbour · You agree to get letters by mail. You can leave at any time.",
                creator.site(),
                page(),
                "192.0.2.0/24");
        parts.people().consents().ask(contact, email, proof, token -> {
            tokens.add(token);
            return new Letter("confirm-letters", email, "", List.of(), Optional.empty());
        });
        if (random.nextDouble() < CONFIRM) {
            time.hold(moment.plusSeconds(60 + random.nextInt(1_200)));
            parts.people().consents().confirm(tokens.getFirst());
            if (random.nextDouble() < LEAVE) {
                time.hold(moment.plusSeconds(3_600));
                parts.people().consents().withdraw(tokens.getFirst());
            }
        }
        return contact;
    }

    private static String page() {
        return "http://localhost:8080/@" + Demo.HANDLE;
    }

    private String address(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replace('ı', 'i')
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace(' ', '.');
        for (int number = 1; ; number++) {
            var address = plain + (number == 1 ? "" : number) + "@example.org";
            if (taken.add(address)) {
                return address;
            }
        }
    }
}
