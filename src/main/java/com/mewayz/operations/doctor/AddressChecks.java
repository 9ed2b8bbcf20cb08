package com.mewayz.operations.doctor;

import com.mewayz.platform.http.Ask;
import com.mewayz.platform.http.Outcome;
import com.mewayz.platform.http.Outgoing;
import com.mewayz.platform.http.Reach;
import com.mewayz.platform.web.Networks;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the world comes here. */
final class AddressChecks {
    /** The operator wrote the address down: it may be at home. */
    private static final Reach ANYWHERE = new Reach(List.of("0.0.0.0/0", "::/0"));

    private static final Outgoing.Limits SOON =
            new Outgoing.Limits(Duration.ofSeconds(3), Duration.ofSeconds(6), 64 << 10);

    private final Patient patient;
    private final Optional<Patient.Approach> approach;

    AddressChecks(Patient patient, Optional<Patient.Approach> approach) {
        this.patient = patient;
        this.approach = approach;
    }

    List<Check> all() {
        return List.of(
                new Check("Address", this::address),
                new Check("Reached from outside", this::reached),
                new Check("Proxy", this::proxy),
                new Check("Port", this::port));
    }

    private Finding address() {
        var base = patient.settings().baseUrl();
        if (base.isEmpty()) {
            return isForThisMachineOnly()
                    ? Finding.notApplicable("The server listens to this machine only.")
                    : Finding.warning(
                            "The server does not know its own address, and answers under every name.",
                            "Set base_url to how people reach it, like https://mia.example.");
        }
        return base.get().getScheme().equals("https")
                ? Finding.ok("People reach it at " + base.get() + ".")
                : Finding.warning(
                        base.get() + " is not encrypted.",
                        "Put a proxy with a certificate in front, and set base_url to its https address.");
    }

    private boolean isForThisMachineOnly() {
        var host = patient.settings().host();
        return host.equals("::1") || host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private Finding reached() {
        var base = patient.settings().baseUrl();
        if (base.isEmpty()) {
            return Finding.notApplicable("No address is set.");
        }
        var running = patient.running().get();
        return running.isEmpty()
                ? Finding.notApplicable("The server does not run.")
                : reached(base.get(), running.get().name());
    }

    private static Finding reached(URI base, String name) {
        var ask = Ask.get(base + "/livez");
        return switch (new Outgoing(ANYWHERE, SOON).send(ask)) {
            case Outcome.Answered answer
            when answer.text().contains("run: " + name + "\n") -> Finding.ok(base + " leads to this server.");
            case Outcome.Answered answer
            when answer.text().startsWith("Mewayz is alive.") ->
                Finding.problem(
                        base + " leads to another Mewayz.",
                        "Let the name or the proxy lead to this one, or correct base_url.");
            case Outcome.Answered answer ->
                Finding.problem(
                        "Something else answers at " + base + " (status " + answer.status() + ").",
                        "Let the name or the proxy lead to this server, or correct base_url.");
            case Outcome.Refused refused ->
                Finding.problem(
                        base + " cannot be used: " + refused.why(), "Put right its certificate, or correct base_url.");
            case Outcome.TryLater later ->
                Finding.unknown(
                        base + " was not reached from here: " + later.why(),
                        "If others reach it, the router does not lead back inside, and nothing is wrong.");
            case Outcome.Uncertain uncertain ->
                Finding.unknown(
                        base + " was not reached from here: " + uncertain.why(), "See what the proxy in front says.");
        };
    }

    private Finding proxy() {
        if (approach.isEmpty()) {
            return Finding.notApplicable("This is seen only on the page Settings, System check, in a browser.");
        }
        var way = approach.get();
        var base = patient.settings().baseUrl();
        if (patient.settings().proxyProtocol()) {
            return Finding.ok("The proxy at " + way.peer() + " says by the PROXY protocol whom it passes on.");
        }
        boolean trusted = new Networks(patient.settings().trustedProxies()).contains(way.peer());
        if (!way.forwardedFor().isEmpty() && !trusted) {
            return Finding.warning(
                    "A proxy at " + way.peer() + " passes people on and is not trusted: all of them seem to be one.",
                    "Add " + way.peer() + " to trusted_proxies.");
        }
        if (trusted && way.forwardedFor().isEmpty()) {
            return Finding.warning(
                    "The proxy at " + way.peer() + " does not say whom it passes on: all of them seem to be one.",
                    "Let it set X-Forwarded-For.");
        }
        var scheme = trusted && !way.forwardedProto().isEmpty() ? way.forwardedProto() : "http";
        var reached = (trusted ? scheme : base.map(URI::getScheme).orElse("http")) + "://" + way.host();
        if (base.isEmpty()) {
            return Finding.ok("You are here as " + reached + (trusted ? ", over the proxy " + way.peer() : "") + ".");
        }
        var found = "You are here as " + reached + "; the configuration says " + base.get() + ".";
        if (base.get().toString().equalsIgnoreCase(reached)) {
            return Finding.ok("You are here as " + reached + ", as the configuration says.");
        }
        if (trusted && way.forwardedProto().isEmpty()) {
            return Finding.warning(found, "Let the proxy set X-Forwarded-Proto.");
        }
        return trusted
                ? Finding.warning(found, "Let the proxy pass on the header Host, or correct base_url.")
                : Finding.ok(found);
    }

    private Finding port() {
        var running = patient.running().get();
        if (running.isPresent()) {
            return Finding.ok("The server answers at " + running.get().address() + ".");
        }
        int port = patient.settings().port();
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(
                    InetAddress.getByName(patient.settings().host()), port));
            return Finding.ok("Port " + port + " is free for the server.");
        } catch (BindException e) {
            return String.valueOf(e.getMessage()).contains("denied")
                    ? Finding.problem(
                            "Port " + port + " may not be used by " + System.getProperty("user.name") + ".",
                            "Allow it (AmbientCapabilities=CAP_NET_BIND_SERVICE in the systemd unit), or choose a port above 1023.")
                    : Finding.problem(
                            "Port " + port + " of " + patient.settings().host()
                                    + " is taken, and not by the server of this folder.",
                            "Stop the other program, or choose another port.");
        } catch (IOException e) {
            return Finding.problem(
                    patient.settings().host() + " is no address of this machine.", "Correct the setting host.");
        }
    }
}
