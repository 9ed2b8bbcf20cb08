package com.mewayz;

import com.mewayz.platform.Lazy;
import com.mewayz.platform.config.BadSetting;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.geo.Countries;
import com.mewayz.platform.geo.Ranges;
import com.mewayz.traffic.Atlas;
import com.mewayz.traffic.Places;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables that tell where addresses stand, as the settings want them. What is built in is read at the first hit. */
final class Geography {
    private static final String DATA_CENTRES = "platform/geo/data-centres.txt";

    private Geography() {}

    /** @throws BadSetting if an operator's file cannot be used: at the start, when somebody is looking */
    static Places of(Settings settings) {
        var own = settings.geoFile().map(Countries::file);
        var more = settings.moreDataCentres().map(Geography::more);
        return new Atlas(
                own.<Lazy<Countries>>map(file -> new Lazy<>(() -> file))
                        .orElseGet(() -> new Lazy<>(Countries::builtIn)),
                new Lazy<>(() -> settings.dataCentres() ? dataCentres(more) : new Ranges(List.of())));
    }

    private static Ranges dataCentres(Optional<List<String>> more) {
        try (InputStream in = Geography.class.getResourceAsStream(DATA_CENTRES)) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
            return new Ranges(
                    Stream.concat(lines, more.stream().flatMap(List::stream)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> more(Path file) {
        try {
            var lines = Files.readAllLines(file);
            new Ranges(lines);
            return lines;
        } catch (IOException e) {
            throw new BadSetting("more_data_centres names " + file + ", which cannot be read.");
        } catch (IllegalArgumentException e) {
            throw new BadSetting("more_data_centres names " + file + ", where " + e.getMessage() + ".");
        }
    }
}
