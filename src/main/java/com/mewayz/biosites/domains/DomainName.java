package com.mewayz.biosites.domains;

import com.mewayz.platform.Check;
import java.net.IDN;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names of hosts: as they are stored, as they are shown, and which of them look alike. */
final class DomainName {
    private static final Pattern AROUND = Pattern.compile("^https?://|[/?#].*$|:\\d{1,5}(?=$|[/?#])|\\.$");
    private static final Pattern SHAPE =
            Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    /** Letters of other scripts that look like one of ours, and ours that look like each other; the second stands for both. */
    private static final String TWINS =
            "аaеeоoрpсcуyхxіiјjѕsԁdһhӏlԛqԝwвbкkмmнhтtгrοoαaνvρpτtυuιiκkηnγyϲcօoսuոnհhɡgɑaıi0o1l";

    private DomainName() {}

    /** In ASCII and lower case (RFC 5891); what cannot be a name comes back as it was, for {@link #check} to refuse. */
    static String normal(String text) {
        var host = AROUND.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("");
        try {
            return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }

    /** In the letters of its own script, if they come from one; else as it is stored, so that nothing can pose. */
    static String shown(String name) {
        var letters = IDN.toUnicode(name);
        return isMixed(letters) ? name : letters;
    }

    /**
     * @param console the host of the console; empty if none is configured
     * @param shared the host that sites share which have none of their own; empty if that is the console's
     */
    static void check(Check check, String name, String console, String shared) {
        if (!SHAPE.matcher(name).matches()) {
            check.that("name", false, "Write the name of a host that is yours, like example.com or www.example.com.");
            return;
        }
        check.that("name", !name.equals(console), "This is the address of the console. Choose another name.")
                .that(
                        "name",
                        name.equals(console) || !looksLike(name, console),
                        "This looks too much like the address of the console. Choose another name.")
                .that(
                        "name",
                        !looksLike(name, shared),
                        "This is, or looks too much like, the address of all pages here. Choose another name.")
                .that(
                        "name",
                        !isMixed(IDN.toUnicode(name)),
                        "This name mixes letters of several scripts. Choose one that does not.");
    }

    static boolean looksLike(String name, String other) {
        return !other.isEmpty() && skeleton(name).equals(skeleton(other));
    }

    /** What a name looks like at a glance; compare UTS 39, 4. */
    private static String skeleton(String name) {
        var out = new StringBuilder();
        IDN.toUnicode(name).codePoints().forEach(letter -> {
            int at = TWINS.indexOf(letter);
            out.appendCodePoint(at >= 0 && at % 2 == 0 ? TWINS.codePointAt(at + 1) : letter);
        });
        return out.toString().replace("rn", "m").replace("vv", "w").replace('i', 'l');
    }

    /** Whether one label has letters of several scripts, but for those that are written together. */
    private static boolean isMixed(String name) {
        for (var label : name.split("\\.")) {
            var scripts = new TreeSet<Character.UnicodeScript>();
            label.codePoints().filter(Character::isLetter).forEach(c -> scripts.add(Character.UnicodeScript.of(c)));
            if (scripts.contains(Character.UnicodeScript.HAN)) {
                // UTS 39, 5.2: Chinese, Japanese and Korean are written with Latin letters among them
                scripts.remove(Character.UnicodeScript.LATIN);
                scripts.remove(Character.UnicodeScript.HIRAGANA);
                scripts.remove(Character.UnicodeScript.KATAKANA);
                scripts.remove(Character.UnicodeScript.HANGUL);
                scripts.remove(Character.UnicodeScript.BOPOMOFO);
            }
            if (scripts.contains(Character.UnicodeScript.HIRAGANA)) {
                scripts.remove(Character.UnicodeScript.KATAKANA);
            }
            if (scripts.size() > 1) {
                return true;
            }
        }
        return false;
    }
}
