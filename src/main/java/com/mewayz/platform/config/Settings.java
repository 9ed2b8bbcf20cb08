package com.mewayz.platform.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The configuration of this run. Later layers win: defaults, the file ({@code mewayz.yaml} in the data folder or in
 * {@code /etc/mewayz}, or {@code --config}), the environment ({@code MEWAYZ_…}, or {@code MEWAYZ_…_FILE} with the name
 * of a file that holds the value), flags.
 */
public final class Settings {
    private static final String PREFIX = "MEWAYZ_";
    /** Variables of the launcher, and of a process that takes another one's place; none of them is a setting. */
    private static final List<String> FOREIGN = List.of(
            "MEWAYZ_JAVA",
            "MEWAYZ_JAVA_OPTS",
            "MEWAYZ_CONFIG",
            "MEWAYZ_AOT",
            "MEWAYZ_CACHE",
            "MEWAYZ_LOG",
            "MEWAYZ_SUCCESSOR");

    private final Map<Setting, Value> values;

    private Settings(Map<Setting, Value> values) {
        this.values = values;
    }

    /**
     * @param config the file named by {@code --config}, or null to look in the usual places
     * @throws BadSetting if a key is unknown or a value makes no sense
     */
    public static Settings load(@Nullable Path config, Map<String, String> environment, Map<Setting, String> flags) {
        Map<Setting, Value> values = new EnumMap<>(Setting.class);
        for (var setting : Setting.values()) {
            values.put(setting, new Value(setting.standard(), "default"));
        }
        Map<Setting, Value> above = new EnumMap<>(Setting.class);
        environment(environment, above);
        flags.forEach((setting, text) -> above.put(setting, new Value(text, "flag " + setting.flag())));
        var data = Path.of(above.getOrDefault(Setting.DATA, new Value(Setting.DATA.standard(), "default"))
                .text());
        file(config, data, values);
        values.putAll(above);
        var settings = new Settings(values);
        settings.check();
        return settings;
    }

    public Path data() {
        return Path.of(text(Setting.DATA)).toAbsolutePath().normalize();
    }

    /** The demo holds a published password, so it never listens to the world. */
    public String host() {
        return demo() ? "127.0.0.1" : text(Setting.HOST);
    }

    /** For plain HTTP. */
    public int port() {
        return https() && value(Setting.PORT).source.equals("default") ? 80 : Integer.parseInt(text(Setting.PORT));
    }

    /** Whether connections begin with whose they are (PROXY protocol, version 1 or 2). */
    public boolean proxyProtocol() {
        return text(Setting.PROXY_PROTOCOL).equals("on");
    }

    /** Whether the program encrypts by itself. */
    public boolean https() {
        return text(Setting.HTTPS).equals("on");
    }

    public int httpsPort() {
        return Integer.parseInt(text(Setting.HTTPS_PORT));
    }

    /** The host of pages that have none of their own, if it is not the console's. */
    public Optional<String> publicHost() {
        return Optional.of(text(Setting.PUBLIC_HOST)).filter(text -> !text.isEmpty());
    }

    /** Other names of the console's host. */
    public List<String> aliases() {
        return entries(Setting.ALIASES);
    }

    /** Seconds for which browsers are told to come encrypted only. */
    public int hsts() {
        return Integer.parseInt(text(Setting.HSTS));
    }

    public Optional<URI> baseUrl() {
        return Optional.of(text(Setting.BASE_URL))
                .filter(text -> !text.isEmpty())
                .map(text -> URI.create(text.replaceAll("/+$", "")));
    }

    public List<String> trustedProxies() {
        return entries(Setting.TRUSTED_PROXIES);
    }

    /** Private networks that the program may ask all the same. */
    public List<String> outgoingPrivate() {
        return entries(Setting.OUTGOING_PRIVATE);
    }

    /** Whom to ask about names; empty for those of this machine. */
    public List<String> nameServers() {
        return entries(Setting.NAME_SERVERS);
    }

    public boolean openRegistration() {
        return text(Setting.REGISTRATION).equals("open");
    }

    public boolean demo() {
        return text(Setting.DEMO).equals("true");
    }

    /** The operator's own table of countries. */
    public Optional<Path> geoFile() {
        return file(Setting.GEO_FILE);
    }

