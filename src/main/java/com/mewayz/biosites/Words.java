package com.mewayz.biosites;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Our own few words on a public page, in its language where we have it, else in English. */
public final class Words {
    private static final String FOLDER = "/com/mewayz/biosites/words/";
    private static final Set<String> RIGHT_TO_LEFT =
            Set.of("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi");
    private static final Map<String, Optional<Words>> READ = new ConcurrentHashMap<>();

    private final String language;
    private final Properties texts;

    private Words(String language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    /** @param tag a BCP 47 language tag */
    public static Words in(String tag) {
        return READ.computeIfAbsent(language(tag), Words::read)
                .or(() -> READ.computeIfAbsent("en", Words::read))
                .orElseThrow();
    }

    /** {@code rtl} or {@code ltr}. */
    public static String direction(String tag) {
        return RIGHT_TO_LEFT.contains(language(tag)) ? "rtl" : "ltr";
    }

    /** The language the words are in, which may differ from the page's. */
    public String language() {
        return language;
    }

    public String get(String key) {
        return Objects.requireNonNull(texts.getProperty(key), key);
    }

    /** The text with its one gap filled. */
    public String get(String key, String value) {
        return get(key).replace("{}", value);
    }

    private static String language(String tag) {
        return Locale.forLanguageTag(tag).getLanguage();
    }

    private static Optional<Words> read(String language) {
        try (var in = Words.class.getResourceAsStream(FOLDER + language + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            var texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return Optional.of(new Words(language, texts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
