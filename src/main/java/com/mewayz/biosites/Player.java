package com.mewayz.biosites;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an embed plays: the provider, and the address of its player in the form that tracks least. Built from the
 * parts of the address that were recognised, never from the address as it was given.
 */
public record Player(Provider provider, String source) {

    public enum Provider {
        YOUTUBE("YouTube", "https://www.youtube-nocookie.com", true),
        VIMEO("Vimeo", "https://player.vimeo.com", true),
        SPOTIFY("Spotify", "https://open.spotify.com", false),
        SOUNDCLOUD("SoundCloud", "https://w.soundcloud.com", false);

        private final String label;
        private final String origin;
        private final boolean video;

        Provider(String label, String origin, boolean video) {
            this.label = label;
            this.origin = origin;
            this.video = video;
        }

        public String label() {
            return label;
        }

        /** What a page that plays it must allow as {@code frame-src}. */
        public String origin() {
            return origin;
        }

        public boolean video() {
            return video;
        }
    }

    private static final Pattern YOUTUBE_ID = Pattern.compile("[A-Za-z0-9_-]{11}");
    private static final Pattern YOUTUBE_LIST = Pattern.compile("[A-Za-z0-9_-]{10,64}");
    private static final Pattern NUMBER = Pattern.compile("\\d{4,12}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{6,20}");
    private static final Pattern SPOTIFY_ID = Pattern.compile("[A-Za-z0-9]{22}");
    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final List<String> SPOTIFY_KINDS =
            List.of("track", "album", "playlist", "artist", "episode", "show");
    private static final List<String> YOUTUBE_PATHS = List.of("shorts", "live", "embed", "v");

    /** Empty if the address belongs to no player we know. */
    public static Optional<Player> of(@Nullable String url) {
        if (url == null) {
            return Optional.empty();
        }
        try {
            var uri = new URI(url.strip());
            if (uri.getScheme() == null || !uri.getScheme().matches("(?i)https?") || uri.getHost() == null) {
                return Optional.empty();
            }
            var path = Stream.of(Optional.ofNullable(uri.getPath()).orElse("").split("/"))
                    .filter(step -> !step.isEmpty())
                    .toList();
            return switch (uri.getHost().toLowerCase(Locale.ROOT)) {
                case "youtu.be" -> youtube(path.isEmpty() ? null : path.getFirst(), null);
                case "youtube.com",
                        "www.youtube.com",
                        "m.youtube.com",
                        "music.youtube.com",
                        "youtube-nocookie.com",
                        "www.youtube-nocookie.com" -> youtube(uri, path);
                case "vimeo.com", "www.vimeo.com", "player.vimeo.com" -> vimeo(uri, path);
                case "open.spotify.com" -> spotify(path);
                case "soundcloud.com", "www.soundcloud.com", "m.soundcloud.com", "on.soundcloud.com" ->
                    soundcloud(uri, path);
                default -> Optional.empty();
            };
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Player> youtube(URI uri, List<String> path) {
        if (path.size() == 2 && YOUTUBE_PATHS.contains(path.getFirst())) {
            return youtube(path.get(1), null);
        }
        if (path.equals(List.of("watch"))) {
            return youtube(query(uri, "v"), null);
        }
        return path.equals(List.of("playlist")) ? youtube(null, query(uri, "list")) : Optional.empty();
    }

    private static Optional<Player> youtube(@Nullable String id, @Nullable String list) {
        var base = Provider.YOUTUBE.origin() + "/embed/";
        if (id != null && YOUTUBE_ID.matcher(id).matches()) {
            return Optional.of(new Player(Provider.YOUTUBE, base + id + "?autoplay=1&rel=0"));
        }
        return list != null && YOUTUBE_LIST.matcher(list).matches()
                ? Optional.of(new Player(Provider.YOUTUBE, base + "videoseries?list=" + list + "&rel=0"))
                : Optional.empty();
    }

    // vimeo.com/1234, vimeo.com/1234/<hash of an unlisted video>, vimeo.com/channels/staff/1234,
    // player.vimeo.com/video/1234?h=<hash>
    private static Optional<Player> vimeo(URI uri, List<String> path) {
        for (int i = 0; i < path.size(); i++) {
            if (NUMBER.matcher(path.get(i)).matches()) {
                var hash = i + 1 < path.size() ? path.get(i + 1) : query(uri, "h");
                var unlisted = hash != null && HASH.matcher(hash).matches() ? "&h=" + hash : "";
                var source = Provider.VIMEO.origin() + "/video/" + path.get(i) + "?dnt=1&autoplay=1" + unlisted;
                return Optional.of(new Player(Provider.VIMEO, source));
            }
        }
        return Optional.empty();
    }

    // open.spotify.com/track/<id>, also with a language before it: /intl-pt/track/<id>
    private static Optional<Player> spotify(List<String> path) {
        int from = Math.max(0, path.size() - 2);
        var last = path.subList(from, path.size());
        return last.size() == 2
                        && SPOTIFY_KINDS.contains(last.getFirst())
                        && SPOTIFY_ID.matcher(last.get(1)).matches()
                ? Optional.of(new Player(
                        Provider.SPOTIFY, Provider.SPOTIFY.origin() + "/embed/" + last.getFirst() + "/" + last.get(1)))
                : Optional.empty();
    }

    private static Optional<Player> soundcloud(URI uri, List<String> path) {
        boolean shared = uri.getHost().startsWith("on.");
        if (path.isEmpty()
                || path.size() > 4
                || !path.stream().allMatch(step -> SLUG.matcher(step).matches())) {
            return Optional.empty();
        }
        var track = (shared ? "https://on.soundcloud.com/" : "https://soundcloud.com/") + String.join("/", path);
        return Optional.of(new Player(
                Provider.SOUNDCLOUD,
                Provider.SOUNDCLOUD.origin() + "/player/?url=" + URLEncoder.encode(track, StandardCharsets.UTF_8)
                        + "&auto_play=true&hide_related=true&show_comments=false&show_reposts=false"));
    }

    private static @Nullable String query(URI uri, String name) {
        return uri.getQuery() == null
                ? null
                : Arrays.stream(uri.getQuery().split("&"))
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> pair.substring(name.length() + 1))
                        .findFirst()
                        .orElse(null);
    }
}
