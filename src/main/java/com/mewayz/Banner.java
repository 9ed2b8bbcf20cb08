package com.mewayz;

import com.mewayz.demo.Demo;
import com.mewayz.platform.config.Settings;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What the owner reads after the start: where it is, how to get in, where the data lies. */
final class Banner {
    private Banner() {}

    static String of(App app) {
        var settings = app.settings();
        var lines = new ArrayList<String>();
        lines.add("Mewayz " + Version.text());
        lines.add("");
        lines.add("Address      " + address(settings, app.port()));
        app.setupToken().ifPresent(token -> {
            lines.add("Set it up    " + setupLink(address(settings, app.port()), token));
            lines.add("             once, within 30 minutes; \"mewayz setup-link\" prints a new one");
        });
        if (settings.openRegistration() && !app.mailer().ready()) {
            lines.add("Registration opens once a mail server is set up, under Settings, Mail server");
        }
        if (settings.demo()) {
            lines.add("Demo         " + address(settings, app.port()) + "/@" + Demo.HANDLE);
            lines.add("Sign in      " + Demo.EMAIL + " / " + Demo.PASSWORD);
            lines.add("             or as " + Demo.EDITOR + " (editor), " + Demo.VIEWER + " (viewer)");
        }
        if (settings.https()) {
            lines.add("Encryption   on port " + settings.httpsPort() + "; Settings, Certificates shows how it stands");
        }
        lines.add("Data         " + settings.data());
        return boxed(lines);
    }

    static String setupLink(String address, String token) {
        return address + "/setup?token=" + token;
    }

    /** The configured address, or the one this machine most likely has. */
    static String address(Settings settings, int port) {
        return settings.baseUrl().map(URI::toString).orElseGet(() -> {
            var host = settings.host().equals("0.0.0.0") || settings.host().equals("::")
                    ? ownAddress().orElse("localhost")
                    : settings.host().equals("127.0.0.1") ? "localhost" : settings.host();
            return "http://" + (host.contains(":") ? "[" + host + "]" : host) + (port == 80 ? "" : ":" + port);
        });
    }

    private static Optional<String> ownAddress() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .flatMap(card -> Collections.list(card.getInetAddresses()).stream())
                    .filter(address -> !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress()
                            && address.getAddress().length == 4)
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static String boxed(List<String> lines) {
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        var out = new StringBuilder();
        out.append('┌').append("─".repeat(width + 2)).append("┐\n");
        lines.forEach(line -> out.append("│ ")
                .append(line)
                .append(" ".repeat(width - line.length()))
                .append(" │\n"));
        return out.append('└').append("─".repeat(width + 2)).append("┘\n").toString();
    }
}
