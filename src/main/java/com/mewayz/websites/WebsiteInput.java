package com.mewayz.websites;

import com.mewayz.platform.Check;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may set on a website.
 *
 * @param hosts as {@code shop.example.com}; an address is cut down to its host
 */
public record WebsiteInput(String name, List<String> hosts) {
    private static final int MOST = 20;
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern AROUND = Pattern.compile("^https?://|[/?#].*$|:\\d{1,5}(?=$|[/?#])");

    public WebsiteInput {
        name = name == null ? "" : name.strip();
        hosts = hosts == null
                ? List.of()
                : hosts.stream()
                        .map(WebsiteInput::host)
                        .filter(host -> !host.isEmpty())
                        .distinct()
                        .toList();
    }

    void check() {
        var check = new Check()
                .line("name", name, 1, 80)
                .that("hosts", !hosts.isEmpty(), "Write the host of your pages, like example.com.")
                .that("hosts", hosts.size() <= MOST, "Keep it to " + MOST + " hosts.");
        hosts.stream()
                .filter(host -> !HOST.matcher(host).matches())
                .findFirst()
                .ifPresent(wrong ->
                        check.that("hosts", false, "Write hosts like example.com; “" + shown(wrong) + "” is none."));
        check.done();
    }

    private static String host(@Nullable String text) {
        var host = text == null
                ? ""
                : AROUND.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("");
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }

    private static String shown(String wrong) {
        return wrong.length() <= 60 ? wrong : wrong.substring(0, 60) + "…";
    }
}
