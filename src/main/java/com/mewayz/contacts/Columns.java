package com.mewayz.contacts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the columns of a list of people mean. */
record Columns(List<Meaning> meanings) {
    enum Meaning {
        NOTHING("Leave it out"),
        NAME("Name"),
        FIRST_NAME("First name"),
        LAST_NAME("Last name"),
        EMAIL("Mail address"),
        PHONE("Phone number"),
        TAGS("Tags"),
        LANGUAGE("Language");

        private final String label;

        Meaning(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Meaning of(String word) {
            for (var meaning : values()) {
                if (meaning.word().equals(word)) {
                    return meaning;
                }
            }
            return NOTHING;
        }
    }

    /** How other programs and people call these columns, without what stands between letters. */
    private static final Map<Meaning, Set<String>> NAMES = Map.of(
            Meaning.EMAIL,
            Set.of(
                    "email",
                    "emailaddress",
                    "mail",
                    "mailaddress",
                    "correo",
                    "correoelectronico",
                    "courriel",
                    "emailadresse"),
            Meaning.FIRST_NAME,
            Set.of("firstname", "givenname", "vorname", "prenom", "nombre", "fname"),
            Meaning.LAST_NAME,
            Set.of("lastname", "familyname", "surname", "nachname", "nomdefamille", "apellido", "apellidos", "lname"),
            Meaning.NAME,
            Set.of("name", "fullname", "displayname", "contact", "contactname", "nom", "nome"),
            Meaning.PHONE,
            Set.of(
                    "phone",
                    "phonenumber",
                    "mobile",
                    "mobilephone",
                    "telephone",
                    "tel",
                    "telefon",
                    "telefono",
                    "telefone"),
            Meaning.TAGS,
            Set.of("tags", "tag", "labels", "groups", "groupmembership"),
            Meaning.LANGUAGE,
            Set.of("language", "locale", "lang", "sprache", "langue", "idioma"));

    /** Reads the meanings off the names in the first line. */
    static Columns guessed(List<String> head) {
        var meanings = new ArrayList<Meaning>();
        for (var name : head) {
            var plain = name.toLowerCase(Locale.ROOT).replaceAll("value|[^\\p{L}]", "");
            meanings.add(NAMES.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(plain))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(Meaning.NOTHING));
        }
        return new Columns(meanings);
    }

    boolean has(Meaning meaning) {
        return meanings.contains(meaning);
    }

    /** Whether rows can be told apart: there is a name, an address or a number. */
    boolean areEnough() {
        return has(Meaning.EMAIL) || has(Meaning.PHONE) || has(Meaning.NAME) || has(Meaning.FIRST_NAME);
    }

    /** A row as a contact, with one more tag if it is not empty. What a spreadsheet was kept from taking for a formula is as it was. */
    ContactInput read(List<String> cells, String tag) {
        var by = new LinkedHashMap<Meaning, List<String>>();
        for (int i = 0; i < Math.min(cells.size(), meanings.size()); i++) {
            var text = plain(cells.get(i));
            if (!text.isEmpty()) {
                by.computeIfAbsent(meanings.get(i), meaning -> new ArrayList<>())
                        .add(text);
            }
        }
        var name = first(by, Meaning.NAME);
        if (name.isEmpty()) {
            name = (first(by, Meaning.FIRST_NAME) + " " + first(by, Meaning.LAST_NAME)).strip();
        }
        var tags = new ArrayList<String>();
        by.getOrDefault(Meaning.TAGS, List.of()).forEach(text -> tags.addAll(List.of(text.split("[,;|]"))));
        tags.add(tag);
        return new ContactInput(
                name,
                by.getOrDefault(Meaning.EMAIL, List.of()),
                by.getOrDefault(Meaning.PHONE, List.of()),
                tags,
                first(by, Meaning.LANGUAGE));
    }

    private static String plain(String cell) {
        var text = cell.strip();
        return text.length() > 1 && text.startsWith("'") && "=+-@".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    private static String first(Map<Meaning, List<String>> by, Meaning meaning) {
        return by.getOrDefault(meaning, List.of()).stream().findFirst().orElse("");
    }
}
