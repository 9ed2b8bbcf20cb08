package com.mewayz.platform;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses as people write them, in the letters that a link and a header can carry. */
public final class WebAddress {
    private static final Pattern PARTS = Pattern.compile("(?i)(https?://)([^/?#@:]+)(:\\d{1,5})?((?:[/?#].*)?)");

    private WebAddress() {}

    /**
     * The same address in ASCII: a host in its xn-- form (RFC 5891), everything after it percent-encoded (RFC 3987,
     * 3.1). What cannot be read comes back as it was, for {@link Check} to refuse.
     */
    public static @Nullable String ascii(@Nullable String address) {
        if (address == null || isAscii(address)) {
            return address;
        }
        var parts = PARTS.matcher(address.strip());
        if (!parts.matches()) {
            return encoded(address);
        }
        try {
            var port = parts.group(3) == null ? "" : parts.group(3);
            return parts.group(1) + IDN.toASCII(parts.group(2)) + port + encoded(parts.group(4));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private static String encoded(String text) {
        var ascii = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0) {
                ascii.append((char) b);
            } else {
                ascii.append("%%%02X".formatted(b & 0xff));
            }
        }
        return ascii.toString();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
