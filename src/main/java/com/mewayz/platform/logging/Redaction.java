package com.mewayz.platform.logging;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes out of a text what must not stand in a log: tokens and whatever else is sent as a secret, whole; addresses of
 * mail and network, as far as they point at one person. Of a mail address the domain stays, of a network address the
 * part that names a network (/24, /48): enough to see a pattern in an attack.
 *
 * <p>Every repetition in the patterns is bounded or possessive, so that time grows with the length of the text and no
 * faster, whoever wrote it.
 */
public final class Redaction {
    private static final String GONE = "…";

    /** In this order: the first ones are the most certain. */
    private static final List<Rule> RULES = List.of(
            rule("\\bmwz_[A-Za-z0-9_-]++", match -> "mwz_" + GONE),
            rule("(?i)\\b(bearer|basic|digest)[ +]++[^\\s,;\"'<>]++", match -> match.group(1) + " " + GONE),
            rule("(?i)\\b((?:__host-)?mewayz)=[^\\s;,\"']++", match -> match.group(1) + "=" + GONE),
            rule(
                    "(?i)\\b([\\w-]{0,30}(?:token|secret|password|passwd|passphrase|csrf|api[_-]?key|authorization|credential|session|signature|cookie))"
                            + "(\"?\\s{0,3}[=:]\\s{0,3}\"?)(?!//)[^\\s&;,\"'<>)\\]}]++",
                    match -> match.group(1) + match.group(2) + GONE),
            rule(
                    "(?i)([?&](?:code|state|nonce|key|sig|t|invite|link))=[^\\s&;,\"'<>]++",
                    match -> match.group(1) + "=" + GONE),
            // 256 random bits as our tokens are written, wherever they stand, and 64 hex digits
            rule("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])", match -> GONE),
            rule("(?i)(?<![a-z0-9])[0-9a-f]{64}(?![a-z0-9])", match -> GONE),
            rule(
                    "(?<![\\p{L}\\p{N}._+'-])(?:[\\p{L}\\p{N}._+'-]|%(?!40)[0-9A-Fa-f]{2}){1,200}+(@|%40)"
                            + "((?:[\\p{L}\\p{N}-]{1,63}+\\.){1,8}\\p{L}[\\p{L}\\p{N}-]{1,62}+)",
                    match -> GONE + match.group(1) + match.group(2)),
            rule("(?<![\\w.])((\\d{1,3})\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}(?![\\w.]*\\d)", Redaction::network4),
            rule(
                    "(?<![\\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?::\\d{1,3}(?:\\.\\d{1,3}){3}|(?:\\.\\d{1,3}){3})?(?![\\w:])",
                    Redaction::network6));

    private Redaction() {}

    /** The text without what would let anybody in or be known by. */
    public static String of(String text) {
        var safe = text;
        for (var rule : RULES) {
            safe = rule.pattern
                    .matcher(safe)
                    .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(rule.replacement.of(match)));
        }
        return safe;
    }

    /** Of this machine and of nobody: they tell of no person. */
    private static String network4(MatchResult match) {
        return match.group(2).equals("127") || match.group().equals("0.0.0.0")
                ? match.group()
                : match.group(1) + ".0/24";
    }

    private static String network6(MatchResult match) {
        var text = match.group();
        long colons = text.chars().filter(c -> c == ':').count();
        // a time of day has colons, too, but never eight parts nor a gap; what ends in dots was shortened above
        if (!text.contains("::") && colons != 7 || text.contains(".") || text.equals("::1") || text.equals("::")) {
            return text;
        }
        var parts = text.substring(0, text.contains("::") ? text.indexOf("::") : text.length())
                .split(":");
        var kept = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            kept.append(i < parts.length && !parts[i].isEmpty() ? parts[i] : "0")
                    .append(':');
        }
        return kept + ":/48";
    }

    private static Rule rule(String pattern, Replacement replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    private record Rule(Pattern pattern, Replacement replacement) {}

    private interface Replacement {
        String of(MatchResult match);
    }
}
