package com.mewayz.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects every complaint about an input before failing, so that a form can show them all at once. */
public final class Check {
    private static final Pattern EMAIL =
            Pattern.compile("(?=[^@]{1,64}@)[^\\s@.,;:<>()\"\\\\]+(?:\\.[^\\s@.,;:<>()\"\\\\]+)*"
                    + "@(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z0-9-]{2,63}");
    private static final Pattern DIRECTION =
            Pattern.compile("[\\x{061C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}\\x{FEFF}]");
    private static final Pattern LINK = Pattern.compile("://|(?i)\\bwww\\.");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "mailto", "tel", "sms");
    private static final int ADDRESS_LENGTH = 2048;

    private final Map<String, List<String>> complaints = new LinkedHashMap<>();

    /** Text of {@code min} to {@code max} characters; a null counts as empty. Control characters are refused. */
    public Check text(String field, @Nullable String value, int min, int max) {
        var text = value == null ? "" : value;
        if (text.strip().length() < min) {
            return that(field, false, min == 1 ? "Write something here." : "Write at least " + min + " characters.");
        }
        if (text.length() > max) {
            return that(field, false, "Keep it to " + max + " characters; it has " + text.length() + ".");
        }
        if (min > 0
                && text.codePoints()
                        .allMatch(c -> Character.isWhitespace(c) || Character.getType(c) == Character.FORMAT)) {
            return that(field, false, "Write something that can be seen.");
        }
        return that(field, text.chars().noneMatch(Check::isControl), "Remove the control characters.")
                .that(field, text.codePoints().noneMatch(Check::isHalf), "Remove the broken character.");
    }

    /** As {@link #text}, on a single line: for names. */
    public Check line(String field, @Nullable String value, int min, int max) {
        return text(field, value, min, max)
                .that(
                        field,
                        value == null || value.chars().noneMatch(c -> c == '\n' || c == '\r' || c == '\t'),
                        "Write it on one line.")
                .that(
                        field,
                        value == null || !DIRECTION.matcher(value).find(),
                        "Leave out the invisible marks that turn the direction of writing.");
    }

    /** What somebody is called: a line, and no address that a letter would turn into a link. */
    public Check name(String field, @Nullable String value, int max) {
        return line(field, value, 1, max)
                .that(field, value == null || !LINK.matcher(value).find(), "Write a name here, not a web address.");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** A web address: http or https, with a host. */
    public Check webAddress(String field, @Nullable String value) {
        return address(field, value, Set.of("http", "https"), "Write a full web address, like https://example.com.");
    }

    /** Where a link may lead: a web address, a mail address or a phone number; never a script. */
    public Check linkAddress(String field, @Nullable String value) {
        return address(
                field, value, LINK_SCHEMES, "Write a full address, like https://example.com or mailto:me@example.com.");
    }

    /** Whether a link may begin like this; {@code javascript} is not among them. */
    public static boolean isLinkScheme(String scheme) {
        return LINK_SCHEMES.contains(scheme);
    }

    public Check email(String field, @Nullable String value) {
        return that(
                field,
                value != null && value.length() <= 254 && EMAIL.matcher(value).matches() && isAscii(value),
                "Write a mail address, like name@example.com.");
    }

    /** A colour as #rrggbb. */
    public Check colour(String field, @Nullable String value) {
        return that(
                field, value != null && COLOUR.matcher(value).matches(), "Write a colour as #rrggbb, like #ff5a26.");
    }

    public Check oneOf(String field, @Nullable String value, Set<String> allowed) {
        return that(
                field,
                value != null && allowed.contains(value),
                "Choose one of: " + String.join(", ", allowed.stream().sorted().toList()) + ".");
    }

    public Check that(String field, boolean fine, String sentence) {
        if (!fine) {
            complaints.computeIfAbsent(field, name -> new ArrayList<>()).add(sentence);
        }
        return this;
    }

    /** Whether there is nothing to complain about so far. */
    public boolean isFine() {
        return complaints.isEmpty();
    }

    /** @throws Problem 422 with everything collected, if there is anything */
    public void done() {
        if (!complaints.isEmpty()) {
            throw Problem.invalid(complaints);
        }
    }

    private Check address(String field, @Nullable String value, Set<String> schemes, String sentence) {
        return that(field, value != null && value.length() <= ADDRESS_LENGTH && isAddress(value, schemes), sentence);
    }

    private static boolean isAddress(String value, Set<String> schemes) {
        try {
            var uri = new URI(value);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!schemes.contains(scheme)) {
                return false;
            }
            return scheme.startsWith("http")
                    ? uri.getHost() != null && uri.getUserInfo() == null
                    : !uri.getSchemeSpecificPart().isBlank();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Half of a pair: no character at all, and not to be stored as UTF-8. */
    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f;
    }
}
