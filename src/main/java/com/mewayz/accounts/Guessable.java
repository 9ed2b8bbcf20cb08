package com.mewayz.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Passwords that are long enough and yet among the first that somebody would try (NIST SP 800-63B, 3.1.1.2): the
 * commonest of those that leaked, the person's own name, address and this program's name, one thing again and again, and
 * runs of the keyboard. There are no rules of composition.
 */
final class Guessable {
    private static final String COMMON = "common-passwords.txt";
    /** What must be left of a password without its owner's words. */
    private static final int REST = 8;

    private static final int SHORTEST_WORD = 4;
    /** A piece this long, repeated, is no password; longer ones may be a sentence. */
    private static final int LONGEST_PIECE = 8;

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final List<String> RUNS = List.of(
                    "abcdefghijklmnopqrstuvwxyz",
                    "01234567890",
                    "09876543210",
                    "qwertyuiop",
                    "asdfghjkl",
                    "zxcvbnm",
                    "qwertzuiop",
                    "yxcvbnm",
                    "azertyuiop",
                    "qsdfghjklm",
                    "wxcvbn",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
                    "1q2w3e4r5t6y7u8i9o0p",
                    "q1w2e3r4t5y6u7i8o9p0",
                    "!@#$%^&*()")
            .stream()
            .flatMap(run -> Stream.of(run, new StringBuilder(run).reverse().toString()))
            .toList();

    private Guessable() {}

    /** @param own words of the person: name, address */
    static boolean is(String password, List<String> own) {
        var plain = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return repeats(plain) || runs(plain) || isOwn(plain, own) || isCommon(plain);
    }

    /** One short piece from beginning to end, as in {@code abcabcabcabc}. */
    private static boolean repeats(String text) {
        for (int piece = 1; piece <= Math.min(LONGEST_PIECE, text.length() / 2); piece++) {
            if (text.regionMatches(piece, text, 0, text.length() - piece)) {
                return true;
            }
        }
        return false;
    }

    /** Nothing but runs of four or more neighbours. */
    private static boolean runs(String text) {
        int at = 0;
        while (at < text.length()) {
            int from = at;
            int longest =
                    RUNS.stream().mapToInt(run -> common(run, text, from)).max().orElse(0);
            if (longest < Math.min(SHORTEST_WORD, text.length() - at)) {
                return false;
            }
            at += longest;
        }
        return true;
    }

    /** How many characters of the text from there on are a part of the run. */
    private static int common(String run, String text, int from) {
        int length = 0;
        while (from + length < text.length() && run.contains(text.substring(from, from + length + 1))) {
            length++;
        }
        return length;
    }

    /** Hardly anything is left without the words that stand for the person, or for this program. */
    private static boolean isOwn(String text, List<String> own) {
        var rest = text;
        for (var word : words(own)) {
            rest = rest.replace(word, "");
        }
        return rest.length() < text.length()
                && SEPARATORS.matcher(rest).replaceAll("").length() < REST;
    }

    private static List<String> words(List<String> own) {
        return Stream.concat(
                        Stream.of("mewayz", "password"),
                        own.stream()
                                .map(text -> text.toLowerCase(Locale.ROOT))
                                .flatMap(text -> Stream.concat(
                                        Stream.of(SEPARATORS.matcher(text).replaceAll("")),
                                        SEPARATORS.splitAsStream(text))))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .sorted((a, b) -> b.length() - a.length())
                .toList();
    }

    /** The list is read each time: it is wanted seldom, and would be a megabyte of memory. */
    private static boolean isCommon(String text) {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Guessable.class.getResourceAsStream(COMMON)), StandardCharsets.US_ASCII))) {
            return lines.lines().anyMatch(text::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