    /** Networks that shall be taken for data centres besides those the program knows. */
    public Optional<Path> moreDataCentres() {
        return file(Setting.MORE_DATA_CENTRES);
    }

    /** Whether visits from data centres are left out. */
    public boolean dataCentres() {
        return text(Setting.DATA_CENTRES).equals("true");
    }

    public String text(Setting setting) {
        return value(setting).text;
    }

    /** Whether somebody set this, in a file, the environment or a flag. */
    public boolean given(Setting setting) {
        return !text(setting).isEmpty() && !value(setting).source.equals("default");
    }

    /** Where a value comes from: default, a file, environment, or flag. */
    public String source(Setting setting) {
        return value(setting).source;
    }

    /** Every setting with where it comes from, secrets masked. */
    public String dump() {
        var out = new StringBuilder();
        values.forEach((setting, value) -> out.append("%-16s %-28s # %s%n"
                .formatted(
                        setting.key() + ":",
                        setting.secret() && !value.text.isEmpty() ? "********" : value.text,
                        value.source)));
        return out.toString();
    }

    private Optional<Path> file(Setting setting) {
        return Optional.of(text(setting)).filter(text -> !text.isEmpty()).map(Path::of);
    }

    private List<String> entries(Setting setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static void environment(Map<String, String> environment, Map<Setting, Value> values) {
        environment.forEach((variable, text) -> {
            if (!variable.startsWith(PREFIX) || FOREIGN.contains(variable)) {
                return;
            }
            var key = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
            var direct = Setting.of(key);
            if (direct.isPresent()) {
                values.put(direct.get(), new Value(text, variable));
                return;
            }
            var fromFile = key.endsWith("_file")
                    ? Setting.of(key.substring(0, key.length() - "_file".length()))
                    : Optional.<Setting>empty();
            values.putIfAbsent(
                    fromFile.orElseThrow(() -> unknown(
                            variable,
                            "the environment",
                            PREFIX + Setting.nearest(key).toUpperCase(Locale.ROOT))),
                    new Value(contents(variable, text), variable));
        });
    }

    private static String contents(String variable, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new BadSetting(variable + " names " + file + ", which cannot be read.");
        }
    }

    private static void file(@Nullable Path config, Path data, Map<Setting, Value> values) {
        var file = config != null
                ? Optional.of(config)
                : List.of(data.resolve("mewayz.yaml"), Path.of("/etc/mewayz/mewayz.yaml")).stream()
                        .filter(Files::isReadable)
                        .findFirst();
        file.ifPresent(path -> read(path)
                .forEach((key, text) -> values.put(
                        Setting.of(String.valueOf(key))
                                .orElseThrow(() -> unknown(
                                        String.valueOf(key), path.toString(), Setting.nearest(String.valueOf(key)))),
                        new Value(text == null ? "" : String.valueOf(text), path.toString()))));
    }

    private static Map<?, ?> read(Path path) {
        try {
            Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(path));
            return switch (content) {
                case null -> Map.of();
                case Map<?, ?> map -> map;
                default -> throw new BadSetting(path + " must hold lines like: port: 8080");
            };
        } catch (IOException e) {
            throw new BadSetting("The configuration file " + path + " cannot be read.");
        } catch (YAMLException e) {
            throw new BadSetting(path + " is not valid YAML: " + e.getMessage());
        }
    }

    private static BadSetting unknown(String key, String where, String nearest) {
        return new BadSetting("%s in %s is not a setting. Did you mean %s? (mewayz config dump lists all.)"
                .formatted(key, where, nearest));
    }

    private void check() {
        require(Setting.PORT, text(Setting.PORT).matches("\\d{1,5}") && port() <= 65535, "a number from 0 to 65535");
        require(Setting.REGISTRATION, List.of("open", "closed").contains(text(Setting.REGISTRATION)), "open or closed");
        require(Setting.DATA_CENTRES, List.of("true", "false").contains(text(Setting.DATA_CENTRES)), "true or false");
        require(Setting.DEMO, List.of("true", "false").contains(text(Setting.DEMO)), "true or false");
        require(
                Setting.BASE_URL,
                text(Setting.BASE_URL).isEmpty() || text(Setting.BASE_URL).matches("https?://[^/\\s?#@]+/?"),
                "an address without a path, like https://mia.example");
        // never "is …, but should be": it is a secret
        if (!text(Setting.METRICS_TOKEN).matches("|[\\x21-\\x7e]{16,}")) {
            throw new BadSetting(
                    "metrics_token should have at least 16 characters, of plain letters, digits and signs.");
        }
        require(
                Setting.NAME_SERVERS,
                nameServers().stream()
                        .allMatch(server -> server.matches("[0-9.]{7,15}(:\\d{1,5})?|\\[[0-9a-fA-F:]+](:\\d{1,5})?")),
                "addresses like 192.0.2.53 or 192.0.2.53:5353, separated by commas");
        checkHosts();
        require(Setting.PROXY_PROTOCOL, List.of("on", "off").contains(text(Setting.PROXY_PROTOCOL)), "on or off");
        if (proxyProtocol() && trustedProxies().isEmpty()) {
            throw new BadSetting("proxy_protocol is on, so trusted_proxies has to say whose word is believed.");
        }
        checkEncryption();
        checkMail();
    }

    private void checkHosts() {
        require(
                Setting.ALIASES,
                aliases().stream().allMatch(name -> name.matches("[a-z0-9.-]+")),
                "names like www.mia.example, separated by commas");
        var pages = publicHost();
        require(
                Setting.PUBLIC_HOST,
                pages.isEmpty() || pages.get().matches("[a-z0-9.-]+"),
                "a name like mia.page, without scheme and port, which are base_url's");
        if (pages.isPresent() && baseUrl().isEmpty()) {
            throw new BadSetting("public_host is set, so base_url has to say where the console is.");
        }
        if (pages.isPresent()
                && (pages.equals(baseUrl().map(URI::getHost)) || aliases().contains(pages.get()))) {
            throw new BadSetting("public_host is " + pages.get()
                    + ", which is the console's own; it keeps pages apart from the console only under another name.");
        }
    }

    private void checkEncryption() {
        require(Setting.HTTPS, List.of("on", "off").contains(text(Setting.HTTPS)), "on or off");
        require(
                Setting.HTTPS_PORT,
                text(Setting.HTTPS_PORT).matches("\\d{1,5}") && httpsPort() <= 65535,
                "a number from 0 to 65535");
        require(Setting.HSTS, text(Setting.HSTS).matches("\\d{1,9}"), "a number of seconds");
        if (https() && baseUrl().filter(url -> url.getScheme().equals("https")).isEmpty()) {
            throw new BadSetting("https is on, so base_url has to say for which host, like https://mia.example.");
        }
        if (https() && demo()) {
            throw new BadSetting("The demo is for this machine alone; https makes no sense for it.");
        }
    }

    private void checkMail() {
        require(
                Setting.SMTP_PORT,
                text(Setting.SMTP_PORT).isEmpty()
                        || text(Setting.SMTP_PORT).matches("[1-9]\\d{0,4}")
                                && Integer.parseInt(text(Setting.SMTP_PORT)) <= 65535,
                "a number from 1 to 65535");
        require(
                Setting.SMTP_TLS,
                List.of("starttls", "tls", "none").contains(text(Setting.SMTP_TLS)),
                "starttls, tls or none");
        require(
                Setting.MAIL_FROM,
                text(Setting.MAIL_FROM).isEmpty()
                        || text(Setting.MAIL_FROM)
                                .matches(
                                        "([^<>\\p{Cntrl}]+<[!-~&&[^<>@]]+@[!-~&&[^<>@]]+>|[!-~&&[^<>@]]+@[!-~&&[^<>@]]+)"),
                "an address, like mail@mia.example or Mia <mail@mia.example>");
        if (given(Setting.MAIL_FROM) != given(Setting.SMTP_HOST)) {
            throw new BadSetting("smtp_host and mail_from belong together; one of them is missing.");
        }
    }

    private void require(Setting setting, boolean fine, String expected) {
        if (!fine) {
            throw new BadSetting("%s is %s (from %s), but should be %s."
                    .formatted(setting.key(), text(setting), value(setting).source, expected));
        }
    }

    private Value value(Setting setting) {
        return Objects.requireNonNull(values.get(setting));
    }

    private record Value(String text, String source) {
        @Override
        public String toString() {
            return source; // never the text: it may be a password
        }
    }
}
